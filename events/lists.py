"""How lists of events are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone


@dataclass
class YearGroup:
    year: int
    items: list[Any] = field(default_factory=list)


def coming(events: Iterable[Any]) -> list[Any]:
    """Those that are not over, in the order given."""
    return [event for event in events if not event.is_past]


def past_by_year(events: Iterable[Any]) -> list[YearGroup]:
    """Those that are over, latest year and latest event first. Expects events by ascending start."""
    groups: dict[int, YearGroup] = {}
    for event in reversed([event for event in events if event.is_past]):
        year = timezone.localtime(event.starts_at).year
        groups.setdefault(year, YearGroup(year)).items.append(event)
    return list(groups.values())
