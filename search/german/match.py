"""Whether a document matches, in plain Python: the specification that both engines are tested against."""

from __future__ import annotations

from collections.abc import Mapping

from search.german.index import IndexTerms
from search.german.query import TextQuery


def matches(query: TextQuery, zones: Mapping[str, IndexTerms]) -> bool:
    """Every clause has an alternative all of whose terms occur at its level within one zone."""
    return all(
        any(
            set(alternative.terms) <= zone.level(alternative.level)
            for alternative in clause.alternatives
            for zone in zones.values()
        )
        for clause in query.clauses
    )
