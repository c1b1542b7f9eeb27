"""The search as pages and API use it: from a checked query to a labelled result."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from search.documents import SCHEMA_VERSION, Document
from search.engine import RESULT_WINDOW, EngineHit, EngineRequest, EngineUnavailable
from search.facets import Facet, FacetValues, counting_plan, registered_facets
from search.german.correction import correct
from search.german.highlight import highlight
from search.german.query import TextQuery, parse
from search.query import SearchQuery, Sort, UnknownValue
from search.results import CountedValue, Hit, SearchResult, count_facet
from search.running import ask, cluster_engine, embedded_engine
from search.sources import registered_sources, visible_ids

#: Facets whose labels stand below a hit, in this order.
LABEL_FACETS = ("branche", "region", "verbund")
PASSAGE_LENGTH = 220
PASSAGES = 2


def search(
    query: SearchQuery,
    *,
    user: Any = None,
    unknown: tuple[UnknownValue, ...] = (),
    now: datetime | None = None,
) -> SearchResult:
    """Answer a query.

    One round trip to the engine (two when nothing was found and a correction is looked for), one database query to
    check the hits, one for each facet to label its values.

    Raises:
        EngineUnavailable: no engine can answer, not even the embedded one.
        ValueError: the page lies beyond RESULT_WINDOW; ask `too_deep` first.
    """
    if too_deep(query):
        raise ValueError("beyond the result window")
    started = time.perf_counter()
    facets = registered_facets()
    text = parse(query.text)
    request = EngineRequest(
        text=text,
        filters=query.filters,
        groups=counting_plan(query.filters, facets),
        sort=query.sort,
        offset=query.offset,
        limit=query.page_size,
        # Whole minutes: the same search gives the same request, which an engine may then cache.
        now=(now or timezone.now()).replace(second=0, microsecond=0),
    )
    answer = ask(lambda engine: engine.search(request))
    response = answer.value
    hits = _visible(response.hits, user)
    values = _values(facets, query.filters, response.counts, hits)
    suggestion = None
    if not response.total and not text.is_empty and not unknown:
        words = tuple(dict.fromkeys(term for clause in text.clauses for term in _exact(clause)))
        suggestion = correct(query.text, ask(lambda engine: engine.near(words, request.now)).value)
    return SearchResult(
        query=query,
        total=response.total,
        hits=tuple(_hit(hit, text, values) for hit in hits),
        facets=tuple(
            count_facet(facet, response.counts.get(key, {}), query.filters.get(key, ()), values[key])
            for key, facet in facets.items()
        ),
        engine=answer.engine,
        degraded=answer.degraded,
        took_ms=round((time.perf_counter() - started) * 1000),
        suggestion=suggestion,
        unknown=unknown,
    )


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


def _visible(hits: Sequence[EngineHit], user: Any) -> list[EngineHit]:
    """The index may be seconds behind: what was hidden meanwhile is not shown."""
    ids = {int(hit.document.id) for hit in hits if hit.document.id.isdigit()}
    visible = visible_ids(user, ids)
    return [hit for hit in hits if hit.document.id.isdigit() and int(hit.document.id) in visible]


def _values(
    facets: Mapping[str, Facet],
    filters: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, Mapping[str, int]],
    hits: Iterable[EngineHit],
) -> dict[str, FacetValues]:
    wanted: dict[str, set[str]] = {key: set(counts.get(key, ())) | set(filters.get(key, ())) for key in facets}
    for hit in hits:
        for key in LABEL_FACETS:
            if key in wanted:
                wanted[key].update(hit.document.terms.get(key, ()))
    return {key: facet.load(wanted[key]) if wanted[key] else {} for key, facet in facets.items()}


def _hit(hit: EngineHit, text: TextQuery, values: Mapping[str, FacetValues]) -> Hit:
    document = hit.document
    source = registered_sources().get(document.type)
    title = highlight(document.title, text)
    summary = highlight(document.summary, text)
    passages = highlight(document.body, text, length=PASSAGE_LENGTH, fragments=PASSAGES) if text.clauses else []
    return Hit(
        document=document,
        score=round(hit.score, 4),
        title_html=title[0] if title else "",
        summary_html=summary[0] if summary else "",
        passages_html=tuple(passage for passage in passages if "<mark>" in passage),
        kind_label=source.label if source else document.type,
        labels=tuple(_labels(document, values)),
        date_label=_date(document),
    )


def _labels(document: Document, values: Mapping[str, FacetValues]) -> Iterable[str]:
    for key in LABEL_FACETS:
        if key == "verbund" and document.type == "verbund":
            continue
        labels = [values[key][slug].label for slug in document.terms.get(key, ()) if slug in values.get(key, {})]
        if labels:
            more = f" und {len(labels) - 2} weitere" if len(labels) > 3 else ""
            yield ", ".join(labels[: 2 if more else 3]) + more


def _date(document: Document) -> str:
    if document.starts_at is None:
        return ""
    return date_format(timezone.localtime(document.starts_at), "j.\u00a0F Y")


def _exact(clause: Any) -> Iterable[str]:
    for alternative in clause.alternatives:
        if alternative.level == "exact":
            yield from alternative.terms
