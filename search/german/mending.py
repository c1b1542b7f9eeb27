"""A compound with one mistake in it: which one was meant, by the list of constituents alone.

Few compounds that people type stand in an index as they are: „Qualifizirungsbedarfsanalyse“ is near to no word of it,
but all of it is right except one part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from search.german.compounds import split
from search.german.constituents import constituents, longest
from search.german.fold import MAX_TERM_LENGTH

#: Shorter words have too many neighbours; so has a shorter part of one.
SHORTEST = 9
_SHORTEST_PART = 5
_LONGEST_PART = 18
_LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "ae", "oe", "ue")
_BEFORE = ("noun", "modifier", "prefix")
_LAST = ("noun", "head")


@lru_cache(maxsize=2_000)
def mended(word: str) -> str | None:
    """The compound that a folded word is within one mistake of; None when it can be divided as it is, or for none.

    The mistake is in one part, all others are right. The fewest parts win, then the most common mended part, then
    the longest. Some milliseconds.
    """
    if not SHORTEST <= len(word) < MAX_TERM_LENGTH or not word.isalpha() or len(split(word)) > 1:
        return None
    if word in constituents():
        return None
    best: tuple[int, int, int, str] | None = None
    right, left = _beginnings(word), _ends(word)
    for start in sorted(right):
        for stop in sorted(left):
            if not _SHORTEST_PART <= stop - start <= _LONGEST_PART or stop - start == len(word):
                continue
            for part, weight in _neighbours(word[start:stop], last=stop == len(word)):
                whole = word[:start] + part + word[stop:]
                parts = len(split(whole))
                if parts > 1:
                    order = (parts, -weight, -len(part), whole)
                    best = order if best is None else min(best, order)
    return best[3] if best else None


def _beginnings(word: str) -> set[int]:
    """Where what stands before consists of whole parts."""
    found = {0}
    for start in range(len(word)):
        if start in found:
            for stop in range(start + 2, min(len(word), start + longest()) + 1):
                kind = _kind(word[start:stop])
                if kind in _BEFORE:
                    found.add(stop)
                    if kind != "prefix" and word[stop : stop + 1] == "s":
                        found.add(stop + 1)
    return found


def _ends(word: str) -> set[int]:
    """Where what stands behind consists of whole parts."""
    found = {len(word)}
    for start in range(len(word) - 2, 0, -1):
        for stop in range(start + 2, min(len(word), start + longest()) + 1):
            kind = _kind(word[start:stop])
            linked = kind in ("noun", "modifier") and word[stop : stop + 1] == "s" and stop + 1 in found
            if (stop in found or linked) and kind in (_LAST if stop == len(word) else _BEFORE):
                found.add(start)
    return found


def _neighbours(piece: str, *, last: bool) -> Iterator[tuple[str, int]]:
    """Parts within one mistake of `piece`, with a linking s where it has one, and how common they are."""
    kinds = _LAST if last else _BEFORE
    for near in _edited(piece):
        for ending in ("",) if last else ("", "s"):
            entry = constituents().get(near.removesuffix(ending) if ending else near)
            if entry is not None and entry[0] in kinds and (not ending or near.endswith("s")):
                yield near, entry[1]


def _edited(piece: str) -> set[str]:
    """All words that are one deletion, swap, change or insertion away; an umlaut is one letter."""
    found: set[str] = set()
    for place in range(len(piece) + 1):
        before, after = piece[:place], piece[place:]
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in _LETTERS)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
        found.update(before + letter + after for letter in _LETTERS)
    found.discard(piece)
    return found


def _kind(part: str) -> str:
    entry = constituents().get(part)
    return entry[0] if entry else ""
