"""An effort or a cost: a number, a range, or said to be „nicht erhoben“. One column, one cell, one input.

The column holds the normal form (`12`, `12,5`, `12–15`, `nicht erhoben`), which is also what a spreadsheet says. Empty
means that nobody has said anything yet; readers are shown „nicht erhoben“ for that, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from core.numbers import thousands

#: As it is kept; readers see its translation.
NOT_COLLECTED = gettext_noop("nicht erhoben")
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,9}(?:,\d{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:-|–|—|bis)\s*({_NUMBER}))?")
_REFUSAL = _("Bitte geben Sie eine Zahl („12“), eine Spanne („12–15“) oder „nicht erhoben“ an, ohne Einheit.")


@dataclass(frozen=True, slots=True)
class Measure:
    """From `low` to `high`, both of them None when it was not collected; `low == high` for one number."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return NOT_COLLECTED
        if self.low == self.high:
            return _plain(self.low)
        return f"{_plain(self.low)}–{_plain(self.high)}"

    def shown(self, unit: str | Promise) -> str:
        """With dots between thousands and its unit, for readers; never empty."""
        if self.low is None or self.high is None:
            return gettext(NOT_COLLECTED)
        numbers = [grouped(self.low)] if self.low == self.high else [grouped(self.low), grouped(self.high)]
        return f"{'–'.join(numbers)}\N{NO-BREAK SPACE}{unit}"


def read_measure(text: str) -> Measure:
    """What somebody wrote: „12“, „1.200,50“, „12-15“, „12 bis 15“, „nicht erhoben“; empty is not collected.

    Raises:
        ValidationError: it is none of these, or the range runs backwards.
    """
    text = " ".join(text.split())
    if not text or text.casefold() == NOT_COLLECTED:
        return Measure()
    found = _RANGE.fullmatch(text)
    if found is None:
        raise ValidationError(_REFUSAL)
    low = _number(found[1])
    high = _number(found[2]) if found[2] else low
    if high < low:
        raise ValidationError(
            gettext("Die Spanne beginnt mit der größeren Zahl. Bitte nennen Sie die kleinere zuerst.")
        )
    return Measure(low, high)


def _check(text: str) -> None:
    read_measure(text)


class MeasureField(models.CharField[str, str]):
    """A text column that only takes what `read_measure` reads, and keeps it in the normal form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [_check])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        text: str = super().clean(value, model_instance)
        return str(read_measure(text)) if text.strip() else ""


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def grouped(number: Decimal) -> str:
    """With dots between thousands and a comma before the decimals."""
    whole, _, fraction = f"{abs(number):f}".partition(".")
    sign = "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{thousands(int(whole))}" + (f",{fraction}" if fraction else "")
