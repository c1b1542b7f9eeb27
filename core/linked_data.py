"""What programs read in a page (JSON-LD, schema.org): each app says it for its own types; templates write it out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

#: A thing as schema.org describes it, without "@context".
Thing = dict[str, Any]

#: What a page says of itself, and who runs the site (an Organization).
Describe = Callable[[Any, Thing], list[Thing]]

_describers: dict[type[Any], Describe] = {}
#: Inside a script element nothing may look like markup; JSON reads these escapes back.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def register_linked_data(model: type[Any], describe: Describe) -> None:
    """Called once for a page type, when Django is ready. `describe` gets a page that the visitor may see."""
    _describers[model] = describe


def linked_data_of(page: Any, site_name: str) -> list[Thing]:
    """Everything about a page: where it stands, then what its type says of it. Empty values are left out."""
    describe = _describers.get(type(page))
    publisher = {"@type": "Organization", "name": site_name, "url": absolute("/")}
    described = describe(page, publisher) if describe else []
    return [thing for thing in (_breadcrumbs(page), *map(without_empty, described)) if thing]


def without_empty(thing: Thing) -> Thing:
    """The thing without what is not known: an empty value would be a statement."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}


def absolute(address: str | None) -> str:
    """The address with the site's own name before it."""
    return settings.BASE_URL + (address or "/")


def as_script(things: list[Thing]) -> SafeString:
    """The script element. It holds data, no program: a browser runs nothing of it."""
    if not things:
        return SafeString("")
    data = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def _breadcrumbs(page: Any) -> Thing:
    ancestors = getattr(page, "breadcrumbs", [])
    if not ancestors:
        return {}
    names = [_("Startseite"), *(ancestor["title"] for ancestor in ancestors[1:]), page.title]
    addresses = [*(ancestor["url"] for ancestor in ancestors), page.url]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
            for place, (name, address) in enumerate(zip(names, addresses, strict=True), start=1)
        ],
    }
