"""The site itself for programs: its name, and where to search (schema.org/WebSite)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from core.linked_data import Thing, absolute


def site_data(page: Any, site: Thing) -> list[Thing]:
    """The home page says what the site is and how it is searched."""
    search = absolute(reverse("search"))
    return [
        {
            "@type": "WebSite",
            "name": site["name"] or page.title,
            "description": page.intro,
            "url": absolute("/"),
            "inLanguage": settings.LANGUAGE_CODE,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"},
                "query-input": "required name=search_term_string",
            },
        }
    ]
