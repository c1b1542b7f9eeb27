"""Template tags that every template may need."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.rich_text import as_public_html
from core.text import as_plain_text

register = template.Library()


@register.filter
def richtext_safe(html: str) -> SafeString:
    """Rich text as it is shown: sanitised again (the database may hold what an older rule let in), links resolved.

    For everybody alike, so that an answer may be kept: a link to what is not public stays as a word.
    """
    return mark_safe(as_public_html([html or ""])[0])  # noqa: S308 - sanitize() is the boundary


@register.filter
def plain_text(html: str) -> str:
    """The words of rich text."""
    return as_plain_text(html or "")
