"""Who has a seat, and the lock under which it is decided."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import connection, transaction

from events.choices import EventFormat
from events.models import EventPage
from events.registrations.capacity import free_seats
from events.registrations.models import SEATED, Attendance, Registration, State

#: Of the threads of a process one at a time writes to SQLite.
_one_at_a_time = threading.Lock()


@contextmanager
def locked(event_id: int) -> Iterator[EventPage]:
    """The event, read while nobody else decides about its seats, until the transaction ends.

    PostgreSQL locks the event's row. SQLite has taken its write lock when the transaction began (IMMEDIATE, see the
    settings). Whoever counts has to count under this lock.
    """
    with _turn(), transaction.atomic():
        _lock(event_id)
        yield EventPage.objects.get(pk=event_id)


def _turn() -> AbstractContextManager[object]:
    """SQLite lets those who wait for its lock try again now and then, in no order: in a rush somebody waits in vain
    until the time is up. The threads of a process therefore queue here. Who has the lock already must not: they would
    wait for those who wait for them."""
    queues = connection.vendor == "sqlite" and not connection.in_atomic_block
    return _one_at_a_time if queues else nullcontext()


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


def place_in_line(registration: Registration) -> int:
    """Who waits longest is the first; 0 for who does not wait."""
    if registration.state != State.WAITING:
        return 0
    before = Registration.objects.filter(
        event_id=registration.event_id,
        attendance=registration.attendance,
        state=State.WAITING,
        number__lt=registration.number,
    )
    return before.count() + 1
