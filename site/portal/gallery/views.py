"""The page `/komponenten/`."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.gallery import content, forms, results
from search.shown import View, view_links


@require_safe
def gallery_page(request: HttpRequest) -> HttpResponse:
    """Every component; 404 unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    return render(
        request,
        "gallery/page.html",
        {
            **content.practice(),
            "blocks": content.blocks(),
            "events": content.events(),
            "teasers": content.teasers(),
            "filled": forms.filled(),
            "refused": forms.refused(),
            "facets": results.facets(),
            "chips": results.chips(),
            "hits": results.hits(),
            "places": results.places(),
            "pagination": results.pages(),
            "views": view_links(View.LIST, lambda view: f"?ansicht={view}"),
            "remedies": [{"text": "Ohne Region Saarland", "url": "?", "count": 7}],
            "coming": results.COMING,
            "gone": results.PAST,
            "long": results.LONG,
            "longest_find": 80,
            "result": {"total": 12},
            "reset_url": "?",
        },
    )
