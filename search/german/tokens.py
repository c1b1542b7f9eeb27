"""Words of a text with their terms, on three levels: exact, stem, parts.

A chunk is what is written in one go (Mitarbeiter:innen, KMU-Beratung, i. d. R. without its spaces); a chunk gives one
or more tokens. Chunks are analysed alone, whatever stands around them, so their analysis is kept in a cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.german.compounds import Unit, joined, spans, units
from search.german.fold import exact_form
from search.german.gender import GENDER, INVISIBLE, LETTER, without_gender
from search.german.stems import stem
from search.german.stopwords import STOP_WORDS

_HYPHEN = "-\u2010\u2011"
_RUN = rf"{LETTER}+(?:[{INVISIBLE}]+{LETTER}*)*"
CHUNK = re.compile(
    rf"{LETTER}+(?:(?:[{INVISIBLE}]+|[{_HYPHEN}:*_·/.'’]{{1,2}}|\((?=[iI]n(?:nen)?\))|(?<=[iI]n)\)|(?<=innen)\))"
    rf"{LETTER}+)*[{INVISIBLE}]*(?:(?<=\(in|\(In)\)|(?<=\(innen|\(Innen)\))?"
)
_PIECE = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?!\d)"
    rf"|(?<!{LETTER})[^\W\d_](?:\.[^\W\d_])+(?!{LETTER})"
    rf"|{_RUN}(?:{GENDER}(?:{_RUN})?|['’]{_RUN})*"
)
#: Longer chunks are kept out of the cache, and more pieces than that are not joined to one word.
_CACHED_LENGTH = 80
_MAX_JOINED = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `text[start:end] == surface`; `exact` is its folded form, `stem` its stem.

    `parts` are the stems of a compound's constituents, empty when it is none. Of a word with hyphens there is a token
    for each piece and one for the whole, which lies over them.
    """

    surface: str
    start: int
    end: int
    exact: str
    stem: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a chunk, with offsets in it. `units` are what its compound consists of; `pieces` is how many hyphened
    pieces it joins (1: it is a piece itself)."""

    start: int
    end: int
    exact: str
    stem: str
    units: tuple[Unit, ...]
    pieces: int = 1

    @property
    def is_stop_word(self) -> bool:
        return self.exact in STOP_WORDS


def tokenize(text: str) -> list[Token]:
    """All words of a text in order, stop words included; a joined word comes before its pieces."""
    tokens: list[Token] = []
    for match in CHUNK.finditer(text):
        chunk, offset = match.group(), match.start()
        for word in words_of(chunk):
            parts = tuple(unit.term for unit in word.units) if len(word.units) > 1 else ()
            if not parts and word.units[0].bare:
                parts = (word.units[0].term, word.units[0].bare)
            surface = chunk[word.start : word.end]
            tokens.append(Token(surface, offset + word.start, offset + word.end, word.exact, word.stem, parts))
    return tokens


def words_of(chunk: str) -> tuple[Word, ...]:
    """The words of one chunk (a match of CHUNK)."""
    return _cached(chunk) if len(chunk) <= _CACHED_LENGTH else tuple(_analyse(chunk))


def part_terms(word: Word) -> tuple[str, ...]:
    """What the level `parts` holds of a word: its stem as a unit, its parts, and all runs of its parts."""
    return spans(word.units)


def _analyse(chunk: str) -> Iterator[Word]:
    group: list[Word] = []
    after = 0
    for match in _PIECE.finditer(chunk):
        exact = exact_form(without_gender(match.group()))
        if not exact:
            continue
        if group and chunk[after : match.start()].strip(_HYPHEN):
            yield from _with_joined(group)
            group = []
        group.append(Word(match.start(), match.end(), exact, stem(exact), units(exact)))
        after = match.end()
    yield from _with_joined(group)


def _with_joined(group: list[Word]) -> Iterator[Word]:
    """The pieces, after the word that they make together (KMU-Beratung, Covid-19); numbers alone make none."""
    if 1 < len(group) <= _MAX_JOINED and not all(word.exact.isdigit() for word in group):
        exact = exact_form("".join(word.exact for word in group))
        parts = tuple(unit for word in group for unit in word.units)
        whole = units(exact)
        # What the list divides itself is divided as without hyphens: Weiterbildungs-Verbund.
        parts = whole if len(whole) > 1 else parts
        yield Word(group[0].start, group[-1].end, exact, stem(exact), parts, len(group))
    yield from group


_cached = lru_cache(maxsize=50_000)(lambda chunk: tuple(_analyse(chunk)))

__all__ = ["CHUNK", "Token", "Word", "joined", "part_terms", "tokenize", "words_of"]
