"""The search as pages and API use it: from a checked query to a labelled result."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone

from search import tuned
from search.documents import SCHEMA_VERSION
from search.engine import RESULT_WINDOW, EngineHit, EngineRequest, EngineResponse, EngineUnavailable
from search.facets import Facet, FacetValues, counting_plan, registered_facets
from search.german.correction import correct
from search.german.query import TextQuery, parse
from search.hits import among, as_hit, ids_of, labelled
from search.meaning.query import meaning_of, order_of
from search.nearby import FEW, is_thin, nearby
from search.query import SearchQuery, Sort, UnknownValue
from search.results import CountedValue, SearchResult, count_facet
from search.running import ask, cluster_engine, embedded_engine
from search.sources import visible_ids


@dataclass(frozen=True, slots=True)
class _Found:
    """What an engine found for `text`; `match` says whether that is what was asked, or had to be forgiven."""

    text: TextQuery
    response: EngineResponse
    match: Literal["words", "tolerant"]
    engine: str
    degraded: bool


def search(
    query: SearchQuery,
    *,
    user: Any = None,
    unknown: tuple[UnknownValue, ...] = (),
    now: datetime | None = None,
) -> SearchResult:
    """Answer a query.

    One round trip to the engine; where little was found up to four more, for what may have been meant, what comes near
    and a correction. One database query to check the hits and the pages that facets have as values; now and then one
    for each facet to label its values.

    Raises:
        EngineUnavailable: no engine can answer, not even the embedded one.
        ValueError: the page lies beyond RESULT_WINDOW; ask `too_deep` first.
    """
    if too_deep(query):
        raise ValueError("beyond the result window")
    started = time.perf_counter()
    facets = registered_facets()
    text = parse(query.text, tuned.synonyms())
    request = EngineRequest(
        text=text,
        filters=query.filters,
        groups=counting_plan(query.filters, facets),
        sort=query.sort,
        offset=query.offset,
        limit=query.page_size,
        # Whole minutes: the same search gives the same request, which an engine may then cache.
        now=(now or timezone.now()).replace(second=0, microsecond=0),
        meaning=order_of(text, query.text) if query.sort is Sort.RELEVANCE else None,
    )
    found = _find(request, forgive=not unknown)
    response = found.response
    near_text, near = _nearby(query, request, found)
    tips = tuned.tips(query)
    values = _values(facets, query.filters, response.counts, [*response.hits, *near, *tips])
    seen = visible_ids(user, ids_of([*response.hits, *near]) | _pages(values))
    values = _visible_values(values, seen)
    return SearchResult(
        query=query,
        total=response.total,
        hits=tuple(as_hit(hit, found.text, values) for hit in among(response.hits, seen)),
        similar=tuple(as_hit(hit, near_text, values) for hit in among(near, seen)),
        tips=tuple(as_hit(hit, found.text, values) for hit in tips),
        facets=tuple(
            count_facet(facet, response.counts.get(key, {}), query.filters.get(key, ()), values[key])
            for key, facet in facets.items()
        ),
        engine=found.engine,
        degraded=found.degraded,
        match=found.match,
        suggestion=None if unknown else _suggestion(query, request, found),
        unknown=unknown,
        took_ms=round((time.perf_counter() - started) * 1000),
    )


def _find(request: EngineRequest, *, forgive: bool) -> _Found:
    """What is asked for; where no record at all has it, whatever is chosen, what may have been meant.

    That filters do not decide it keeps counts true: a value that says 3 never leads to more than 3.
    """
    answer = ask(lambda engine: engine.search(request))
    found = _Found(request.text, answer.value, "words", answer.engine, answer.degraded)
    tolerant = request.text.tolerant() if forgive and not answer.value.total else None
    if tolerant is None or (any(request.filters.values()) and _exists(request)):
        return found
    near = replace(request, text=tolerant)
    answer = ask(lambda engine: engine.search(near))
    if not answer.value.total and not any(any(group.values()) for group in answer.value.counts.values()):
        return found
    return _Found(tolerant, answer.value, "tolerant", answer.engine, answer.degraded)


def _exists(request: EngineRequest) -> bool:
    """Whether anything has what is asked for, without filters."""
    anything = replace(request, filters={}, groups=(), sort=Sort.NEWEST, offset=0, limit=0)
    return ask(lambda engine: engine.search(anything)).value.total > 0


def _nearby(query: SearchQuery, request: EngineRequest, found: _Found) -> tuple[TextQuery, list[EngineHit]]:
    """What comes near, on the first page of a search for words that found little."""
    if query.page > 1 or query.sort is not Sort.RELEVANCE or request.text.is_empty:
        return request.text, []
    if not is_thin(request, found.response.total):
        return request.text, []
    return nearby(request, {hit.document.id for hit in found.response.hits}, lambda: meaning_of(query.text))


def _suggestion(query: SearchQuery, request: EngineRequest, found: _Found) -> str | None:
    """„Meinten Sie“, where there is little or nothing; never for what was put in quotes or shut out."""
    # With filters few hits say nothing of the words, unless none at all has them.
    few = found.match == "tolerant" or (found.response.total < FEW and not any(request.filters.values()))
    if not few or query.page > 1 or request.text.is_empty or request.text.is_literal:
        return None
    words = tuple(dict.fromkeys(term for clause in request.text.clauses for term in _exact(clause)))
    return correct(query.text, ask(lambda engine: engine.near(words, request.now)).value)


def too_deep(query: SearchQuery) -> bool:
    """Whether the page asked for lies beyond the results that an engine gives out."""
    return query.offset + query.page_size > RESULT_WINDOW


def value_counts(keys: Sequence[str], filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[CountedValue, ...]]:
    """Top values of some facets with their counts under `filters`, for ways into the content.

    Empty when no engine answers: a home page must not fail because of the search.
    """
    facets = {key: facet for key, facet in registered_facets().items() if key in keys}
    request = EngineRequest(
        text=parse(""),
        filters=filters,
        groups=counting_plan(filters, facets),
        sort=Sort.NEWEST,
        offset=0,
        limit=0,
        now=timezone.now().replace(second=0, microsecond=0),
    )
    try:
        counts = ask(lambda engine: engine.search(request)).value.counts
    except EngineUnavailable:
        return dict.fromkeys(keys, ())
    values = _values(facets, {}, counts, ())
    values = _visible_values(values, visible_ids(None, _pages(values)))
    return {key: count_facet(facets[key], counts.get(key, {}), (), values[key]).values for key in keys}


def readiness() -> dict[str, Any]:
    """What /readyz says of the search: which engine answers, and why another does not."""
    state: dict[str, Any] = {"engine": None, "status": "unavailable"}
    cluster = cluster_engine()
    if cluster is not None:
        try:
            state["elasticsearch"] = {"status": "ok", "documents": cluster.status().documents}
            return state | {"engine": "elasticsearch", "status": "ok"}
        except EngineUnavailable as error:
            state["elasticsearch"] = {"status": "unavailable", "reason": error.reason}
    try:
        status = embedded_engine().status()
        if status.schema != SCHEMA_VERSION:
            raise EngineUnavailable("missing")
    except EngineUnavailable as error:
        return state | {"embedded": {"status": "unavailable", "reason": error.reason}}
    state["embedded"] = {"status": "ok", "documents": status.documents}
    return state | {"engine": "embedded", "status": "degraded" if cluster is not None else "ok"}


def _values(
    facets: Mapping[str, Facet],
    filters: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, Mapping[str, int]],
    hits: Sequence[EngineHit],
) -> dict[str, FacetValues]:
    wanted = {key: {*counts.get(key, ()), *filters.get(key, ()), *labelled(hits, key)} for key in facets}
    return {key: facet.values(wanted[key], kept=True) if wanted[key] else {} for key, facet in facets.items()}


def _pages(values: Mapping[str, FacetValues]) -> set[int]:
    return {value.page for known in values.values() for value in known.values() if value.page is not None}


def _visible_values(values: Mapping[str, FacetValues], seen: Collection[int]) -> dict[str, FacetValues]:
    """Without those that stand for a page which is not among `seen`."""
    return {
        key: {slug: value for slug, value in known.items() if value.page is None or value.page in seen}
        for key, known in values.items()
    }


def _exact(clause: Any) -> Iterable[str]:
    for alternative in clause.alternatives:
        if alternative.level == "exact" and alternative.kind == "terms" and not alternative.origin:
            yield from alternative.terms
