"""Before and after as two bars: how long each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The longer of two bars, in units of the drawing.
FULL = 1000


@dataclass(frozen=True, slots=True)
class Bars:
    before: int
    after: int


def bars(effect: Any) -> Bars | None:
    """The lengths of the two bars of an effect, the longer one FULL.

    None where there is nothing to compare: a figure is missing, one is below zero, or both are zero.
    """
    before, after = effect.before, effect.after
    if before is None or after is None or min(before, after) < 0 or not max(before, after):
        return None
    most = max(before, after)
    return Bars(round(before * FULL / most), round(after * FULL / most))
