"""`/sitemap.xml`: every public page with its last change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from wagtail.models import Page, Site

from core.visibility import visible_to

#: The number that the protocol allows for one file.
_MOST = 50_000


class PublicPages(Sitemap):
    """What the public may read, below the site's home page. Two queries, however many pages there are."""

    limit = _MOST

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def items(self) -> Any:
        site = Site.find_for_request(self._request)
        pages = Page.objects.descendant_of(site.root_page, inclusive=True) if site else Page.objects.none()
        return visible_to(None, pages).order_by("path").only("url_path", "last_published_at", "path")

    def location(self, item: Page) -> str:
        return str(item.get_url(self._request) or "/")

    def lastmod(self, item: Page) -> datetime | None:
        moment: datetime | None = item.last_published_at
        return moment

    def get_domain(self, site: Any = None) -> str:
        return self._request.get_host()

    def get_protocol(self, protocol: str | None = None) -> str:
        return self._request.scheme or "https"


@cache_control(public=True, max_age=3600)
def public_sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """The sitemap; past 50,000 pages further files by `?p=`."""
    response: HttpResponse = sitemap(request, {"seiten": PublicPages(request)}, section=section).render()
    return response
