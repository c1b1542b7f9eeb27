"""A result list as a file: `/suche/liste.xlsx` and `/suche/liste.csv`, with the parameters of the search page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.rate_limits import seconds_to_wait
from core.spreadsheets import as_csv, as_xlsx
from search.engine import EngineUnavailable
from search.feeds import asked, unavailable
from search.query import MAX_PAGE_SIZE, SearchQuery
from search.results import Hit
from search.service import search
from search.shown import MOST_ROWS, cell_labels, cells_of

_NAME = "suche"


@require_safe
def as_excel(request: HttpRequest) -> HttpResponseBase:
    """The public's result list as .xlsx."""
    rows, refusal = _rows(request)
    if rows is None:
        return refusal
    return FileResponse(as_xlsx(_("Suche"), _headings(), rows), as_attachment=True, filename=f"{_NAME}.xlsx")


@require_safe
def as_text(request: HttpRequest) -> HttpResponseBase:
    """The public's result list as .csv."""
    rows, refusal = _rows(request)
    if rows is None:
        return refusal
    response = HttpResponse(as_csv(_headings(), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_NAME}.csv"'
    return response


def _rows(request: HttpRequest) -> tuple[list[list[str]], HttpResponse] | tuple[None, HttpResponse]:
    limit, window = settings.RATE_LIMITS["download"]
    if seconds := seconds_to_wait(request, "download", limit=limit, window=window):
        refused = render(request, "429.html", status=429)
        refused["Retry-After"] = str(seconds)
        return None, refused
    query, problem = asked(request)
    if query is None:
        return None, problem
    try:
        return [_row(hit) for hit in _hits(query)], HttpResponse()
    except EngineUnavailable:
        return None, unavailable()


def _hits(query: SearchQuery) -> Iterator[Hit]:
    for page in range(1, MOST_ROWS // MAX_PAGE_SIZE + 1):
        result = search(replace(query, page=page, page_size=MAX_PAGE_SIZE))
        yield from result.hits
        if result.total <= page * MAX_PAGE_SIZE:
            return


def _headings() -> list[str]:
    return [_("Titel"), _("Kurzbeschreibung"), *cell_labels().values(), _("Adresse")]


def _row(hit: Hit) -> list[str]:
    cells = cells_of(hit)
    return [
        hit.document.title,
        hit.document.summary,
        *(cells[key] for key in cell_labels()),
        settings.BASE_URL + hit.url,
    ]
