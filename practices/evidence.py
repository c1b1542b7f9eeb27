"""How well it is shown that a practice works: read from its effects unless somebody set it and said why."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from practices.choices import Evidence, Method


class Effect(Protocol):
    """What the rule looks at."""

    indicator: str
    before: Decimal | None
    after: Decimal | None
    method: str
    source: str
    why_none: str


_ORDER = list(Evidence)


def shown_by(effects: Iterable[Effect]) -> Evidence | None:
    """The strongest level that any effect shows; None when none of them says anything.

    Hinweis: an indicator is named. Erprobt: there is a figure for afterwards. Gemessen: figures before and after, and
    counted or asked. Extern evaluiert: the same, found out by others, with a source where it can be read.
    """
    return max(filter(None, map(_level, effects)), key=_ORDER.index, default=None)


def _level(effect: Effect) -> Evidence | None:
    if not effect.indicator.strip() or effect.why_none.strip():
        return None
    if effect.after is None:
        return Evidence.HINT
    if effect.before is None or effect.method not in (Method.SURVEY, Method.COUNT, Method.EXTERNAL):
        return Evidence.TRIED
    if effect.method == Method.EXTERNAL and effect.source.strip():
        return Evidence.EVALUATED
    return Evidence.MEASURED


def settle(given: str, reason: str, was_computed: bool, effects: Iterable[Effect]) -> tuple[str, bool]:
    """The level to keep, and whether it was computed.

    With a reason the given level stands. Without one the effects decide; where they say nothing, a level that somebody
    gave (an older record, an import) stays, and one that was computed from effects since removed goes.
    """
    if reason.strip() and given:
        return given, False
    level = shown_by(effects)
    if level is not None:
        return level.value, True
    return ("", False) if was_computed else (given, False)
