"""How a query is understood, and why a record ranks where it does: the same rules as the engines', step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from search.documents import PreparedDocument
from search.engine import EngineHit, EngineRequest, EngineUnavailable, SearchEngine
from search.german.alternatives import Alternative
from search.german.index import IndexTerms
from search.german.match import alternative_matches
from search.german.query import Clause, TextQuery, parse
from search.german.synonyms import Synonyms
from search.german.weights import WEIGHTS, ZONES
from search.hits import visible
from search.meaning.query import order_of
from search.query import Sort
from search.running import indices
from search.sources import public_documents, tree_values

#: Records that are explained, and how many of the best are looked at for their place by words alone.
EXPLAINED = 10
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Way:
    """A way to match that a record has: which, in which zone, with which weight (of the zone's level × boost).

    The engine multiplies the weight by how rare the words are; only `near` and `prefix` score as they are.
    """

    alternative: Alternative
    zone: str
    weight: float


@dataclass(frozen=True, slots=True)
class MatchedClause:
    """A clause and the ways in which a record matches it, the weightiest first; none: it does not."""

    clause: Clause
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A record found. `score_of_words` is None when it is not among the first by words alone, or all is words."""

    hit: EngineHit
    place: int
    place_by_words: int | None
    score_of_words: float | None
    clauses: tuple[MatchedClause, ...]


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What an engine found; `problem` (English, from the engine) says why it did not answer."""

    name: str
    total: int | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """`tolerant`: nothing has the words as typed, so `text` forgives mistakes."""

    text: TextQuery
    tolerant: bool
    engines: tuple[EngineAnswer, ...]
    explained: tuple[Explained, ...]
    explained_engine: str


def understand(typed: str, synonyms: Synonyms, *, user: Any = None) -> Understood:
    """Ask every engine that can be reached. The hits of the cluster are explained, else those of the embedded index."""
    text = parse(typed, synonyms)
    request = EngineRequest(
        text=text,
        filters={},
        groups=(),
        sort=Sort.RELEVANCE,
        offset=0,
        limit=EXPLAINED,
        now=timezone.now().replace(second=0, microsecond=0),
        meaning=order_of(text, typed),
    )
    answers: list[EngineAnswer] = []
    hits: Sequence[EngineHit] = ()
    by_words: Sequence[EngineHit] = ()
    explained_engine, tolerant = "", False
    for index in reversed(indices()):
        try:
            used, total, found, words = _ask(index.engine, request)
        except EngineUnavailable as error:
            answers.append(EngineAnswer(index.engine.name, None, str(error)))
            continue
        answers.append(EngineAnswer(index.engine.name, total))
        if not explained_engine:
            explained_engine, hits, by_words = index.engine.name, visible(found, user), words
            tolerant, text = used is not text, used
    prepared = public_documents([int(hit.document.id) for hit in hits], tree_values())
    places = {hit.document.id: place for place, hit in enumerate(by_words, start=1)}
    scores = {hit.document.id: hit.score for hit in by_words}
    explained = tuple(
        Explained(
            hit,
            place,
            places.get(hit.document.id),
            scores.get(hit.document.id),
            explain(text, _zones(prepared.get(int(hit.document.id)))),
        )
        for place, hit in enumerate(hits, start=1)
    )
    return Understood(text, tolerant, tuple(answers), explained, explained_engine)


def explain(text: TextQuery, zones: Mapping[str, IndexTerms]) -> tuple[MatchedClause, ...]:
    """For each clause the ways in which a record, given as zone to index terms, matches it."""
    terms = {(zone, level): getattr(found, level).split() for zone, found in zones.items() for level in WEIGHTS[zone]}
    return tuple(
        MatchedClause(
            clause,
            tuple(
                sorted(
                    (
                        Way(alternative, zone, WEIGHTS[zone][alternative.level] * alternative.boost)
                        for alternative in clause.alternatives
                        for zone in ZONES
                        if zone in zones and alternative_matches(alternative, terms[zone, alternative.level])
                    ),
                    key=lambda way: -way.weight,
                )
            ),
        )
        for clause in text.clauses
    )


def _ask(
    engine: SearchEngine, request: EngineRequest
) -> tuple[TextQuery, int, Sequence[EngineHit], Sequence[EngineHit]]:
    """The text that found something, the total, the hits, and those by words alone where meaning has a say."""
    response = engine.search(request)
    tolerant = request.text.tolerant() if not response.total else None
    if tolerant is not None and (forgiving := engine.search(replace(request, text=tolerant))).total:
        request, response = replace(request, text=tolerant), forgiving
    if request.meaning is None or not response.total:
        return request.text, response.total, response.hits, ()
    by_words = engine.search(replace(request, meaning=None, limit=_LOOKED_AT))
    return request.text, response.total, response.hits, by_words.hits


def _zones(prepared: PreparedDocument | None) -> Mapping[str, IndexTerms]:
    return prepared.zones if prepared else {}
