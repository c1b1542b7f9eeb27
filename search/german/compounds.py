"""Compound words and their parts: „Fahrzeugzulieferindustrie“ is fahrzeug, zuliefer, industrie."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
SHORTEST_PART = 4
LONGEST_PART = 20
SHORTEST_COMPOUND = 8
LONGEST_COMPOUND = 60
#: Endings whose plural is formed with -en; the noun list lacks it for many of the field's words.
PLURAL_IN_EN = ("ung", "heit", "keit", "schaft", "ion", "taet")
#: What may stand between two parts without belonging to either.
LINKS = ("", "s", "es")


@lru_cache(maxsize=1)
def constituents() -> frozenset[str]:
    """Folded words that may be part of a compound, in all their forms: the built list and our own.

    See data/README.md for origin and licence, and `build_constituents.py` for how it is made.
    """
    built = gzip.decompress((DATA / "constituents.txt.gz").read_bytes()).decode().split()
    own = [
        word
        for line in (DATA / "own_constituents.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for word in line.split()
    ]
    own += [f"{word}en" for word in own if word.endswith(PLURAL_IN_EN)]
    never = set((DATA / "never_constituents.txt").read_text(encoding="utf-8").split())
    return frozenset(built).union(own) - never


@lru_cache(maxsize=65_536)
def split(folded: str) -> tuple[str, ...]:
    """The parts of a folded compound, from left to right; empty for a word that is none.

    Of all ways to cover the whole word the one with the fewest parts wins, then the one whose parts are most even;
    never greedy: „zulieferindustrie“ is not „zulieferin|dustrie“. A word that is a constituent itself is not split.
    """
    if not (SHORTEST_COMPOUND <= len(folded) <= LONGEST_COMPOUND) or not folded.isalpha():
        return ()
    words = constituents()
    if folded in words:
        return ()
    return cover(folded, words)


def cover(word: str, words: frozenset[str] | set[str]) -> tuple[str, ...]:
    """The best way to cover `word` by two or more of `words`, with linking letters between them; () if there is none."""
    # best[i] is the best way to cover word[i:]: (number of parts, sum of squared lengths, parts).
    best: list[tuple[int, int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[len(word)] = (0, 0, ())
    for start in range(len(word) - 1, -1, -1):
        for end in range(start + 3, min(len(word), start + LONGEST_PART) + 1):
            part = word[start:end]
            if part not in words or (start == 0 and end == len(word)):
                continue
            for link in LINKS:
                rest_start = end + len(link)
                if link and (rest_start >= len(word) or not word.startswith(link, end)):
                    continue
                rest = best[rest_start] if rest_start <= len(word) else None
                if rest is None:
                    continue
                candidate = (rest[0] + 1, rest[1] + (end - start) ** 2 + 2 * len(link), (part, *rest[2]))
                current = best[start]
                if current is None or candidate[:2] < current[:2]:
                    best[start] = candidate
    found = best[0]
    return found[2] if found and found[0] > 1 else ()
