"""The one writer of calendars (RFC 5545): of a search, of all events, of a single one.

The search knows of an event what its index knows. Whoever keeps events says more (where, which change it is, whether it
is cancelled) by `register_entries`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone

#: The rule that holds since 1996, as a rule: a list of dates, which icalendar would make, is read wrongly by some.
_BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_PRODUCT = "-//Verbundforum//Veranstaltungen//DE"
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `id` makes the UID, which never changes; `sequence` rises with each change; `url` is absolute."""

    id: str
    title: str
    starts_at: datetime
    url: str
    changed_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    text: str = ""
    location: str = ""
    sequence: int = 0
    cancelled: bool = False


#: Entries by id, for those of `ids` that the public may see.
Entries = Callable[[Sequence[str]], Mapping[str, Entry]]
_entries: Entries | None = None


def register_entries(entries: Entries) -> None:
    """Called once, when Django is ready, by the app that keeps events."""
    global _entries
    _entries = entries


def known_entries(ids: Sequence[str]) -> Mapping[str, Entry]:
    return _entries(ids) if _entries is not None and ids else {}


def as_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """A whole calendar, with the time zone that its times are in."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add_component(Timezone.from_ical(_BERLIN))
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> Event:
    made = Event()
    made.add("uid", f"veranstaltung-{entry.id}@{urlsplit(settings.BASE_URL).hostname or 'verbundforum'}")
    made.add("dtstamp", entry.changed_at.astimezone(UTC))
    made.add("last-modified", entry.changed_at.astimezone(UTC))
    made.add("sequence", entry.sequence)
    begins = timezone.localtime(entry.starts_at)
    ends = timezone.localtime(entry.ends_at) if entry.ends_at and entry.ends_at > entry.starts_at else None
    if entry.all_day:
        made.add("dtstart", begins.date())
        # The end of a date is the day after the last.
        made.add("dtend", (ends or begins).date() + timedelta(days=1))
    else:
        made.add("dtstart", begins)
        if ends:
            made.add("dtend", ends)
    made.add("summary", gettext("Abgesagt: %(title)s") % {"title": entry.title} if entry.cancelled else entry.title)
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.location:
        made.add("location", entry.location)
    made.add("url", entry.url)
    made.add("description", f"{entry.text}\n\n{entry.url}".strip())
    return made
