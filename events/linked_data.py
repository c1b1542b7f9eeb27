"""An event for programs that read the page (schema.org/Event)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from core.linked_data import Thing, absolute
from events.choices import EventFormat
from events.shown import organisers

_MODES = {
    EventFormat.ON_SITE: "OfflineEventAttendanceMode",
    EventFormat.ONLINE: "OnlineEventAttendanceMode",
    EventFormat.HYBRID: "MixedEventAttendanceMode",
}


def event_data(page: Any, site: Thing) -> list[Thing]:
    """The event as the public may know it: the link for those who registered is not among it."""
    status = "EventCancelled" if page.cancelled_at else "EventScheduled"
    mode = _MODES.get(page.format)
    return [
        {
            "@type": "Event",
            "name": page.title,
            "description": page.summary,
            "url": absolute(page.url),
            "startDate": _moment(page, page.starts_at),
            "endDate": _moment(page, page.ends_at) if page.ends_at else None,
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}" if mode else None,
            "location": _places(page),
            "organizer": [
                {"@type": "Organization", "name": each.title, "url": absolute(each.url)}
                for each in organisers(page, None)
            ]
            or site,
            "inLanguage": settings.LANGUAGE_CODE,
        }
    ]


def _moment(page: Any, moment: Any) -> str:
    local = timezone.localtime(moment)
    return str(local.date().isoformat() if page.all_day else local.isoformat(timespec="minutes"))


def _places(page: Any) -> list[Thing]:
    places: list[Thing] = []
    if page.venue_name or page.venue_address:
        address = " ".join(page.venue_address.split())
        places.append({"@type": "Place", "name": page.venue_name or address, "address": address or page.venue_name})
    if page.format in (EventFormat.ONLINE, EventFormat.HYBRID):
        places.append({"@type": "VirtualLocation", "url": absolute(page.url)})
    return places
