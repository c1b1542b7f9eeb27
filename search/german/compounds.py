"""Compounds and their parts: the best division of a word by the list in `data/constituents.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.german.constituents import constituents, longest
from search.german.fold import MAX_TERM_LENGTH
from search.german.stems import stem

#: Words that are shorter are never divided.
MIN_COMPOUND = 7
#: What each part costs beside its rarity, so that fewer and longer parts win.
_PART = 9.0
_MAX_WEIGHT = 10
#: A linking s costs nothing after these endings, where German asks for it, and more after all others.
_TAKES_S = ("ung", "heit", "keit", "schaft", "ion", "taet", "ling", "tum", "en", "ing", "eit", "aft", "icht", "ucht")
_LINKING_S = 2.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound, without its linking s. A prefix only narrows the part after it (weiter|bildung)."""

    word: str
    is_prefix: bool = False


#: How to get to some place of a word: the cost, the way to the place before, the last part, whether that is a prefix.
_Way = tuple[float, "_Way | None", str, bool]


@lru_cache(maxsize=100_000)
def split(word: str) -> tuple[Part, ...]:
    """The parts of a folded word, in order; one part when it is simplex, unknown, or divides only in part.

    The cheapest division wins (dynamic programming), not the longest first part: zuliefer|industrie.
    """
    known_parts = constituents()
    if len(word) < MIN_COMPOUND or len(word) >= MAX_TERM_LENGTH or not word.isalpha():
        return (Part(word),)
    known = known_parts.get(word)
    if known is not None and known[0] == "noun":
        return (Part(word),)
    most = longest()
    end = len(word)
    # best[i]: the cheapest way to word[:i]; prefixed[i]: the same, ending with a prefix.
    best: list[_Way | None] = [None] * (end + 1)
    prefixed: list[_Way | None] = [None] * (end + 1)
    best[0] = (0.0, None, "", False)
    for start in range(end - 2):
        way, other = best[start], prefixed[start]
        if way is None or (other is not None and other[0] < way[0]):
            way = other
        if way is None:
            continue
        cost = way[0] + _PART + _MAX_WEIGHT
        for stop in range(start + 2, min(end, start + most) + 1):
            part = word[start:stop]
            found = known_parts.get(part)
            if found is None:
                continue
            kind, weight = found
            if (stop == end and kind in ("modifier", "prefix")) or (kind == "head" and stop < end):
                continue
            total = cost - weight
            _improve(prefixed if kind == "prefix" else best, stop, (total, way, part, kind == "prefix"))
            if kind in ("noun", "modifier") and stop + 3 <= end and word[stop] == "s" and word[stop - 1] != "s":
                linked = total + (0.0 if part.endswith(_TAKES_S) else _LINKING_S)
                _improve(best, stop + 1, (linked, way, part, False))
    found_way = best[end]
    if found_way is None:
        # Betriebs- before a hyphen, and genitives that the list lacks.
        shorter = split(word[:-1]) if word.endswith("s") else ()
        return shorter if len(shorter) > 1 or (shorter and word[:-1] in known_parts) else (Part(word),)
    return tuple(_parts_on(found_way))[::-1]


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts that stand for one thing: a part with the prefixes before it. `term` is how it is indexed.

    `bare` is the term of the part alone where there are prefixes, which a search for „Bildung“ finds.
    """

    term: str
    bare: str | None = None


@lru_cache(maxsize=100_000)
def units(word: str) -> tuple[Unit, ...]:
    """The units of a folded word, in order, at least one."""
    found: list[Unit] = []
    prefixes = ""
    for part in split(word):
        if part.is_prefix:
            prefixes += part.word
        else:
            part_stem = stem(part.word)
            found.append(Unit(prefixes + part_stem, part_stem if prefixes else None))
            prefixes = ""
    return tuple(found)


def spans(parts: tuple[Unit, ...]) -> tuple[str, ...]:
    """Index terms of a compound: each run of its units, the whole included (fahrzeug, fahrzeugzulief, zulief …)."""
    if len(parts) > 6:
        # So many only come from joined hyphens; runs grow with the square.
        return tuple(dict.fromkeys([joined(parts), *(unit.term for unit in parts)]))
    terms: dict[str, None] = {}
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            terms[joined(parts[first : last + 1])] = None
            bare = parts[first].bare
            if bare is not None:
                terms[bare + joined(parts[first + 1 : last + 1])] = None
    return tuple(terms)


def joined(parts: tuple[Unit, ...]) -> str:
    return "".join(unit.term for unit in parts)[:MAX_TERM_LENGTH]


def _improve(ways: list[_Way | None], place: int, way: _Way) -> None:
    known = ways[place]
    if known is None or way[0] < known[0]:
        ways[place] = way


def _parts_on(way: _Way | None) -> Iterator[Part]:
    """The parts of a way, the last first."""
    while way is not None and way[2]:
        _, before, word, is_prefix = way
        yield Part(word, is_prefix)
        way = before
