"""Marking what was found, on the text of the hits that are shown; the same for both engines."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from search.german.query import TextQuery
from search.german.tokens import tokenize

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    clause: int


def highlight(text: str, query: TextQuery, *, length: int | None = None, fragments: int = 1) -> list[str]:
    """Escaped HTML in which only <mark> is markup.

    Without `length` the whole text, once. With it at most `fragments` passages of about `length` characters, in the
    order of the text, chosen for the number of different words of the query they hold; the beginning where nothing
    was found. An empty text gives an empty list.
    """
    if not text:
        return []
    marks = _marks(text, query)
    if length is None or len(text) <= length:
        return [_render(text, 0, len(text), marks)]
    return [_render(text, start, end, marks) for start, end in _passages(text, marks, length, fragments)]


def _marks(text: str, query: TextQuery) -> list[_Mark]:
    wanted: dict[str, dict[str, int]] = {"exact": {}, "stem": {}, "parts": {}}
    for number, clause in enumerate(query.clauses):
        for alternative in clause.alternatives:
            for term in alternative.terms:
                wanted[alternative.level].setdefault(term, number)
    if not query.clauses:
        return []
    found: list[_Mark] = []
    for token in tokenize(text):
        clause_number = wanted["exact"].get(token.exact)
        if clause_number is None:
            clause_number = wanted["stem"].get(token.stem)
        if clause_number is None and token.stem:
            hits = (wanted["parts"].get(part) for part in token.parts or (token.stem,))
            clause_number = next((hit for hit in hits if hit is not None), None)
        if clause_number is None:
            continue
        if found and token.start < found[-1].end:
            continue  # a piece of a hyphenated word that is marked as a whole
        found.append(_Mark(token.start, token.end, clause_number))
    return found


def _passages(text: str, marks: list[_Mark], length: int, count: int) -> list[tuple[int, int]]:
    if not marks:
        return [_window(text, 0, length)]
    chosen: list[tuple[int, int]] = []
    covered: set[int] = set()
    for _ in range(count):
        best: tuple[int, int, int, tuple[int, int], set[int]] | None = None
        for index, mark in enumerate(marks):
            start, end = _window(text, max(0, mark.start - length // 4), length)
            if any(start < other_end and other_start < end for other_start, other_end in chosen):
                continue
            inside = [m for m in marks[index:] if m.end <= end]
            clauses = {m.clause for m in inside}
            rank = (len(clauses - covered), len(inside), -index)
            if best is None or rank > best[:3]:
                best = (*rank, (start, end), clauses)
        if best is None:
            break
        chosen.append(best[3])
        covered |= best[4]
    return sorted(chosen)


def _window(text: str, start: int, length: int) -> tuple[int, int]:
    """A stretch of about `length` characters from about `start`, cut between words."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    end = min(len(text), start + length)
    if end < len(text):
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut > start + length // 2 else end
    return start, end


def _render(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    parts = [f"{ELLIPSIS} " if start > 0 else ""]
    position = start
    for mark in marks:
        if mark.start < position or mark.end > end:
            continue
        parts += [
            escape(text[position : mark.start]),
            "<mark>",
            escape(text[mark.start : mark.end]),
            "</mark>",
        ]
        position = mark.end
    parts.append(escape(text[position:end]))
    if end < len(text):
        parts.append(f" {ELLIPSIS}")
    return "".join(parts)
