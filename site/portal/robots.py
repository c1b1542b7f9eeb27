"""`/robots.txt`: what a crawler need not read.

Each choice of a filter is an address of its own: with eight facets there is no end of them, and behind each stands
nothing that is not to be found on the pages themselves.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.facets import registered_facets

#: Parameters of a search that are no facets. Allowed are turning the pages of a list without a choice, and words alone:
#: people send each other such an address, and its canonical one is the list.
_PARAMETERS = ("sort", "anzahl", "ansicht")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /redaktion/", "Disallow: /api/"]
    for name in (*_PARAMETERS, *registered_facets()):
        # A wildcard in the middle too: the parameter may stand first or later.
        lines += [f"Disallow: /*?{name}=", f"Disallow: /*&{name}="]
    lines += ["Disallow: /*?q=*&", "Disallow: /*&q="]
    if sitemap := _sitemap():
        lines += ["", f"Sitemap: {request.build_absolute_uri(sitemap)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _sitemap() -> str | None:
    try:
        return reverse("sitemap")
    except NoReverseMatch:
        return None
