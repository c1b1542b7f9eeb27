"""What comes near, where little was found: records with some of the words, and such that say it in other words.

It is shown apart from what was found and never counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from search.engine import EngineHit, EngineRequest, Meaning
from search.german.query import TextQuery
from search.meaning.query import least_likeness
from search.query import Sort
from search.running import ask

#: With fewer hits than that it is worth showing what comes near. Of many words most occur somewhere by chance: a
#: question in a sentence is answered by meaning even where a few records have them all.
FEW = 3
FEW_FOR_A_SENTENCE = 10
_SENTENCE = 4
#: So many are shown at the most; so many of each kind are looked at.
MOST = 20
LOOKED_AT = 50
#: How much the likeness of the nearest counts beside the score of the best by words, and from where on likeness is
#: counted: texts that have nothing to do with each other are that much alike. Chosen on the judged set (bench/eval).
LIKENESS = 1.5
NOTHING_ALIKE = 0.1


def is_thin(request: EngineRequest, total: int) -> bool:
    """Whether so few were found that what comes near is worth showing."""
    return total < (FEW if len(request.text.clauses) < _SENTENCE else FEW_FOR_A_SENTENCE)


def nearby(
    request: EngineRequest, found: Collection[str], read: Callable[[], Meaning | None]
) -> tuple[TextQuery, list[EngineHit]]:
    """Records near to what was asked, without those of `found`, the nearest first; and the query to mark in them.

    `read` says what it is about; it is asked only where that is needed, since it takes a while.

    One round trip to the engine, and one more for neighbours in meaning. Nothing comes near to a query with quotes or
    exclusions: it was meant to the letter. A single word has no neighbours in meaning: too little is known of what is
    wanted.

    Raises:
        EngineUnavailable: no engine can answer.
    """
    loose = request.text.loose()
    if loose is None:
        return request.text, []
    asked = replace(
        request, text=loose, groups=(), variants=(), sort=Sort.RELEVANCE, offset=0, limit=LOOKED_AT, meaning=None
    )
    by_words = ask(lambda engine: engine.search(asked)).value.hits
    by_meaning: Sequence[EngineHit] = ()
    meaning = read() if len(request.text.clauses) > 1 else None
    if meaning is not None:
        neighbours = ask(
            lambda engine: engine.similar(meaning, request.filters, request.now, LOOKED_AT, least=NOTHING_ALIKE)
        ).value
        # Where even the nearest is far away, nothing here is about it.
        least = least_likeness(meaning, len(request.text.clauses))
        by_meaning = neighbours if any(hit.score >= least for hit in neighbours) else ()
    return loose, [hit for hit in mixed(by_words, by_meaning) if hit.document.id not in found][:MOST]


def mixed(by_words: Sequence[EngineHit], by_meaning: Sequence[EngineHit]) -> list[EngineHit]:
    """One ranking out of two: the shares of the best score are added, likeness weighing LIKENESS times as much.

    Places alone (reciprocal rank fusion) would forget how far ahead the best is.
    """
    scores: dict[str, float] = {}
    hits: dict[str, EngineHit] = {}
    for ranking, weight, zero in ((by_words, 1.0, 0.0), (by_meaning, LIKENESS, NOTHING_ALIKE)):
        best = max((hit.score - zero for hit in ranking), default=0.0)
        for hit in ranking:
            hits.setdefault(hit.document.id, hit)
            share = weight * (hit.score - zero) / best if best > 0 else 0.0
            scores[hit.document.id] = scores.get(hit.document.id, 0.0) + share
    return sorted(hits.values(), key=lambda hit: (-scores[hit.document.id], hit.document.id))
