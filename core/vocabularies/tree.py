"""A vocabulary in the order in which people read it: each term below what stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core.vocabularies.models import Term


def in_tree_order(terms: Iterable[Term]) -> Iterator[tuple[Any, int]]:
    """Each of `terms` with its depth (0: at the top). One whose parent is not among them stands at the top."""
    rows = list(terms)
    known = {term.pk for term in rows}
    below: dict[int | None, list[Term]] = {}
    for term in rows:
        parent = getattr(term, "parent_id", None)
        below.setdefault(parent if parent in known else None, []).append(term)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[Term, int]]:
        for term in below.get(parent, ()):
            yield term, depth
            yield from walk(term.pk, depth + 1)

    return walk(None, 0)


def choices(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """For a select: what lies below something is indented by dashes, which screen readers and old browsers keep."""
    return [(str(term.pk), f"{'– ' * depth}{term.label}") for term, depth in in_tree_order(terms)]
