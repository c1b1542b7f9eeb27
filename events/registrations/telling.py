"""What people who registered have to know of an event, and whether it has changed since they were told."""

from __future__ import annotations

import hashlib

from events.models import EventPage


def what_matters(event: EventPage) -> str:
    """Changes exactly when time, place, format, link or cancellation do: not with a comma in the description."""
    facts = (
        event.starts_at.isoformat(),
        event.ends_at.isoformat() if event.ends_at else "",
        event.format,
        event.venue_name,
        event.venue_address,
        event.online_link,
        "abgesagt" if event.cancelled_at else "",
    )
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()[:32]
