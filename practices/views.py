"""`/praxis/vergleich/`: practices side by side. The address holds the choice: no cookie, no account, no script.

`/praxis/<slug>/steckbrief.pdf`: a practice on two pages.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.rate_limits import seconds_to_wait
from core.site_name import site_name
from core.visibility import visible_to
from practices.comparison import MOST, choose, columns, lines
from practices.models import PracticePage
from practices.pdf.library import has_library
from practices.pdf.steckbrief import Busy, steckbrief
from practices.sharing import comparison_link
from search.engine import EngineUnavailable
from search.likeness import nearest
from search.query import SearchQuery, clean_text
from search.service import search

#: Practices offered to be added.
MOST_OFFERED = 6


#: PDFs for one address of a visitor, in an hour.
PDFS_PER_HOUR = 60


@require_safe
def pdf_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The Steckbrief of a public practice, for everybody the same."""
    page = visible_to(None, PracticePage.objects.filter(slug=slug)).select_related("verbund").first()
    if page is None or not has_library():
        raise Http404
    if wait := seconds_to_wait(request, "pdf", limit=PDFS_PER_HOUR, window=3600):
        return _later(request, 429, wait)
    try:
        content = steckbrief(page, site_name(request))
    except Busy:
        return _later(request, 503, 30)
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _later(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    response = render(request, "429.html", status=status)
    response["Retry-After"] = str(seconds)
    return response


@require_safe
def comparison_page(request: HttpRequest) -> HttpResponse:
    """`p` are the slugs of those compared, `q` looks for one more."""
    chosen = choose(request.GET.getlist("p"), request.user)
    compared = columns(chosen.pages)
    slugs = [page.slug for page in chosen.pages]
    text = clean_text(request.GET.get("q", "")[:400])
    full = len(slugs) >= MOST
    offered = () if full else _found(text, slugs, request.user) if text else _alike(chosen.pages, request.user)
    return render(
        request,
        "practices/comparison.html",
        {
            "chosen": chosen,
            "columns": compared,
            "lines": lines(compared),
            "slugs": slugs,
            "text": text,
            "full": full,
            "most": MOST,
            "offered": [{"page": page, "url": comparison_link(*slugs, page.slug)} for page in offered],
        },
    )


def _found(text: str, slugs: list[str], user: Any) -> list[Any]:
    """What the search finds; nothing while no engine answers."""
    try:
        result = search(SearchQuery(text=text, filters={"art": ("praxis",)}, page_size=MOST_OFFERED + MOST), user=user)
    except EngineUnavailable:
        return []
    return _offer([int(hit.document.id) for hit in result.hits], slugs, user)


def _alike(pages: tuple[Any, ...], user: Any) -> list[Any]:
    """What is like those chosen already."""
    ids = [near for page in pages for near in nearest(page.pk, f"{page.title}. {page.summary}", "praxis", MOST_OFFERED)]
    return _offer(ids, [page.slug for page in pages], user)


def _offer(ids: list[int], slugs: list[str], user: Any) -> list[Any]:
    wanted = list(dict.fromkeys(ids))
    pages = visible_to(user, PracticePage.objects.filter(pk__in=wanted)).exclude(slug__in=slugs)
    return sorted(pages.only("title", "summary", "slug", "url_path"), key=lambda page: wanted.index(page.pk))[
        :MOST_OFFERED
    ]
