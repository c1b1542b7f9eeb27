"""What a map of the Länder shows: each with its outline, its number, the class of that number and where it leads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from django.utils.translation import gettext

#: Numbers are told apart by so many tints; 0 is a class of its own.
CLASSES = 4

_CITIES = ("berlin", "bremen", "hamburg")
_DATA = Path(__file__).resolve().parent / "data" / "laender.json"


class Counted(Protocol):
    """A region with its number, as the search counts it; `children` are the regions within it."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def selected(self) -> bool: ...
    @property
    def children(self) -> Sequence[Counted]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A Kreis; without an address when there is nothing to show."""

    label: str
    count: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """`words` say what a screen reader has instead of the outline; `tint` is 0 (nothing) to CLASSES; `path`, `x` and
    `y` are in units of the map."""

    slug: str
    label: str
    words: str
    count: int
    tint: int
    url: str
    selected: bool
    path: str
    x: int
    y: int
    places: tuple[Place, ...]

    @property
    def needs_badge(self) -> bool:
        """Whether its number has no room within its outline."""
        return self.slug == "bremen"


@dataclass(frozen=True, slots=True)
class Step:
    """A class of the legend: from `low` to `high`."""

    tint: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LaenderMap:
    width: int
    height: int
    laender: tuple[Land, ...]
    steps: tuple[Step, ...]

    @property
    def drawn(self) -> tuple[Land, ...]:
        """In the order of drawing: what lies within another Land last, so that nothing covers its number."""
        return tuple(sorted(self.laender, key=lambda land: land.slug in _CITIES))


def laender_map(
    values: Iterable[Counted],
    address: str,
    *,
    one: str,
    many: str,
    parameter: str = "region",
    kreise: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> LaenderMap:
    """The 16 Länder by name, with the numbers of `values`; one that is not among them has 0.

    `one` and `many` say what is counted, in the nominative. A Land leads to `address` with its slug as `parameter` put
    behind; `address` may have parameters of its own. Below a Land stand its counted regions, or, with `kreise` (slug of
    a Land: slugs and labels), all of them.
    """
    numbers = {value.value: value for value in values}
    outlines = _outlines()
    most = max((numbers[slug].count for slug in outlines["laender"] if slug in numbers), default=0)
    start = f"{address}{'&' if '?' in address else '?'}{parameter}="
    laender = []
    for slug, outline in outlines["laender"].items():
        value = numbers.get(slug)
        count = value.count if value else 0
        counted = {child.value: child for child in value.children} if value else {}
        named = kreise.get(slug, ()) if kreise is not None else [(key, child.label) for key, child in counted.items()]
        places = tuple(
            Place(label, counted[key].count, start + quote(key))
            if key in counted and counted[key].count
            else Place(label)
            for key, label in named
        )
        label = value.label if value else outline["label"]
        laender.append(
            Land(
                slug=slug,
                label=label,
                words=f"{label}: {_counted(count, one, many)}",
                count=count,
                tint=tint(count, most),
                url=start + quote(slug),
                selected=bool(value and value.selected),
                path=outline["path"],
                x=outline["at"][0],
                y=outline["at"][1],
                places=tuple(sorted(places, key=lambda place: place.label)),
            )
        )
    return LaenderMap(outlines["width"], outlines["height"], tuple(laender), steps(most))


def _counted(count: int, one: str, many: str) -> str:
    if count == 0:
        return gettext("keine %(many)s") % {"many": many}
    return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else many}"


def tint(count: int, most: int) -> int:
    """The class of a number where `most` is the greatest: equal steps, 0 for nothing, CLASSES for `most`."""
    return -(-count * CLASSES // most) if count > 0 else 0


def steps(most: int) -> tuple[Step, ...]:
    """The legend for numbers from 1 to `most`: the classes that a number can fall into."""
    every = (Step(step, (step - 1) * most // CLASSES + 1, step * most // CLASSES) for step in range(1, CLASSES + 1))
    return tuple(step for step in every if step.low <= step.high)


@cache
def _outlines() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return content
