"""Words of a typed text for completion, and real words of the index near a mistyped one: the same for both engines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.german.correction import edits
from search.german.tokens import tokenize

#: „Within two edits“ is what `SearchEngine.near` promises.
EDITS = 2
#: More real words than a correction needs.
MOST_WORDS = 300


def whole_words(text: str) -> list[str]:
    """The folded words of a typed text; of a hyphenated one only the whole, which a title has too."""
    found: list[str] = []
    end = 0
    for token in tokenize(text):
        if token.start >= end:
            found.append(token.exact)
            end = token.end
    return found


def nearest(words: Sequence[str], texts: Iterable[str]) -> frozenset[str]:
    """Words of `texts`, as written there, within EDITS of one of `words`; the nearest MOST_WORDS."""
    surfaces = {token.surface: token.exact for text in texts for token in tokenize(text)}
    distances: dict[str, int] = {}
    for exact in set(surfaces.values()):
        near = (edits(word, exact, EDITS) for word in words if abs(len(word) - len(exact)) <= EDITS)
        distances[exact] = min(near, default=EDITS + 1)
    ranked = sorted((distances[exact], surface) for surface, exact in surfaces.items())
    return frozenset(surface for distance, surface in ranked[:MOST_WORDS] if distance <= EDITS)
