"""When a practice has to be looked at again."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

#: So long after a review was due the page says nothing yet.
GRACE = timedelta(days=30)


def after_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
