"""Days and moments in German, for sentences: what belongs together is not torn apart at the end of a line."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

register = template.Library()

#: Stands where a line must not end.
FIRM = "\u00a0"


@register.filter
def day(value: date | datetime | None) -> str:
    """„28. April 2027“, in local time; empty for nothing."""
    return _formatted(value, f"j.{FIRM}F Y")


@register.filter
def weekday(value: date | datetime | None) -> str:
    """„Mittwoch, 28. April 2027“, in local time; empty for nothing."""
    return _formatted(value, f"l, j.{FIRM}F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """„Mittwoch, 28. April 2027, 9:30 Uhr“, in local time; empty for nothing."""
    return _formatted(value, f"l, j.{FIRM}F Y, G:i{FIRM}\\U\\h\\r")


@register.filter
def stamp(value: datetime | None) -> str:
    """„28. April 2027, 9:30 Uhr“, in local time; empty for nothing."""
    return _formatted(value, f"j.{FIRM}F Y, G:i{FIRM}\\U\\h\\r")


@register.filter
def clock(value: datetime | None) -> str:
    """„9:30 Uhr“, in local time; empty for nothing."""
    return _formatted(value, f"G:i{FIRM}\\U\\h\\r")


@register.filter
def lasting(seconds: int) -> str:
    """„30 Sekunden“, „44 Minuten“, „2 Stunden“: how long to wait, rounded up to what people count in."""
    if seconds <= 90:
        return ngettext("%(number)d\u00a0Sekunde", "%(number)d\u00a0Sekunden", seconds) % {"number": seconds}
    minutes = -(-seconds // 60)
    if minutes <= 90:
        return ngettext("%(number)d\u00a0Minute", "%(number)d\u00a0Minuten", minutes) % {"number": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(number)d\u00a0Stunde", "%(number)d\u00a0Stunden", hours) % {"number": hours}


def _formatted(value: date | datetime | None, shape: str) -> str:
    if value is None:
        return ""
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, shape)
