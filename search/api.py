"""`/api/v1/search` and `/api/v1/suggest`."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from search.engine import EngineUnavailable
from search.errors import ApiProblem
from search.facets import registered_facets
from search.query import MAX_PAGE_SIZE, MAX_TEXT_LENGTH, read_parameters
from search.results import CountedFacet, Hit, SearchResult
from search.service import search, too_deep
from search.suggest import suggest

router = Router(tags=["Suche"])

#: Seconds for which a browser keeps suggestions.
SUGGESTIONS_KEPT = 30


class Highlights(Schema):
    title: str = Field(description="Titel als HTML; einziges Markup ist <mark>.")
    text: list[str] = Field(description="Fundstellen als HTML; einziges Markup ist <mark>.")


class ResultOut(Schema):
    id: str
    type: str
    title: str
    url: str
    summary: str
    score: float
    external_id: str | None
    highlights: Highlights
    terms: dict[str, list[str]] = Field(description="Die eigenen Kürzel des Eintrags je Facette, ohne übergeordnete.")
    match: str = Field(
        description="words: enthält alle Wörter. tolerant: ähnlich geschriebene. near: kommt dem Gesuchten nahe; steht "
        "am Ende, wenn es weniger als drei Treffer gibt, und ist in total und facets nicht mitgezählt."
    )


class ValueOut(Schema):
    value: str
    label: str
    count: int
    selected: bool
    parent: str | None


class SearchOut(Schema):
    total: int
    page: int
    page_size: int
    results: list[ResultOut]
    facets: dict[str, list[ValueOut]]
    suggestion: str | None
    engine: str
    took_ms: int


class SuggestionOut(Schema):
    text: str
    kind: str
    url: str | None


class SuggestOut(Schema):
    suggestions: list[SuggestionOut]


class SearchParameters(Schema):
    """Described for the documentation; read and checked by `search.query`, once for pages and API alike."""

    q: str = Field(
        "",
        description=f"Suchtext, höchstens {MAX_TEXT_LENGTH} Zeichen. Möglich sind „Wortfolge“ in Anführungszeichen, "
        "-Wort (ohne dieses), A OR B und Wortanfang*.",
    )
    branche: list[str] = Field([], description="Kürzel; mehrfach heißt oder. Übergeordnete schließen ein.")
    region: list[str] = Field([], description="Kürzel; mehrfach heißt oder. Übergeordnete schließen ein.")
    thema: list[str] = Field([], description="Kürzel; mehrfach heißt oder. Übergeordnete schließen ein.")
    verbund: list[str] = Field([], description="Kürzel des Verbunds.")
    zielgruppe: list[str] = Field([], description="Kürzel der Zielgruppe.")
    groesse: list[str] = Field([], description="Kürzel der Betriebsgröße.")
    jahr: list[str] = Field([], description="Jahr, vierstellig.")
    evidenz: list[str] = Field([], description="hinweis, erprobt, gemessen oder extern-evaluiert.")
    art: list[str] = Field([], description="praxis, veranstaltung, verbund, partner oder seite.")
    sort: str = Field("relevanz", description="relevanz, neueste, titel oder termin.")
    seite: str = Field("1", description="Seite, ab 1.")
    anzahl: str = Field("20", description=f"Treffer je Seite, höchstens {MAX_PAGE_SIZE}.")


@router.get("/search", response=SearchOut, summary="Suchen mit Facetten")
def search_api(request: HttpRequest, parameters: Annotated[SearchParameters, Query()]) -> Any:
    """Jede Facette zählt mit den Filtern aller anderen, nicht mit ihren eigenen.

    Das Kürzel ohne-angabe steht in jeder Facette außer art für Einträge, bei denen nichts angegeben ist.
    """
    read = read_parameters(request.GET, registered_facets())
    fields = {problem.parameter: problem.message for problem in read.problems}
    for item in read.unknown:
        known = ", ".join(list(item.facet.load(None))[:50])
        fields[item.facet.key] = _("„%(value)s“ gibt es nicht. Möglich sind unter anderem: %(known)s.") % {
            "value": item.value,
            "known": known,
        }
    if fields:
        raise ApiProblem(400, "invalid_parameter", _("Bitte prüfen Sie die Suchparameter."), fields)
    if too_deep(read.query):
        message = _("Es werden höchstens die ersten 10.000 Treffer ausgegeben. Bitte grenzen Sie die Suche ein.")
        raise ApiProblem(400, "beyond_window", message, {"seite": message})
    try:
        # Not checked against SearchOut once more: that takes as long as the rest of the answer. Tests do it. With its
        # hundreds of values an answer is some 70 kB, which the standard library takes ten times as long to write.
        answer = orjson.dumps(_search_out(search(read.query, user=request.user)))
        return HttpResponse(answer, content_type="application/json")
    except EngineUnavailable as error:
        raise _unavailable() from error


@router.get("/suggest", response=SuggestOut, summary="Vervollständigen beim Tippen")
def suggest_api(
    request: HttpRequest,
    response: HttpResponse,
    q: Annotated[str, Query(description="Der Anfang dessen, was gesucht wird.")] = "",
) -> Any:
    """Häufige Suchen, Themen, Branchen, Regionen, Verbünde und Titel, die zu den getippten Buchstaben passen."""
    try:
        found = suggest(q, user=request.user)
    except EngineUnavailable as error:
        raise _unavailable() from error
    # Whoever deletes a letter and types it again need not ask again; no cache between keeps what one visitor may see.
    response["Cache-Control"] = f"private, max-age={SUGGESTIONS_KEPT}"
    return {"suggestions": [{"text": item.text, "kind": item.kind, "url": item.url} for item in found]}


def _unavailable() -> ApiProblem:
    return ApiProblem(
        503,
        "search_unavailable",
        _("Die Suche ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute."),
    )


def _search_out(result: SearchResult) -> dict[str, Any]:
    return {
        "total": result.total,
        "page": result.query.page,
        "page_size": result.query.page_size,
        "results": [
            *(_result(hit, result.match) for hit in result.hits),
            *(_result(hit, "near") for hit in result.similar),
        ],
        "facets": {facet.key: _values(facet) for facet in result.facets},
        "suggestion": result.suggestion,
        "engine": result.engine,
        "took_ms": result.took_ms,
    }


def _result(hit: Hit, match: str) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.id,
        "type": document.type,
        "title": document.title,
        "url": document.url,
        "summary": document.summary,
        "score": hit.score,
        "external_id": document.external_id or None,
        "highlights": {
            "title": hit.title_html,
            "text": [text for text in (hit.summary_html, *hit.passages_html) if "<mark>" in text],
        },
        "terms": {key: list(slugs) for key, slugs in document.terms.items()},
        "match": match,
    }


def _values(facet: CountedFacet) -> list[dict[str, Any]]:
    return [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
            "parent": value.parent,
        }
        for value in facet.flat()
    ]
