"""Marking what was found, in the text that is shown: the same for both engines, as neither takes part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from search.german.correction import edits
from search.german.known_tokens import KEPT_LENGTH, with_terms
from search.german.query import Clause, TextQuery
from search.german.tokens import CHUNK, Word, part_terms, words_of

_ELLIPSIS = "…"
#: More marks than that in one text are shown, but not weighed when fragments are chosen.
_MAX_WEIGHED = 500
_MEMO_SIZE = 20_000
_SENTENCE_END = re.compile(r"(?:[.!?]\s+|\n)(?=\S)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """`direct`: the word itself or a compound with it; otherwise only some part of the word that was asked for."""

    start: int
    end: int
    clause: int
    direct: bool


@dataclass(frozen=True)
class _Matcher:
    """What a query marks. `memo` holds the marks of tokens that may have some: they come again from hit to hit."""

    clauses: tuple[_Wanted, ...]
    keys: frozenset[str]
    phrases: tuple[_Phrase, ...] = ()
    forgiving: bool = False
    memo: dict[str, tuple[_Mark, ...]] = field(default_factory=dict)

    def marks(self, text: str) -> list[_Mark]:
        if not self.clauses:
            return []
        tokens = set(text.split())
        # Few texts hold all words of a phrase, and only those are read word by word.
        whole = (phrase for phrase in self.phrases if all(with_terms(tokens, [key]) for key in phrase.keys))
        found = [mark for phrase in whole for mark in phrase.marks(text)]
        direct = {mark.clause for mark in found}
        # A word that may be mistyped can be any; else few tokens can have anything of the query.
        for token in tokens if self.forgiving else with_terms(tokens, self.keys):
            marks = self._token_marks(token)
            for offset in _places(text, token) if marks else ():
                for mark in marks:
                    found.append(_Mark(offset + mark.start, offset + mark.end, mark.clause, mark.direct))
                    if mark.direct:
                        direct.add(mark.clause)
        # Loose parts of a word are shown only where the text does not have the word itself.
        return [mark for mark in found if mark.direct or mark.clause not in direct]

    def _token_marks(self, token: str) -> tuple[_Mark, ...]:
        if len(token) > KEPT_LENGTH:
            return tuple(self._marks_in(token))
        marks = self.memo.get(token)
        if marks is None:
            if len(self.memo) > _MEMO_SIZE:
                self.memo.clear()
            marks = self.memo[token] = tuple(self._marks_in(token))
        return marks

    def _marks_in(self, token: str) -> Iterator[_Mark]:
        for match in CHUNK.finditer(token):
            offset = match.start()
            for word in words_of(match.group()):
                for number, clause in enumerate(self.clauses):
                    if clause.is_direct(word):
                        yield _Mark(offset + word.start, offset + word.end, number, True)
                    elif clause.is_apart(word):
                        yield _Mark(offset + word.start, offset + word.end, number, False)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The terms of one clause by level: those that match alone, and those that match only together with others."""

    exact: frozenset[str]
    stem: frozenset[str]
    parts: frozenset[str]
    apart_stem: frozenset[str]
    apart_parts: frozenset[str]
    beginnings: tuple[str, ...]
    near: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, clause: Clause) -> _Wanted:
        terms: dict[tuple[str, bool], set[str]] = {}
        for alternative in clause.alternatives:
            if alternative.kind == "terms":
                terms.setdefault((alternative.level, len(alternative.terms) == 1), set()).update(alternative.terms)
        forgiving = [each for each in clause.alternatives if each.level == "exact"]
        return cls(
            exact=frozenset(terms.get(("exact", True), set()) | terms.get(("exact", False), set())),
            stem=frozenset(terms.get(("stem", True), ())),
            parts=frozenset(terms.get(("parts", True), ())),
            apart_stem=frozenset(terms.get(("stem", False), ())),
            apart_parts=frozenset(terms.get(("parts", False), ())),
            beginnings=tuple(each.terms[0] for each in forgiving if each.kind == "prefix"),
            near=tuple((each.terms[0], each.edits) for each in forgiving if each.kind == "near"),
        )

    def is_direct(self, word: Word) -> bool:
        if word.exact in self.exact or (self.beginnings and word.exact.startswith(self.beginnings)):
            return True
        if word.is_stop_word:
            return False
        if word.stem in self.stem or not self.parts.isdisjoint(part_terms(word)):
            return True
        return any(edits(typed, word.exact, most) <= most for typed, most in self.near)

    def is_apart(self, word: Word) -> bool:
        # A joined word is passed over: its pieces are marked, not what lies between them.
        return (
            word.pieces == 1
            and not word.is_stop_word
            and (word.stem in self.apart_stem or not self.apart_parts.isdisjoint(part_terms(word)))
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that match only as they follow each other; they are marked as one."""

    clause: int
    level: str
    terms: tuple[str, ...]

    @property
    def keys(self) -> list[str]:
        return [f"{self.level}:{term}" for term in self.terms]

    def marks(self, text: str) -> Iterator[_Mark]:
        words = [
            (word.exact if self.level == "exact" else word.stem, match.start() + word.start, match.start() + word.end)
            for match in CHUNK.finditer(text)
            for word in words_of(match.group())
            if word.pieces == 1 and (self.level == "exact" or not word.is_stop_word)
        ]
        length = len(self.terms)
        for place in range(len(words) - length + 1):
            if all(words[place + step][0] == term for step, term in enumerate(self.terms)):
                yield _Mark(words[place][1], words[place + length - 1][2], self.clause, True)


@lru_cache(maxsize=32)
def _matcher(query: TextQuery) -> _Matcher:
    ways = [(number, each) for number, clause in enumerate(query.clauses) for each in clause.alternatives]
    return _Matcher(
        tuple(_Wanted.of(clause) for clause in query.clauses),
        frozenset(f"{each.level}:{term}" for _, each in ways for term in each.terms),
        tuple(_Phrase(number, each.level, each.terms) for number, each in ways if each.kind == "phrase"),
        any(each.kind in ("prefix", "near") for _, each in ways),
    )


def _places(text: str, token: str) -> Iterator[int]:
    """Where a token stands, between spaces or at the ends. Looking for it is much faster than for all tokens."""
    place = text.find(token)
    while place >= 0:
        end = place + len(token)
        if (place == 0 or text[place - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield place
        place = text.find(token, end)


def highlight(text: str, query: TextQuery, *, length: int | None = None, fragments: int = 1) -> list[str]:
    """The text as escaped HTML in which <mark> is the only markup, around the words that the query matches.

    With `length`: at most so many fragments of at most so many characters of text (without the „…“ that shows where
    something was left out), those that hold the most of the query, in the order of the text; the beginning when
    nothing matches. An empty text gives an empty list.
    """
    if not text:
        return []
    marks = _matcher(query).marks(text)
    if length is None or len(text) <= length:
        return [_render(text, 0, len(text), marks)]
    return [
        ("" if start == 0 else f"{_ELLIPSIS} ")
        + _render(text, start, end, marks)
        + ("" if end == len(text) else f" {_ELLIPSIS}")
        for start, end in _choose(text, marks[:_MAX_WEIGHED], max(length, 1), max(fragments, 1))
    ]


def _render(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    pieces: list[str] = []
    done = start
    for first, last in _merged(marks):
        first, last = max(first, done), min(last, end)
        if first < last:
            pieces += (escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>")
            done = last
    pieces.append(escape(text[done:end]))
    return "".join(pieces)


def _merged(marks: list[_Mark]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((mark.start, mark.end) for mark in marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _choose(text: str, marks: list[_Mark], length: int, fragments: int) -> list[tuple[int, int]]:
    """The spans of the best fragments, which do not overlap."""
    marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
    gaps = [(0, len(text))]
    chosen: list[tuple[int, int]] = []
    seen: set[int] = set()
    while len(chosen) < fragments:
        best: tuple[float, int, int] | None = None
        for low, high in gaps:
            inside = [mark for mark in marks if low <= mark.start and mark.end <= high]
            found = _best_window(inside, length, seen)
            if found and (best is None or found[0] > best[0]):
                best = found
        if best is None:
            break
        low, high = next(gap for gap in gaps if gap[0] <= best[1] and best[2] <= gap[1])
        span = _fit(text, best[1], best[2], low, high, length)
        chosen.append(span)
        gaps.remove((low, high))
        gaps += [gap for gap in ((low, span[0]), (span[1], high)) if gap[0] < gap[1]]
        seen |= {mark.clause for mark in marks if span[0] <= mark.start and mark.end <= span[1]}
    return sorted(chosen) or [_fit(text, 0, 0, 0, len(text), length)]


def _best_window(marks: list[_Mark], length: int, seen: set[int]) -> tuple[float, int, int] | None:
    """Score, start and end of the run of marks within `length` that says most; the first of equals."""
    best: tuple[float, int, int] | None = None
    for number, first in enumerate(marks):
        strength: dict[int, float] = {}
        end, count = first.end, 0
        for mark in marks[number : number + 30]:
            if mark.end - first.start > length:
                break
            end, count = max(end, mark.end), count + 1
            weight = (10.0 if mark.direct else 4.0) / (3 if mark.clause in seen else 1)
            strength[mark.clause] = max(strength.get(mark.clause, 0.0), weight)
        score = sum(strength.values()) + min(count, 5) * 0.5
        # A mark longer than a fragment is shown in part.
        if best is None or score > best[0]:
            best = (score, first.start, min(end, first.start + length))
    return best


def _fit(text: str, first: int, last: int, low: int, high: int, length: int) -> tuple[int, int]:
    """Widen the span to `length` within `low` and `high`: from a sentence's beginning if it is near, else a word's."""
    if high - low <= length:
        start, end = low, high
    else:
        slack = length - (last - first)
        earliest = max(low, first - slack)
        start = max(earliest, min(first - slack // 3, high - length))
        sentences = [match.end() for match in _SENTENCE_END.finditer(text, earliest, first)]
        if sentences:
            start = sentences[-1]
        elif earliest == low == 0:
            start = 0
        elif start > 0 and not text[start - 1].isspace():
            start = next((i + 1 for i in range(start, first) if text[i].isspace()), first)
        end = min(high, start + length)
        if end < len(text) and not text[end].isspace():
            end = next((i for i in range(end - 1, last - 1, -1) if text[i].isspace()), end)
    while start < first and text[start].isspace():
        start += 1
    while end > max(last, start + 1) and text[end - 1].isspace():
        end -= 1
    return start, end
