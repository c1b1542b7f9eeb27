"""The two menus, from the page tree."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.visibility import visible_to
from portal.pages.models import InformationPage


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows: the site's name and its menus. Not computed for the admin.

    The main menu are the home page's children that an editor put into menus, in the order of the tree; the footer's
    are the information pages directly below the home page (legal notices). All are read when a template first asks:
    an error page must not depend on the database.
    """
    if request.path.startswith(reverse("wagtailadmin_home")):
        return {}
    return {
        "SITE_NAME": SimpleLazyObject(lambda: _site_name(request)),
        "MAIN_MENU": SimpleLazyObject(lambda: _entries(request, Page.objects.filter(show_in_menus=True))),
        "FOOTER_MENU": SimpleLazyObject(lambda: _entries(request, Page.objects.type(InformationPage))),
    }


def _site_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME


def _entries(request: HttpRequest, pages: PageQuerySet) -> list[dict[str, Any]]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    found = visible_to(None, pages.child_of(site.root_page)).order_by("path")
    urls = [(page.title, page.get_url(request) or "/") for page in found]
    return [{"title": title, "url": url, "current": request.path.startswith(url)} for title, url in urls]
