"""What can stand in the way of a registration, as named situations. The view says it in German."""

from __future__ import annotations

from typing import Any


class RegistrationClosed(Exception):
    """The event takes no registrations now; `event.state` says why."""

    def __init__(self, event: Any) -> None:
        super().__init__(str(event))
        self.event = event


class AttendanceNotOffered(Exception):
    """The event cannot be attended in this way."""


class NoSeat(Exception):
    """There is no seat of the kind that somebody wants to change to."""


class NotPossible(Exception):
    """The registration is in a state in which this cannot be done (any more)."""
