"""„Meinten Sie“: a query in which mistyped words are replaced by real words of the index, umlauts kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from search.german.fold import exact_form
from search.german.stems import stem
from search.german.tokens import CHUNK, Word, words_of

#: In words up to this length one mistake is allowed, in longer ones two.
_SHORT = 5
_SHORTEST = 4
#: Each word costs a comparison with all candidates.
_MAX_WORDS = 8


def correct(query_text: str, words: Iterable[str]) -> str | None:
    """The query with its mistyped words replaced, or None when there is nothing to mend.

    `words` are real words as they are written, near to those of the query; a word of the query is mistyped when
    neither it nor another form of it is among them. Nearness: insertions, deletions, changes and swaps of neighbours,
    counted on folded words.
    """
    known: dict[str, str] = {}
    # Sorted: candidates come as a set, and the same mistake must give the same answer.
    for real in sorted(words):
        if (exact := exact_form(real)) and exact not in known:
            known[exact] = real
    stems = {stem(exact) for exact in known}
    mended: list[str] = []
    done = 0
    changes = 0
    for match in CHUNK.finditer(query_text):
        for word in words_of(match.group()):
            if changes >= _MAX_WORDS or not _may_be_mistyped(word) or word.exact in known or word.stem in stems:
                continue
            if nearest := _nearest(word.exact, known):
                mended += (query_text[done : match.start() + word.start], known[nearest])
                done = match.start() + word.end
                changes += 1
    return "".join([*mended, query_text[done:]]) if changes else None


def edits(first: str, second: str, limit: int) -> int:
    """Damerau-Levenshtein distance (each letter edited once at most), or `limit + 1` when it is larger than `limit`."""
    if abs(len(first) - len(second)) > limit:
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


def _may_be_mistyped(word: Word) -> bool:
    return word.pieces == 1 and len(word.exact) >= _SHORTEST and word.exact.isalpha() and not word.is_stop_word


def _nearest(mistyped: str, known: Iterable[str]) -> str | None:
    limit = 1 if len(mistyped) <= _SHORT else 2
    letters = Counter(mistyped)
    best: tuple[int, bool, int, str] | None = None
    for candidate in known:
        if abs(len(candidate) - len(mistyped)) > limit:
            continue
        # Cheap first: each edit changes at most one letter on either side.
        if sum((letters - Counter(candidate)).values()) > limit:
            continue
        errors = edits(mistyped, candidate, limit)
        if errors <= limit:
            order = (errors, candidate[0] != mistyped[0], abs(len(candidate) - len(mistyped)), candidate)
            if best is None or order < best:
                best = order
    return best[3] if best else None
