"""Template tags that every template may need."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from core.sanitize import sanitize
from core.text import as_plain_text

register = template.Library()


@register.filter
def richtext_safe(html: str) -> SafeString:
    """Rich text as it is shown: sanitised again (the database may hold what an older rule let in), links resolved."""
    return mark_safe(expand_db_html(sanitize(html or "")))  # noqa: S308 - sanitize() is the boundary


@register.filter
def plain_text(html: str) -> str:
    """The words of rich text."""
    return as_plain_text(html or "")
