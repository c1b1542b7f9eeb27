"""Folding: one spelling for what people write in several (case, umlauts, ß, accents, invisible characters)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: Longer words are cut, in the index and in queries alike: Elasticsearch splits a term at 255 characters.
MAX_TERM_LENGTH = 64

_DIACRITICS = {"\u0308": "e"}
_LETTERS = str.maketrans({"ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})


def fold(text: str) -> str:
    """The text in lower case, ä as ae, ß as ss, other accents dropped, without control and invisible characters.

    Spaces, hyphens and punctuation stay. „Verbünde“ and „Verbuende“ become the same; „Verbunde“ meets them only
    as a stem. Line breaks and tabs become spaces. Folding twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    # Twice: lower case may bring forth what normalising changes again, and the other way round.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(_folded(decomposed)).translate(_LETTERS)


def exact_form(word: str) -> str:
    """A word as a term: folded, letters and digits only, at most MAX_TERM_LENGTH; empty when nothing is left."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_TERM_LENGTH]
    return "".join(filter(str.isalnum, fold(word)))[:MAX_TERM_LENGTH]


@lru_cache(maxsize=4096)
def sort_key(title: str) -> str:
    """A key that puts titles in the order of a German dictionary (DIN 5007-1: ä beside a, ß as ss)."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    letters = "".join(
        character if character.isalnum() else " "
        for character in decomposed
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return " ".join(letters.translate(_LETTERS).split())[:200]


def _folded(decomposed: str) -> list[str]:
    out: list[str] = []
    base = ""
    for character in decomposed:
        category = unicodedata.category(character)
        if category == "Mn":
            # A diaeresis makes an umlaut only on these letters: ë and ï are accents.
            if character in _DIACRITICS and base in "aou" and out and out[-1] == base:
                out.append("e")
            continue
        if category == "Cc":
            out.append(" " if character in "\t\n\r\v\f\x85" else "")
        elif category not in ("Cf", "Cs"):
            out.append(character)
        base = character
    return out
