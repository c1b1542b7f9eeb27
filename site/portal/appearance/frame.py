"""What stands around every page: read once for a request, in two queries, and only when a template asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from core.site_name import site_name
from core.visibility import visible_to
from portal.appearance.models import Appearance, appearance_of
from portal.appearance.styles import brand_address
from portal.pages.models import InformationPage

#: Where a logo stands it is 40 pixels high; twice as many for fine screens.
LOGO = "max-480x80"


@dataclass(frozen=True)
class Entry:
    """A link of a menu. `current`: the visitor is there or below it."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """`main_menu`: the home page's children that an editor put into menus, in the order of the tree; `footer_menu`:
    the information pages directly below the home page (legal notices). A link whose page is not public is None.
    """

    name: str
    claim: str = ""
    logo: Any = None
    brand_styles: str = ""
    programme: str = ""
    programme_page: Entry | None = None
    easy_language: Entry | None = None
    sign_language: Entry | None = None
    contact: Entry | None = None
    main_menu: list[Entry] = field(default_factory=list)
    footer_menu: list[Entry] = field(default_factory=list)


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows: `SITE`, and the site's name. Of the admin only the page to log in says the name.

    Read when a template first asks: an error page must not depend on the database.
    """
    if request.path.startswith(reverse("wagtailadmin_home")):
        return {"SITE_NAME": SimpleLazyObject(lambda: site_name(request))}
    frame = SimpleLazyObject(lambda: read_frame(request))
    return {"SITE": frame, "SITE_NAME": SimpleLazyObject(lambda: frame.name)}


def read_frame(request: HttpRequest) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return Frame(settings.WAGTAIL_SITE_NAME)
    appearance = appearance_of(site)
    pages = _pages(site, appearance)
    links = {page.pk: _entry(request, page) for page in pages}
    below_home = [page for page in pages if page.depth == site.root_page.depth + 1]
    information = ContentType.objects.get_for_model(InformationPage).pk
    return Frame(
        name=site.site_name or settings.WAGTAIL_SITE_NAME,
        claim=appearance.claim,
        logo=appearance.logo and appearance.logo.get_rendition(LOGO),
        brand_styles=brand_address(appearance),
        programme=appearance.programme,
        programme_page=links.get(appearance.programme_page_id),
        easy_language=links.get(appearance.easy_language_page_id),
        sign_language=links.get(appearance.sign_language_page_id),
        contact=links.get(appearance.contact_page_id),
        main_menu=[links[page.pk] for page in below_home if page.show_in_menus],
        footer_menu=[links[page.pk] for page in below_home if page.content_type_id == information],
    )


def _pages(site: Site, appearance: Appearance) -> list[Page]:
    """All pages that header and footer link to, as far as they are public, in one query."""
    root = site.root_page
    chosen = [
        appearance.programme_page_id,
        appearance.easy_language_page_id,
        appearance.sign_language_page_id,
        appearance.contact_page_id,
    ]
    listed = Q(show_in_menus=True) | Q(content_type=ContentType.objects.get_for_model(InformationPage))
    below_home = Q(path__startswith=root.path, depth=root.depth + 1)
    pages = Page.objects.filter((below_home & listed) | Q(pk__in=[pk for pk in chosen if pk]))
    narrow = pages.only("title", "url_path", "path", "depth", "show_in_menus", "content_type")
    return list(visible_to(None, narrow).order_by("path"))


def _entry(request: HttpRequest, page: Page) -> Entry:
    url = page.get_url(request) or "/"
    return Entry(page.title, url, url != "/" and request.path.startswith(url))
