"""The state of an event: worked out from its times, its seats and the clock. Only the cancellation is typed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from events.choices import EventState


def _always(event: Any) -> bool:
    return True


#: Says whether seats are left. The registrations fill it in when Django is ready: events do not know them.
_has_free_seats: Callable[[Any], bool] = _always


def register_seats(has_free_seats: Callable[[Any], bool]) -> None:
    """Called once, when Django is ready."""
    global _has_free_seats
    _has_free_seats = has_free_seats


def state_of(event: Any, now: datetime) -> EventState:
    """The state of an `EventPage` at `now`. At most one query, and only while its registration is open."""
    if event.cancelled_at:
        return EventState.CANCELLED
    if event.ends_or_day_ends_at < now:
        return EventState.OVER
    if not event.registration_enabled or (event.registration_opens_at and now < event.registration_opens_at):
        return EventState.PLANNED
    if now >= closes_at(event):
        return EventState.CLOSED
    return EventState.OPEN if _has_free_seats(event) else EventState.FULL


def closes_at(event: Any) -> datetime:
    """When the registration ends: at the time given, at the latest when the event begins."""
    closes: datetime | None = event.registration_closes_at
    begins: datetime = event.starts_at
    return min(closes, begins) if closes else begins
