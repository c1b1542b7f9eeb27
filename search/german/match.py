"""Which documents a query finds: the specification in plain Python that both engines are tested against."""

from __future__ import annotations

from collections.abc import Mapping

from search.german.index import IndexTerms
from search.german.query import Alternative, TextQuery


def matches(query: TextQuery, fields: Mapping[str, IndexTerms]) -> bool:
    """Whether a document, given as zone to index terms, is found: every clause by one of its alternatives.

    All terms of an alternative must stand on its level in one and the same zone; different clauses may be fulfilled
    in different zones. An empty query finds everything.
    """
    return all(any(_fulfilled(alternative, fields) for alternative in clause.alternatives) for clause in query.clauses)


def _fulfilled(alternative: Alternative, fields: Mapping[str, IndexTerms]) -> bool:
    wanted = set(alternative.terms)
    return any(wanted <= set(getattr(terms, alternative.level).split()) for terms in fields.values())
