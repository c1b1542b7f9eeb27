"""Index terms of a text. Both engines index these strings and do no analysis but cutting them at spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.german.tokens import CHUNK, part_terms, words_of

_CACHED_LENGTH = 80
#: Stands between the words in their order and the joined ones, so that no phrase reaches across. It is no term of any
#: query: those are letters and digits.
BORDER = "|"


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """Terms joined by spaces. Stop words are in `exact` only.

    `exact` and `stem` keep the order of the text, for phrases: first every word, then, behind BORDER, what hyphens
    join (kmuberatung), whose pieces stand among the words.
    """

    exact: str
    stem: str
    parts: str


def index_terms(text: str) -> IndexTerms:
    """The terms of a text on each level; empty strings for a text without words. Never raises, whatever the text."""
    chunks = [_cached(chunk) if len(chunk) <= _CACHED_LENGTH else _chunk_terms(chunk) for chunk in CHUNK.findall(text)]
    exact, stem, parts, joined_exact, joined_stem = (
        " ".join(filter(None, column)) for column in (zip(*chunks, strict=True) if chunks else ((),) * 5)
    )
    return IndexTerms(_with_joined(exact, joined_exact), _with_joined(stem, joined_stem), parts)


def _with_joined(words: str, joined: str) -> str:
    return f"{words} {BORDER} {joined}" if joined else words


def _chunk_terms(chunk: str) -> tuple[str, str, str, str, str]:
    words = words_of(chunk)
    meaningful = [word for word in words if not word.is_stop_word]
    # The pieces of a joined word are among its parts already; twice would count twice.
    parts: dict[str, None] = {}
    for word in meaningful:
        parts.update(dict.fromkeys(part_terms(word)))
    return (
        " ".join(word.exact for word in words if word.pieces == 1),
        " ".join(word.stem for word in meaningful if word.pieces == 1),
        " ".join(parts),
        " ".join(word.exact for word in words if word.pieces > 1),
        " ".join(word.stem for word in meaningful if word.pieces > 1),
    )


_cached = lru_cache(maxsize=50_000)(_chunk_terms)
