"""Which documents a query finds: the specification in plain Python that both engines are tested against."""

from __future__ import annotations

from collections.abc import Mapping

from search.german.alternatives import Alternative
from search.german.correction import edits
from search.german.index import IndexTerms
from search.german.query import Clause, TextQuery


def matches(query: TextQuery, fields: Mapping[str, IndexTerms]) -> bool:
    """Whether a document, given as zone to index terms, is found.

    `query.required` of the clauses match, each by one of its alternatives, and none of the excluded ones does.
    Different clauses may match in different zones. A query without clauses finds everything that is not excluded.
    """
    fulfilled = sum(clause_matches(clause, fields) for clause in query.clauses)
    return fulfilled >= query.required and not any(clause_matches(clause, fields) for clause in query.excluded)


def clause_matches(clause: Clause, fields: Mapping[str, IndexTerms]) -> bool:
    """Whether one of the clause's alternatives matches in one of the zones."""
    return any(
        alternative_matches(alternative, getattr(terms, alternative.level).split())
        for alternative in clause.alternatives
        for terms in fields.values()
    )


def alternative_matches(alternative: Alternative, terms: list[str]) -> bool:
    """Whether the terms of one zone, on the alternative's level and in their order, hold what it asks for."""
    wanted = alternative.terms
    match alternative.kind:
        case "terms":
            return set(wanted) <= set(terms)
        case "phrase":
            return any(tuple(terms[start : start + len(wanted)]) == wanted for start in range(len(terms)))
        case "prefix":
            return any(term.startswith(wanted[0]) for term in terms)
        case "near":
            return any(edits(wanted[0], term, alternative.edits) <= alternative.edits for term in terms)
