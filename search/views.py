"""The search page, and the same page narrowed to one kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from search.engine import RESULT_WINDOW, EngineUnavailable
from search.facets import Facet, registered_facets
from search.finding import LONGEST, looks_for_value, shown_facet
from search.paging import Pagination, paginate
from search.query import DEFAULT_PAGE_SIZE, SearchQuery, Sort, UnknownValue, read_parameters
from search.remedies import remedies
from search.results import SearchResult
from search.service import search, too_deep
from search.shown import MOST_ROWS, PLACES, View, places, read_view, result_table, view_links
from search.signals import searched

SORT_LABELS = {
    Sort.RELEVANCE: _("Relevanz"),
    Sort.NEWEST: _("Neueste zuerst"),
    Sort.TITLE: _("Titel A–Z"),
    Sort.DATE: _("Termin"),
}


#: The kind of record that has dates: a search that finds some has a calendar.
DATED = "veranstaltung"


@dataclass(frozen=True)
class Chip:
    """A chosen filter that can be taken away."""

    label: str
    facet_label: str
    remove_url: str


@dataclass(frozen=True)
class Choice:
    value: str
    label: Any
    selected: bool


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`/suche/`: search over everything."""
    return _page(request, heading=gettext("Suche"), intro="", fixed={}, context={})


