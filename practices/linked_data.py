"""A practice for programs that read the page (schema.org/Article)."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from core.linked_data import Thing, absolute
from practices.choices import LICENCE_URLS


def practice_data(page: Any, site: Thing) -> list[Thing]:
    """The practice as an article. Its terms are left out: they would cost three queries a page."""
    return [
        {
            "@type": "Article",
            "headline": page.title,
            "description": page.summary,
            "url": absolute(page.url),
            "mainEntityOfPage": absolute(page.url),
            "datePublished": page.first_published_at.isoformat() if page.first_published_at else None,
            "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
            "inLanguage": settings.LANGUAGE_CODE,
            "license": LICENCE_URLS.get(page.licence),
            "publisher": site,
            "author": site,
        }
    ]
