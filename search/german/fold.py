"""Folding: spellings that a reader takes for the same become the same letters."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "\u00ad": None, "\u200b": None}
)


def fold(text: str) -> str:
    """Lower case, umlauts and ß written out, other accents dropped; soft hyphens vanish.

    „Verbünde“ and „Verbuende“ become the same. The length may change.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    written = unicodedata.normalize("NFC", lowered).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", written)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sort_key(text: str) -> str:
    """A text by which titles are sorted as in a German index: ä as a, ß as ss, case and signs apart."""
    lowered = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(character for character in lowered if not unicodedata.combining(character))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())[:200]
