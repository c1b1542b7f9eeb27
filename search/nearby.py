"""What comes near, where little was found: records with some of the words, and such that say it in other words.

It is shown apart from what was found and never counted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from search.engine import EngineHit, EngineRequest
from search.german.query import TextQuery
from search.meaning.query import LEAST
from search.query import Sort
from search.running import ask

#: With fewer hits than that it is worth showing what comes near.
FEW = 3
#: So many are shown at the most; so many of each kind are looked at.
MOST = 10
LOOKED_AT = 50
NEIGHBOURS = 20
#: How much the first places of a ranking count above the later ones (reciprocal rank fusion).
_FLATNESS = 20


def nearby(request: EngineRequest, found: Collection[str]) -> tuple[TextQuery, list[EngineHit]]:
    """Records near to what was asked, without those of `found`, the nearest first; and the query to mark in them.

    One round trip to the engine, and one more for neighbours in meaning. Nothing comes near to a query with quotes or
    exclusions: it was meant to the letter. A single word has no neighbours in meaning: too little is known of what is
    wanted.

    Raises:
        EngineUnavailable: no engine can answer.
    """
    loose = request.text.loose()
    if loose is None:
        return request.text, []
    asked = replace(request, text=loose, groups=(), variants=(), sort=Sort.RELEVANCE, offset=0, limit=LOOKED_AT)
    rankings = [ask(lambda engine: engine.search(asked)).value.hits]
    meaning = request.meaning
    if meaning is not None and len(request.text.clauses) > 1:
        rankings.append(
            ask(lambda engine: engine.similar(meaning, request.filters, request.now, NEIGHBOURS, least=LEAST)).value
        )
    return loose, [hit for hit in fused(*rankings) if hit.document.id not in found][:MOST]


def fused(*rankings: Sequence[EngineHit]) -> list[EngineHit]:
    """One ranking out of several whose scores cannot be compared: what stands high in one, or in more than one."""
    scores: dict[str, float] = {}
    hits: dict[str, EngineHit] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking):
            hits.setdefault(hit.document.id, hit)
            scores[hit.document.id] = scores.get(hit.document.id, 0.0) + 1 / (_FLATNESS + place)
    return sorted(hits.values(), key=lambda hit: (-scores[hit.document.id], hit.document.id))
