"""„Meinten Sie“: a query in which mistyped words are replaced by real words of the index, umlauts kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from search.german.fold import exact_form
from search.german.stems import stem
from search.german.stopwords import STOP_WORDS
from search.german.tokens import CHUNK, Word, words_of
from search.german.typed import Kind, read

#: In words up to this length one mistake is allowed, in longer ones two.
_SHORT = 5
_SHORTEST = 4
#: Each word costs a comparison with all candidates.
_MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Known:
    """The real words: folded form to (spelling, number of documents), and all stems, also of what is not offered."""

    offered: Mapping[str, tuple[str, int]]
    all: frozenset[str]
    stems: frozenset[str]

    def has(self, word: Word) -> bool:
        return word.exact in self.all or word.stem in self.stems


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the query: `query_text[start:end]`."""

    word: Word
    start: int
    end: int


def correct(query_text: str, words: Mapping[str, int]) -> str | None:
    """The query with its mistyped words replaced, or None when there is nothing to mend.

    `words` are real words as they are written, near to those of the query, with the number of documents they are in;
    those with 0 are right, but are not offered. A word of the query is mistyped when neither it nor another form of
    it is among them. Nearness: insertions, deletions, changes and swaps of neighbours, counted on folded words; among
    equally near words the more frequent wins. Two words become one („Weiter bildung“) when they are a real word
    together. Nothing is offered where most of what is unknown stays so. What stands in quotes, is excluded or ends in *
    was meant to the letter.
    """
    known = _known(words)
    places = list(_places(query_text))
    mended: list[str] = []
    done = 0
    changes = 0
    strange = 0
    for here, after in zip_longest(places, places[1:]):
        if changes >= _MAX_WORDS or here.start < done:
            continue
        if after and (whole := _together(query_text, here, after, known)):
            replacement, end = whole, after.end
        elif _may_be_mistyped(here.word) and not known.has(here.word) and (near := _nearest(here.word.exact, known)):
            replacement, end = near, here.end
        else:
            strange += _may_be_mistyped(here.word) and not known.has(here.word)
            continue
        mended += (query_text[done : here.start], replacement)
        done = end
        changes += 1
    # Where more words stay unknown than are mended it is another language, or about something else.
    return "".join([*mended, query_text[done:]]) if changes and strange <= changes else None


def edits(first: str, second: str, limit: int) -> int:
    """Damerau-Levenshtein distance (each letter edited once at most), or `limit + 1` when it is larger than `limit`."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    # Cheap first: each edit changes at most one letter on either side.
    if sum((Counter(first) - Counter(second)).values()) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _known(words: Mapping[str, int]) -> _Known:
    offered: dict[str, tuple[str, int]] = {}
    every: set[str] = set()
    # Sorted: whatever their order, the same mistake gets the same answer.
    for real in sorted(words):
        if exact := exact_form(real):
            every.add(exact)
            if words[real] and exact not in STOP_WORDS and exact not in offered:
                offered[exact] = (real, words[real])
    return _Known(offered, frozenset(every), frozenset(stem(exact) for exact in every))


def _places(query_text: str) -> Iterator[_Place]:
    """The words of a query that may be mended, in order; of hyphenated ones the pieces."""
    for item in (item for choice in read(query_text) for item in choice.items):
        if item.kind is not Kind.WORDS or item.excluded:
            continue
        for match in CHUNK.finditer(item.text):
            offset = item.start + match.start()
            for word in words_of(match.group()):
                if word.pieces == 1:
                    yield _Place(word, offset + word.start, offset + word.end)


def _together(query_text: str, first: _Place, second: _Place, known: _Known) -> str | None:
    """The real word that two words make which stand apart by mistake.

    Two right words stay two, unless the second begins small, as no noun does („Betriebsrat Schulung“ stays).
    """
    between = query_text[first.end : second.start]
    found = known.offered.get(first.word.exact + second.word.exact)
    if not found or not between.isspace():
        return None
    right = all(word.is_stop_word or known.has(word) for word in (first.word, second.word))
    return found[0] if query_text[second.start].islower() or not right else None


def _may_be_mistyped(word: Word) -> bool:
    return len(word.exact) >= _SHORTEST and word.exact.isalpha() and not word.is_stop_word


def _nearest(mistyped: str, known: _Known) -> str | None:
    limit = 1 if len(mistyped) <= _SHORT else 2
    best: tuple[int, int, bool, int, str] | None = None
    for candidate, (_, number) in known.offered.items():
        errors = edits(mistyped, candidate, limit)
        # Two mistakes and another first letter: that is mostly another word (Stapeler, Täler).
        if errors <= limit and (errors < 2 or candidate[0] == mistyped[0]):
            apart = abs(len(candidate) - len(mistyped))
            order = (errors, -number, candidate[0] != mistyped[0], apart, candidate)
            best = order if best is None else min(best, order)
    return known.offered[best[4]][0] if best else None
