"""„Meinten Sie“: the nearest real word for each mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from search.german.fold import fold
from search.german.stopwords import STOP_WORDS
from search.german.tokens import tokenize

#: From this length on two letters may be wrong, below it one.
TWO_ERRORS_FROM = 6
SHORTEST = 4


def correct(text: str, words: Iterable[str]) -> str | None:
    """The query with each unknown word replaced by the nearest of `words` (real words, as written), or None.

    A word that is among `words` stays. Umlauts of the real word are kept; of equally near ones the one that begins
    alike wins, then the first in the alphabet.
    """
    known = {fold(word): word for word in sorted(words, reverse=True)}
    pieces: list[str] = []
    position = 0
    changed = False
    for token in tokenize(text):
        if token.start < position:
            continue
        pieces.append(text[position : token.start])
        position = token.end
        better = None
        if token.exact not in known and token.exact not in STOP_WORDS and len(token.exact) >= SHORTEST:
            better = _nearest(token.exact, known)
        pieces.append(known[better] if better else token.surface)
        changed = changed or better is not None
    pieces.append(text[position:])
    return "".join(pieces) if changed else None


def _nearest(word: str, known: Iterable[str]) -> str | None:
    limit = 2 if len(word) >= TWO_ERRORS_FROM else 1
    ranked = [
        (distance, candidate[:1] != word[:1], candidate)
        for candidate in known
        if abs(len(candidate) - len(word)) <= limit and (distance := edits(word, candidate, limit)) <= limit
    ]
    return min(ranked)[2] if ranked else None


def edits(one: str, other: str, limit: int) -> int:
    """The number of letters to put in, take out, change or swap with the next (optimal string alignment).

    Anything above `limit` may be reported as `limit + 1`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, other_letter in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other_letter:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return last[-1]
