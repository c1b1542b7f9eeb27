"""Index terms of a text. Both engines index these strings and do no analysis but cutting them at spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.german.tokens import CHUNK, part_terms, words_of

_CACHED_LENGTH = 80


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """Terms joined by spaces, in the order of the text. Stop words are in `exact` only."""

    exact: str
    stem: str
    parts: str


def index_terms(text: str) -> IndexTerms:
    """The terms of a text on each level; empty strings for a text without words. Never raises, whatever the text."""
    levels = [_cached(chunk) if len(chunk) <= _CACHED_LENGTH else _chunk_terms(chunk) for chunk in CHUNK.findall(text)]
    return IndexTerms(
        exact=" ".join(filter(None, (level[0] for level in levels))),
        stem=" ".join(filter(None, (level[1] for level in levels))),
        parts=" ".join(filter(None, (level[2] for level in levels))),
    )


def _chunk_terms(chunk: str) -> tuple[str, str, str]:
    words = words_of(chunk)
    meaningful = [word for word in words if not word.is_stop_word]
    # The pieces of a joined word are among its parts already; twice would count twice.
    parts: dict[str, None] = {}
    for word in meaningful:
        parts.update(dict.fromkeys(part_terms(word)))
    return (
        " ".join(word.exact for word in words),
        " ".join(word.stem for word in meaningful),
        " ".join(parts),
    )


_cached = lru_cache(maxsize=50_000)(_chunk_terms)