@require_safe
def narrowed_search_page(
    request: HttpRequest,
    *,
    page: Any,
    fixed: Mapping[str, tuple[str, ...]],
    sort: Sort = Sort.RELEVANCE,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The search as the content of a list page; `fixed` filters cannot be changed by the visitor.

    `sort` is the order as long as nobody chooses another; `context` adds to the template's, where `above_results` and
    `below_intro` may name a template.
    """
    context = {"page": page, "self": page, **(context or {})}
    return _page(request, heading=page.title, intro=page.intro, fixed=fixed, context=context, sort=sort)


def _page(
    request: HttpRequest,
    *,
    heading: str,
    intro: str,
    fixed: Mapping[str, tuple[str, ...]],
    context: Mapping[str, Any],
    sort: Sort = Sort.RELEVANCE,
) -> HttpResponse:
    facets = registered_facets()
    read = read_parameters(request.GET, facets, fixed=fixed)
    query = read.query
    if "sort" not in request.GET and not query.text:
        query = replace(query, sort=sort)
    deep = too_deep(query)
    status = 200
    result: SearchResult | None = None
    try:
        # Beyond the window the page shows its filters and says what to do; the hits are those of page 1, unshown.
        result = search(replace(query, page=1) if deep else query, user=request.user, unknown=read.unknown)
    except EngineUnavailable:
        status = 503
    if result is not None:
        searched.send_robust(None, request=request, query=query, found=_found(query, result, fixed))
    view = read_view(request.GET)
    address = _Address(request.path, tuple(fixed), view)
    hits = () if deep or result is None else result.hits
    # What a visitor has chosen is endless: crawlers take the lists as they are, page by page, and words with hits.
    narrowed = _is_narrowed(read.query, fixed) or view is not View.LIST or looks_for_value(request.GET)
    plain = _only_words(read.query, fixed) and view is View.LIST and not (looks_for_value(request.GET) or read.unknown)
    parameters = replace(query, sort=Sort.RELEVANCE, page=1, page_size=DEFAULT_PAGE_SIZE).to_parameters()
    response = render(
        request,
        "search/search.html",
        {
            **context,
            "heading": heading,
            "intro": intro,
            "narrowed": bool(fixed),
            "action_url": request.path,
            "reset_url": address.of(SearchQuery()),
            "query": query,
            "result": result,
            "hits": hits,
            "view": view,
            "views": view_links(view, lambda other: address.of(replace(query, page=1), other)),
            "table": result_table(result, hits, address.of) if result and view is View.TABLE else None,
            "places": places(result) if result and view is View.MAP else (),
            "places_url": address.of(query.without(PLACES)),
            "default_sort": Sort.RELEVANCE if query.text else sort,
            "most_rows": MOST_ROWS,
            "shared_url": request.build_absolute_uri(address.of(query)),
            "facets": [shown_facet(facet, request.GET) for facet in result.facets if facet.key not in fixed]
            if result
            else [],
            "longest_find": LONGEST,
            "chips": _chips(query, result, fixed, address) if result else [],
            "suggestion": _suggestion(query, result, address),
            "remedies": _remedies(result, fixed, address) if result and not deep else [],
            "similar": result.similar if result and not deep else (),
            "tips": result.tips if result and not deep else (),
            "tolerant": result is not None and result.match == "tolerant",
            "canonical_url": request.build_absolute_uri(address.of(_canonical(read.query, fixed), View.LIST)),
            "narrowed_by_visitor": narrowed,
            "hidden_from_crawlers": narrowed and not (result and result.total and plain),
            "search_parameters": parameters,
            "download_parameters": replace(query, page=1, page_size=DEFAULT_PAGE_SIZE).to_parameters(),
            "has_dates": result is not None and _has_dates(result),
            "unknown": [_unknown(item, query, address) for item in read.unknown],
            "notices": [problem.message for problem in read.problems],
            "sort_choices": [Choice(sort.value, label, sort is query.sort) for sort, label in SORT_LABELS.items()],
            "pagination": _pagination(query, result, address),
            "too_deep": deep,
            "window": RESULT_WINDOW,
            "unavailable": result is None,
            "degraded": bool(result and result.degraded),
        },
        status=status,
    )
    if status == 503:
        response["Retry-After"] = "30"
    return response


def _is_narrowed(query: SearchQuery, fixed: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(
        query.text
        or set(query.filters) - set(fixed)
        or query.sort is not Sort.RELEVANCE
        or query.page_size != DEFAULT_PAGE_SIZE
    )


def _only_words(query: SearchQuery, fixed: Mapping[str, tuple[str, ...]]) -> bool:
    return query.page == 1 and not _is_narrowed(replace(query, text=""), fixed)


def _canonical(query: SearchQuery, fixed: Mapping[str, tuple[str, ...]]) -> SearchQuery:
    """The list that a page stands for: page by page as it is, its beginning for all that visitors ask of it."""
    return SearchQuery(filters=fixed, page=1 if _is_narrowed(query, fixed) else query.page)


def _has_dates(result: SearchResult) -> bool:
    chosen = result.query.filters.get("art", ())
    kinds = next((facet.values for facet in result.facets if facet.key == "art"), ())
    return (not chosen or DATED in chosen) and any(kind.value == DATED and kind.count for kind in kinds)


def _found(query: SearchQuery, result: SearchResult, fixed: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether anything has what was typed; where filters leave nothing, something may."""
    return result.match == "words" and (result.total > 0 or any(key not in fixed for key in query.filters))


@dataclass(frozen=True)
class _Address:
    """Addresses of the page with other parameters, in the view that it has."""

    path: str
    fixed: tuple[str, ...]
    view: View

    def of(self, query: SearchQuery, view: View | None = None) -> str:
        shown = self.view if view is None else view
        parameters = query.to_parameters(leave_out=self.fixed)
        if shown is not View.LIST:
            parameters += ("&" if parameters else "") + f"ansicht={shown}"
        return f"{self.path}?{parameters}" if parameters else self.path


def _chips(
    query: SearchQuery, result: SearchResult, fixed: Mapping[str, tuple[str, ...]], address: _Address
) -> list[Chip]:
    return [
        Chip(value.label, str(facet.label), address.of(query.without(facet.key, value.value)))
        for facet in result.facets
        if facet.key not in fixed
        for value in facet.flat()
        if value.selected
    ]


def _remedies(
    result: SearchResult, fixed: Mapping[str, tuple[str, ...]], address: _Address
) -> list[dict[str, str | int]]:
    return [
        {"text": remedy.text, "count": remedy.count, "url": address.of(remedy.query)}
        for remedy in remedies(result, fixed)
    ]


def _suggestion(query: SearchQuery, result: SearchResult | None, address: _Address) -> dict[str, str] | None:
    if result is None or result.suggestion is None:
        return None
    return {
        "text": result.suggestion,
        "url": address.of(replace(query, text=result.suggestion, page=1)),
    }


def _unknown(item: UnknownValue, query: SearchQuery, address: _Address) -> dict[str, Any]:
    """What there is instead of an unknown value: all values of that facet, each as a link that takes its place."""
    facet: Facet = item.facet
    without = query.without(facet.key, item.value)
    return {
        "facet_label": facet.label,
        "value": item.value,
        "choices": [
            {"label": value.label, "url": address.of(_with(without, facet.key, value.slug))}
            for value in facet.load(None).values()
        ],
    }


def _with(query: SearchQuery, key: str, slug: str) -> SearchQuery:
    return replace(query, filters={**query.filters, key: (*query.filters.get(key, ()), slug)}, page=1)


def _pagination(query: SearchQuery, result: SearchResult | None, address: _Address) -> Pagination | None:
    if result is None:
        return None
    return paginate(query, result.total, lambda page: address.of(replace(query, page=page)))


def search_url(**parameters: str) -> str:
    """The address of the search page with some parameters."""
    return "/suche/?" + urlencode(parameters)
