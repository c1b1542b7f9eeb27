"""Which field an engine looks in for a query's terms, and how much a match there counts: one rule for both engines.

A document's score is the sum over the clauses of the best of its ways to match (dis_max with TIE), each way scored
by BM25 times its boost. Of a document whose `lower_from` has come the score is LOWERED.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.documents import PreparedDocument
from search.german.alternatives import Alternative, Kind
from search.german.query import Clause
from search.german.weights import LEVELS, WEIGHTS, ZONES

#: How much of the other ways to match is added to the best one: found in title and text is a little better.
TIE = 0.1
#: So much of its score keeps what nobody confirms any more: below what fits about as well, and still found.
LOWERED = 0.6


def field_name(zone: str, level: str) -> str:
    """The name of the field that holds a zone's terms of a level, in both engines."""
    return f"{zone}_{level}"


#: All fields that hold terms: title_exact, title_stem, title_parts, lead_exact, …
FIELDS = tuple(field_name(zone, level) for zone in ZONES for level in LEVELS)


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """A way to match a clause: `terms` occur in `field` as `kind` says (see `Alternative`).

    The sum of the terms' scores is boosted; for the kinds prefix and near, which have one term, `boost` is the score.
    """

    field: str
    terms: tuple[str, ...]
    boost: float
    kind: Kind = "terms"
    edits: int = 0


def weighted_terms(clauses: Iterable[Clause]) -> tuple[tuple[WeightedTerms, ...], ...]:
    """The ways to match each clause: any of a clause's ways will do.

    Several terms of one alternative stand for one word (a compound and its parts), and so weigh as one together.
    """
    return tuple(
        tuple(
            WeightedTerms(
                field_name(zone, alternative.level),
                alternative.terms,
                _weight(zone, alternative) * alternative.boost / len(alternative.terms),
                alternative.kind,
                alternative.edits,
            )
            for alternative in clause.alternatives
            if alternative.terms
            for zone in ZONES
        )
        for clause in clauses
    )


def _weight(zone: str, alternative: Alternative) -> float:
    return WEIGHTS["body" if alternative.anywhere else zone][alternative.level]


def field_texts(prepared: PreparedDocument) -> dict[str, str]:
    """The terms of a document by field, joined by spaces, ready for an engine that splits at spaces."""
    return {
        field_name(zone, level): getattr(terms, level) for zone, terms in prepared.zones.items() for level in LEVELS
    }
