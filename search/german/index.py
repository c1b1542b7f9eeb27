"""Index terms of a text. Both engines index these strings and do no analysis but cutting them at spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.german.tokens import CHUNK, part_terms, words_of

_CACHED_LENGTH = 80
#: Stands between the words in their order and the joined ones, so that no phrase reaches across. It is no term of any
#: query: those are letters and digits.
BORDER = "|"

#: Of a token or chunk, joined by spaces: exact, stem and parts of its words, exact and stem of what hyphens join.
_Columns = tuple[str, str, str, str, str]


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
    # No chunk reaches across a space. What stands between spaces is mostly known, with its comma: nothing has to be
    # looked for in it.
    tokens = [_cached(token) if len(token) <= _CACHED_LENGTH else _token_terms(token) for token in text.split()]
    exact, stem, parts, joined_exact, joined_stem = _one_after_the_other(tokens)
    return IndexTerms(_with_joined(exact, joined_exact), _with_joined(stem, joined_stem), parts)


def _with_joined(words: str, joined: str) -> str:
    return f"{words} {BORDER} {joined}" if joined else words


def _token_terms(token: str) -> _Columns:
    chunks = [_chunk_terms(chunk) for chunk in CHUNK.findall(token)]
    return chunks[0] if len(chunks) == 1 else _one_after_the_other(chunks)


def _one_after_the_other(columns: list[_Columns]) -> _Columns:
    exact, stem, parts, joined_exact, joined_stem = zip(*columns, strict=True) if columns else ((),) * 5
    return _spaced(exact), _spaced(stem), _spaced(parts), _spaced(joined_exact), _spaced(joined_stem)


def _spaced(terms: Iterable[str]) -> str:
    return " ".join(filter(None, terms))


def _chunk_terms(chunk: str) -> _Columns:
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


_cached = lru_cache(maxsize=50_000)(_token_terms)
