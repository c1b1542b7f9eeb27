"""Likeness in Elasticsearch's words: exact, by a script over the vectors that a document carries.

No graph is built for the vectors (`index: false`): building one would take most of the time of a rebuild, and
neighbours are asked for only where words have found little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import query

from search.documents import PreparedDocument
from search.engine import DIMENSIONS, MOST_VECTORS, REORDERED, Meaning

#: Another model has other fields: an index that was built with it is searched by words until it is built anew.
FIELDS = tuple(f"vector_{DIMENSIONS}_{place}" for place in range(MOST_VECTORS))
MAPPING: dict[str, Any] = {"type": "dense_vector", "element_type": "byte", "dims": DIMENSIONS, "index": False}

#: The likeness, never below 0. One call for each field: the compiler binds each call to its field.
_BEST = "double best = 0; " + " ".join(
    f"if (doc.containsKey('{field}') && doc['{field}'].size() != 0) "
    f"{{ best = Math.max(best, cosineSimilarity(params.vector, '{field}')); }}"
    for field in FIELDS
)


def vector_fields(prepared: PreparedDocument) -> dict[str, str]:
    """The vectors of a document as fields of its row; bytes are written as hexadecimal digits."""
    return {field: vector.hex() for field, vector in zip(FIELDS, prepared.vectors[:MOST_VECTORS], strict=False)}


def reordering(meaning: Meaning) -> dict[str, Any]:
    """The part of a search that puts the first results in a new order, after they were found and counted."""
    script = {"source": f"{_BEST} return Math.exp(params.weight * best);", "params": _parameters(meaning)}
    factor = query.ScriptScore(query=query.MatchAll(), script=script)
    return {
        "rescore": {
            "window_size": REORDERED,
            "query": {"rescore_query": factor.to_dict(), "score_mode": "multiply"},
        }
    }


def neighbours(
    meaning: Meaning, restrictions: Sequence[query.Query], limit: int, least: float, without: Sequence[str]
) -> dict[str, Any]:
    """A search for what is near, under `restrictions`, with the likeness as score."""
    found = query.Bool(filter=list(restrictions), must_not=[query.Terms(id=list(without))] if without else [])
    script = {"source": f"{_BEST} return best;", "params": _parameters(meaning)}
    return {
        "query": query.ScriptScore(query=found, script=script, min_score=least).to_dict(),
        "sort": [{"_score": "desc"}, {"id": "asc"}],
        "track_scores": True,
        "size": limit,
        "track_total_hits": False,
    }


def _parameters(meaning: Meaning) -> Mapping[str, Any]:
    signed = [byte - 256 if byte > 127 else byte for byte in meaning.vector]
    return {"vector": signed, "weight": meaning.weight}
