"""All addresses. The content's own addresses follow the page tree and are served by Wagtail."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import serve as serve_document

from core.ranges import with_ranges
from portal.api import api
from portal.appearance.styles import brand_styles
from portal.downloads import as_excel, as_text
from portal.gallery.views import gallery_page
from portal.health import healthz, readyz
from portal.machines.sitemap import public_sitemap
from portal.machines.views import preview_image, security_txt
from portal.robots import robots
from search.feeds import calendar, feed
from search.need import need_page
from search.views import search_page

handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("robots.txt", robots),
    path("sitemap.xml", public_sitemap, name="sitemap"),
    path(".well-known/security.txt", security_txt),
    path("vorschaubild/<int:page_id>-<slug:wanted>.png", preview_image, name="preview-image"),
    path("aussehen/<slug:version>.css", brand_styles, name="brand-styles"),
    path("komponenten/", gallery_page),
    path("redaktion/", include(wagtailadmin_urls)),
    # The address of `wagtaildocs_serve`, of which films need parts.
    re_path(r"^dokumente/(\d+)/(.*)$", with_ranges(serve_document)),
    path("dokumente/", include(wagtaildocs_urls)),
    path("suche/", search_page, name="search"),
    path("suche/anliegen/", need_page, name="search-need"),
    path("", include("exchange.urls")),
    path("", include("exchange.needs.urls")),
    path("", include("exchange.contact.urls")),
    path("", include("events.urls")),
    path("", include("practices.urls")),
    path("", include("practices.upkeep.urls")),
    path("", include("practices.submission.urls")),
    path("", include("practices.review.urls")),
    path("", include("events.registrations.urls")),
    path("suche/liste.xlsx", as_excel, name="search-xlsx"),
    path("suche/liste.csv", as_text, name="search-csv"),
    path("suche/feed.atom", feed, name="search-feed"),
    path("suche/kalender.ics", calendar, name="search-calendar"),
    path("api/v1/", api.urls),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns.append(path("", include(wagtail_urls)))
