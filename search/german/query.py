"""What is typed, as a query: all clauses must match, and each does by any of its alternatives.

Nothing that a person types is an error: quotes, *, brackets and „AND OR NOT“ are read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from search.german.compounds import joined
from search.german.tokens import CHUNK, Word, words_of
from search.german.weights import APART, EXACT, INSIDE, STEM

#: Words beyond that are left out: every clause costs the engines time.
MAX_CLAUSES = 32

Level = Literal["exact", "stem", "parts"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way for a clause to match: all `terms` on `level`, in one zone of the document (title, lead or body).

    `boost` is a factor beside the weight of the field (see `search.german.weights`).
    """

    level: Level
    terms: tuple[str, ...]
    boost: float


@dataclass(frozen=True, slots=True)
class Clause:
    """One word as typed and its alternatives, the most direct first. Synonyms will be further alternatives."""

    surface: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query; without clauses it asks for nothing in particular and matches everything.

    `truncated`: there were more than MAX_CLAUSES words.
    """

    clauses: tuple[Clause, ...] = ()
    truncated: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.clauses


def parse(text: str) -> TextQuery:
    """Read what was typed. Stop words are dropped, unless there is nothing else; repeated words count once."""
    chunks = [(chunk, words_of(chunk)) for chunk in CHUNK.findall(text)]
    groups = [(chunk, group) for chunk, words in chunks for group in _groups(words)]
    meaningful = [item for item in groups if not all(word.is_stop_word for word in item[1])]
    clauses: dict[tuple[Alternative, ...], Clause] = {}
    for chunk, group in meaningful or groups:
        if len(clauses) > MAX_CLAUSES:
            break
        surface = chunk[group[0].start : group[0].end]
        alternatives = tuple(_alternatives(group))
        clauses.setdefault(alternatives, Clause(surface, alternatives))
    found = tuple(clauses.values())
    return TextQuery(found[:MAX_CLAUSES], len(found) > MAX_CLAUSES)


def _groups(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words of a chunk; a joined word comes first, together with its pieces."""
    place = 0
    while place < len(words):
        size = words[place].pieces + 1 if words[place].pieces > 1 else 1
        yield words[place : place + size]
        place += size


def _alternatives(group: tuple[Word, ...]) -> Iterator[Alternative]:
    whole = group[0]
    yield Alternative("exact", (whole.exact,), EXACT)
    if all(word.is_stop_word for word in group) or whole.exact.isdigit():
        return
    yield Alternative("stem", (whole.stem,), STEM)
    inside = (joined(whole.units),)
    yield Alternative("parts", inside, INSIDE)
    pieces = _distinct(word.stem for word in group[1:] if not word.is_stop_word)
    if pieces:
        yield Alternative("stem", pieces, INSIDE)
    apart = _distinct(unit.term for unit in whole.units)
    if apart != inside:
        yield Alternative("parts", apart, APART)


def _distinct(terms: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
