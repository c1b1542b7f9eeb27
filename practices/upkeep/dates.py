"""When a practice has to be looked at again, and the one place that writes these dates."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from practices.choices import STAGES_WITH_REASON
from search.outbox import enqueue

#: So long after a review was due the page says nothing yet.
GRACE = timedelta(days=30)


def after_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_unconfirmed(due: date | None) -> bool:
    """Whether nobody confirms any more what was due on that day: GRACE is over."""
    return due is not None and due < timezone.localdate() - GRACE


def unconfirmed_from(due: date | None) -> datetime | None:
    """The moment from which `is_unconfirmed` is true, aware; None: never."""
    if due is None or due > date.max - GRACE - timedelta(days=1):
        return None
    return timezone.make_aware(datetime.combine(due + GRACE + timedelta(days=1), time.min))


@transaction.atomic
def set_dates(practices: Any, **dates: date | None) -> None:
    """Write `confirmed_on` or `next_review_on` of public rows (a queryset), and have the search index follow."""
    ids = set(practices.values_list("pk", flat=True))
    practices.update(**dates)
    enqueue(ids)


def published(practice: Any) -> None:
    """What publishing the one of a queryset means: it is asked about some day, and who publishes what was due has just
    looked. Of what is ended or broken off nobody is asked any more: it says how it ended, and that stays true."""
    due, interval, stage = practice.values_list("next_review_on", "review_interval_months", "stage").get()
    today = timezone.localdate()
    if due is not None and due > today:
        return
    following = None if stage in STAGES_WITH_REASON else after_months(today, interval)
    if due or following:
        set_dates(practice, next_review_on=following, **({"confirmed_on": today} if due else {}))
