"""What both engines index of a text."""

from __future__ import annotations

from dataclasses import dataclass

from search.german.tokens import tokenize


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """Whitespace-joined terms by level, ready for an engine that splits at spaces and does nothing else.

    `exact` holds folded words, stop words included; `stem` their stems, without stop words; `parts` the parts of
    compounds *and* the stems of all other words, so that a word is found alone as well as inside a compound.
    """

    exact: str = ""
    stem: str = ""
    parts: str = ""

    def level(self, name: str) -> frozenset[str]:
        """The set of terms at a level."""
        return frozenset(getattr(self, name).split())


def index_terms(text: str) -> IndexTerms:
    """The terms of a text. Never raises; an empty text has none."""
    exact: list[str] = []
    stems: list[str] = []
    parts: list[str] = []
    for token in tokenize(text):
        exact.append(token.exact)
        if token.stem:
            stems.append(token.stem)
            parts.extend(token.parts or (token.stem,))
            if token.parts:
                parts.append(token.stem)
    return IndexTerms(" ".join(exact), " ".join(stems), " ".join(parts))
