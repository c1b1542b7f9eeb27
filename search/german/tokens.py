"""From text to tokens: each word with its place in the text and its forms at the three levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.german.compounds import split
from search.german.fold import fold
from search.german.stems import stem
from search.german.stopwords import STOP_WORDS

#: Mitarbeiter:innen, *innen, _innen, /innen, /-innen, (innen), and the same with -in.
_GENDER = r"(?:[:*_·]|/-?|\()in(?:nen)?\)?(?![^\W_])"
#: A word is letters and digits, soft hyphens within; words joined by hyphens are one at first; a gender form stays with it.
_PLAIN = r"(?:[^\W_]|[\u00ad\u200b])+"
_WORD = re.compile(rf"{_PLAIN}(?:[-\u2010\u2011]{_PLAIN})*(?:{_GENDER})?")
_GENDER_END = re.compile(rf"{_GENDER}$")
#: MitarbeiterInnen: a capital I inside the word.
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])In(?:nen)?$")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Forms:
    """What a word is at each level. `stem` is empty for a stop word; `parts` holds the stems of a compound's parts."""

    exact: str
    stem: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `text[start:end]`. A word with hyphens gives one token for the whole and one for each part."""

    surface: str
    start: int
    end: int
    exact: str
    stem: str
    parts: tuple[str, ...]


def tokenize(text: str) -> Iterator[Token]:
    """All tokens, in the order of the text; the whole of a hyphenated word before its parts. Never raises."""
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        base = without_gender(word)
        pieces = _HYPHEN.split(base)
        forms = joined_forms(tuple(pieces)) if len(pieces) > 1 else word_forms(base)
        if forms.exact:
            yield Token(word, start, end, forms.exact, forms.stem, forms.parts)
        if len(pieces) > 1:
            offset = start
            for piece in pieces:
                forms = word_forms(piece)
                if forms.exact:
                    yield Token(piece, offset, offset + len(piece), forms.exact, forms.stem, forms.parts)
                offset += len(piece) + 1


def without_gender(word: str) -> str:
    """„Mitarbeiter:innen“ and „MitarbeiterInnen“ without their ending."""
    base = _GENDER_END.sub("", word)
    return _INNER_CAPITAL.sub("", base) if base == word else base


@lru_cache(maxsize=65_536)
def word_forms(word: str) -> Forms:
    """The forms of a word without hyphens. Cached: a corpus has few different words."""
    exact = fold(word[:LONGEST_WORD])
    if exact in STOP_WORDS:
        return Forms(exact, "", ())
    parts = tuple(dict.fromkeys(stem(part) for part in split(exact)))
    return Forms(exact, stem(exact), parts)


@lru_cache(maxsize=16_384)
def joined_forms(pieces: tuple[str, ...]) -> Forms:
    """The forms of a hyphenated word as a whole: written together, and the stems of all its pieces."""
    forms = [word_forms(piece) for piece in pieces if piece]
    exact = "".join(form.exact for form in forms)[:LONGEST_WORD]
    parts = tuple(dict.fromkeys(part for form in forms for part in (form.parts or (form.stem,)) if part))
    return Forms(exact, stem(exact), parts)
