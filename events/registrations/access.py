"""Who of the team may see which registrations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from events.models import EventPage
from partners.teams import networks_of

SEE = "event_registrations.view_registration"
CHANGE = "event_registrations.change_registration"


def events_of(user: Any, permission: str = SEE) -> QuerySet[EventPage]:
    """The events whose registrations `user` may see (or change): those of their own Verbund, or all."""
    events: QuerySet[EventPage] = EventPage.objects.all()
    if not user.has_perm(permission):
        return events.none()
    networks = networks_of(user)
    return events if networks is None else events.filter(responsible_id__in=networks)
