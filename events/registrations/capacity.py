"""The arithmetic of seats, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def free_seats(capacity: int | None, taken: int) -> int | None:
    """How many seats are left; None: without limit. Never below 0, also when the capacity was lowered below `taken`:
    nobody is thrown out, and nobody comes in until there is room again."""
    return None if capacity is None else max(capacity - taken, 0)


def next_in_line(capacity: int | None, taken: int, waiting: Sequence[T]) -> Sequence[T]:
    """Those of `waiting`, in order of arrival, for whom there is a seat now. Nobody is passed over."""
    free = free_seats(capacity, taken)
    return waiting if free is None else waiting[:free]
