"""Reading what an editor typed into a field of words: one a line, or with commas between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.german.synonyms import LONGEST
from search.german.tokens import CHUNK
from search.query import clean_text

MOST_WORDS = 20
LONGEST_WORD = 80
_BETWEEN = re.compile(r"[\n\r,;=]+")


def read_words(text: str) -> tuple[str, ...]:
    """The words, each once, in the order in which they were typed."""
    found: dict[str, str] = {}
    for piece in _BETWEEN.split(text):
        if word := clean_text(piece):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def problems_of(words: Sequence[str], least: int) -> list[str]:
    """What is wrong with them, in German and with what to do; empty when nothing is."""
    found: list[str] = []
    if len(words) < least:
        found.append("Bitte geben Sie mindestens zwei Wörter an." if least > 1 else "Bitte geben Sie ein Wort an.")
    if len(words) > MOST_WORDS:
        found.append(f"Es sind höchstens {MOST_WORDS} Wörter möglich. Bitte machen Sie mehrere Einträge daraus.")
    found += [
        f"„{word[:40]}…“ ist zu lang, möglich sind {LONGEST_WORD} Zeichen. Stehen die Wörter in eigenen Zeilen?"
        for word in words
        if len(word) > LONGEST_WORD
    ]
    for word in words:
        pieces = len(CHUNK.findall(word))
        if not pieces:
            found.append(f"„{word}“ enthält keine Buchstaben oder Ziffern, danach kann niemand suchen.")
        elif pieces > LONGEST:
            found.append(f"„{word}“ hat zu viele Wörter, möglich sind {LONGEST} in einer Zeile.")
    return found
