"""What happens to registrations by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.periodic import register_periodic
from events.choices import EventFormat
from events.models import EventPage
from events.registrations import mails
from events.registrations.erasing import erase_after_events, erase_ended
from events.registrations.models import ACTIVE, Attendance, Registration, State
from events.registrations.registration import settle
from events.registrations.telling import what_matters

#: The hour, local time, at which people are reminded, the day before.
REMIND_AT = 9


def register() -> None:
    """Called once, when Django is ready."""
    register_periodic("plaetze-vergeben", timedelta(minutes=1), settle_all)
    register_periodic("aenderungen-mitteilen", timedelta(minutes=1), tell_changes)
    register_periodic("an-veranstaltungen-erinnern", timedelta(minutes=10), remind)
    register_periodic("anmeldungen-loeschen", timedelta(hours=6), erase)


def settle_all() -> str:
    """Give back what has expired, and let move up; also where the capacity was changed."""
    now = timezone.now()
    late = Registration.objects.filter(event=OuterRef("pk"), state__in=ACTIVE, expires_at__lte=now)
    waiting = Registration.objects.filter(event=OuterRef("pk"), state=State.WAITING)
    active = Registration.objects.filter(event=OuterRef("pk"), state__in=ACTIVE)
    # The format was changed, and with it the ways to attend.
    lost = Exists(active.filter(attendance=Attendance.ONLINE)) & ~Q(format__in=[EventFormat.ONLINE, EventFormat.HYBRID])
    lost |= Exists(active.filter(attendance=Attendance.ON_SITE)) & Q(format=EventFormat.ONLINE)
    events = EventPage.objects.filter(Exists(late) | Exists(waiting) | lost, starts_at__gt=now)
    moved = sum(settle(event, now) for event in events)
    return f"{moved} nachgerückt" if moved else ""


def tell_changes() -> str:
    """Tell everybody who is registered when time, place or link of an event changed, or when it is cancelled.

    How the change was published does not matter. Each is told once of each change.
    """
    told = 0
    for event in _to_come():
        current = what_matters(event)
        # An address that nobody has confirmed may be a stranger's: it gets no mail but the first.
        people = Registration.objects.filter(event=event, state__in=ACTIVE, address_confirmed_at__isnull=False)
        for registration in people.exclude(told=current):
            with transaction.atomic():
                known = Registration.objects.filter(pk=registration.pk, told=registration.told)
                if not known.update(told=current):
                    continue
                registration.event = event
                mails.event_cancelled(registration) if event.cancelled_at else mails.event_changed(registration)
            told += 1
    return f"{told} benachrichtigt" if told else ""


def remind() -> str:
    now = timezone.now()
    reminded = 0
    for event in _to_come():
        if event.cancelled_at or now < _reminder_time(event):
            continue
        # Who registers after that needs no reminder: the confirmation has just come.
        due = Registration.objects.filter(
            event=event, state=State.CONFIRMED, reminded_at__isnull=True, changed_at__lt=_reminder_time(event)
        )
        for registration in due:
            with transaction.atomic():
                if due.filter(pk=registration.pk).update(reminded_at=now):
                    registration.event = event
                    mails.reminder(registration)
                    reminded += 1
    return f"{reminded} erinnert" if reminded else ""


def erase() -> str:
    number = erase_after_events() + erase_ended()
    return f"{number} gelöscht" if number else ""


def _to_come() -> list[EventPage]:
    active = Registration.objects.filter(event=OuterRef("pk"), state__in=ACTIVE)
    return list(EventPage.objects.filter(Exists(active), starts_at__gt=timezone.now()))


def _reminder_time(event: EventPage) -> datetime:
    day = timezone.localtime(event.starts_at).date() - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(REMIND_AT)))
