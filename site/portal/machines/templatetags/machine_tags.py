"""What a page's head tells programs."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from core.linked_data import absolute, as_script, linked_data_of
from portal.machines.preview_image import HEIGHT, WIDTH
from portal.machines.views import version

register = template.Library()


@register.inclusion_tag("components/head_page.html", takes_context=True)
def head_of(context: Context, page: Any, description: str = "") -> dict[str, Any]:
    """What services show that make a preview of a link. A draft in the admin's preview gets none of it."""
    if not page or not page.pk or not page.url or getattr(context.get("request"), "is_preview", False):
        return {"address": ""}
    return {
        "page": page,
        "address": absolute(page.url),
        "description": description,
        "site_name": str(context.get("SITE_NAME", "")),
        "kind": "website" if page.depth == 2 else "article",
        "image": absolute(reverse("preview-image", args=[page.pk, version(page)])),
        "width": WIDTH,
        "height": HEIGHT,
    }


@register.simple_tag(takes_context=True)
def linked_data(context: Context, page: Any) -> SafeString:
    """The page's JSON-LD as a script element; nothing for what is no page."""
    if not page or not page.pk or not page.url:
        return SafeString("")
    return as_script(linked_data_of(page, str(context.get("SITE_NAME", ""))))


@register.simple_tag
def absolute_address(address: str) -> str:
    """The address with the site's own name, by BASE_URL: what the record of the site says may be another one."""
    return absolute(address)
