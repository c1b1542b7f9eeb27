"""Who has a seat, and the lock under which it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from events.choices import EventFormat
from events.models import EventPage
from events.registrations.capacity import free_seats
from events.registrations.models import SEATED, Attendance, Registration, State


@contextmanager
def locked(event_id: int) -> Iterator[EventPage]:
    """The event, read while nobody else decides about its seats, until the transaction ends.

    PostgreSQL locks the event's row. SQLite has taken its write lock when the transaction began (IMMEDIATE, see the
    settings). Whoever counts has to count under this lock.
    """
    with transaction.atomic():
        _lock(event_id)
        yield EventPage.objects.get(pk=event_id)


def _lock(event_id: int) -> None:
    # The event's own row, not that of the page tree: editors go on working.
    list(EventPage.objects.select_for_update(of=("self",)).filter(pk=event_id).values_list("pk"))


def attendances(event: EventPage) -> tuple[Attendance, ...]:
    """The ways to attend; where the format is not known, on site."""
    match event.format:
        case EventFormat.ONLINE:
            return (Attendance.ONLINE,)
        case EventFormat.HYBRID:
            return (Attendance.ON_SITE, Attendance.ONLINE)
        case _:
            return (Attendance.ON_SITE,)


def capacity_of(event: EventPage, attendance: str) -> int | None:
    return event.capacity_online if attendance == Attendance.ONLINE else event.capacity_onsite


def taken(event: EventPage, attendance: str) -> int:
    return Registration.objects.filter(event_id=event.pk, attendance=attendance, state__in=SEATED).count()


def has_free_seats(event: EventPage) -> bool:
    """Whether anybody who registers now would get a seat, in at least one of the ways to attend."""
    return any(is_free(event, attendance) for attendance in attendances(event))


def is_free(event: EventPage, attendance: str) -> bool:
    capacity = capacity_of(event, attendance)
    if capacity is None:
        return True
    # Whoever waits comes first.
    waiting = Registration.objects.filter(event_id=event.pk, attendance=attendance, state=State.WAITING)
    return bool(free_seats(capacity, taken(event, attendance))) and not waiting.exists()
