"""How lists of events are put together: what is to come, by year, by month."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models.functions import ExtractYear
from django.utils import timezone
from wagtail.query import PageQuerySet

from core.visibility import visible_to

#: The month view goes from the first event to so many years ahead: crawlers find an end.
YEARS_AHEAD = 2
#: More on a day than that are shown by a link to the list.
MOST_A_MONTH = 300


@dataclass
class MonthDay:
    day: date
    in_month: bool
    events: list[Any] = field(default_factory=list)


def coming(events: Iterable[Any]) -> list[Any]:
    """Those that are not over, in the order given."""
    return [event for event in events if not event.is_past]


def seen_events(user: Any) -> PageQuerySet:
    """All events that `user` may see, by start."""
    return visible_to(user, apps.get_model("events", "EventPage").objects.all()).order_by("starts_at", "pk")


def years_with_events(user: Any) -> list[int]:
    """Years of events that are over, the latest first. One query (and one for who may see what)."""
    past = seen_events(user).filter(starts_at__lt=timezone.now()).order_by()
    years = past.annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def of_year(user: Any, year: int) -> list[Any]:
    """Events of a year that are over, the latest first."""
    begins, ends = (_midnight(date(each, 1, 1)) for each in (year, year + 1))
    found = seen_events(user).filter(starts_at__gte=begins, starts_at__lt=ends)
    return [event for event in reversed(found) if event.is_past]


def month_weeks(user: Any, year: int, month: int) -> list[list[MonthDay]]:
    """The weeks of a month from Monday to Sunday, each day with its events; one that lasts days is on all of them."""
    weeks = [
        [MonthDay(day, day.month == month) for day in week]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]
    days = {day.day: day for week in weeks for day in week}
    first, last = weeks[0][0].day, weeks[-1][-1].day
    found = seen_events(user).filter(starts_at__lt=_midnight(last + timedelta(days=1)))
    begins = _midnight(first)
    found = found.filter(starts_at__gte=begins) | found.filter(ends_at__gte=begins)
    for event in found.distinct()[:MOST_A_MONTH]:
        day = timezone.localtime(event.starts_at).date()
        until = timezone.localtime(event.ends_at).date() if event.ends_at else day
        while day <= until and day <= last:
            if day in days:
                days[day].events.append(event)
            day = max(day + timedelta(days=1), first)
    return weeks


def first_and_last_month(user: Any) -> tuple[date, date]:
    """The months that there is a view of."""
    today = timezone.localdate()
    first = seen_events(user).first()
    begins = timezone.localtime(first.starts_at).date() if first else today
    return min(begins, today).replace(day=1), date(today.year + YEARS_AHEAD, 12, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
