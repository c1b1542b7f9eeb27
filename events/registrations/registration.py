"""What can happen to a registration: one function per change, each under the lock of its event.

Nobody is overtaken: a seat that becomes free goes to whoever waits longest for that way to attend, confirmed address or
not, before anybody new gets one. Mails are written in the same transaction and sent after it, whatever the mail server
says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from events.choices import EventState
from events.models import EventPage
from events.registrations import mails
from events.registrations.capacity import next_in_line
from events.registrations.errors import AttendanceNotOffered, NoSeat, NotPossible, RegistrationClosed
from events.registrations.models import ACTIVE, SEATED, ConsentText, Registration, State
from events.registrations.seats import attendances, capacity_of, is_free, locked, taken
from events.registrations.telling import what_matters

#: An address that is not confirmed gives its seat, or its place in the line, back after so long.
CONFIRM_WITHIN = timedelta(hours=48)
#: Mails to an address that wants in again, and the pause between them.
MOST_NOTICES = 3
NOTICE_PAUSE = timedelta(minutes=10)

Answers = Sequence[tuple[str, str]]


def reserve(
    event: EventPage,
    *,
    name: str,
    email: str,
    attendance: str,
    answers: Answers = (),
    consent_text: str = "",
    by_team: bool = False,
    now: datetime | None = None,
) -> Registration:
    """Take a seat, or a place in the line. Whoever is registered already stays as they are, and is told by mail.

    `by_team`: somebody of the team registers a person whose address is known to be right, also outside of the
    registration period; the seats are counted all the same.

    Raises:
        RegistrationClosed: registration is not open; nothing has been written.
        AttendanceNotOffered: the event cannot be attended that way.
    """
    now = now or timezone.now()
    email = email.strip().lower()
    with locked(event.pk) as event:
        _check_open(event, by_team)
        if attendance not in attendances(event):
            raise AttendanceNotOffered
        _expire(event, now)
        _promote(event, now)
        known = Registration.objects.filter(event=event, email=email, state__in=ACTIVE).first()
        new = Registration(
            event=event,
            number=(Registration.objects.filter(event=event).aggregate(last=Max("number"))["last"] or 0) + 1,
            state=State.RESERVED if is_free(event, attendance) else State.WAITING,
            attendance=attendance,
            name=name,
            email=email,
            answers=[list(pair) for pair in answers],
            consent=_consent(consent_text),
            consented_at=now if consent_text else None,
            expires_at=now + CONFIRM_WITHIN,
            told=what_matters(event),
            noticed_at=now,
        )
        if known is not None:
            _as_if(new)
            _tell_known(known, now)
            return known
        new.save()
        if by_team:
            _address_is_right(new, now)
        else:
            mails.ask_to_confirm(new)
        return new


def confirm(registration: Registration, now: datetime | None = None) -> Registration:
    """The address is right. Again, it changes nothing.

    Raises:
        NotPossible: it is cancelled or has expired.
        RegistrationClosed: the event is cancelled, or has begun.
    """
    now = now or timezone.now()
    with locked(registration.event_id) as event:
        registration = _again(registration, event, now)
        if registration.address_confirmed_at is None:
            _address_is_right(registration, now)
        return registration


def accept(registration: Registration, now: datetime | None = None) -> Registration:
    """Take the seat that was offered. Where none is offered, it changes nothing.

    Raises:
        NotPossible: it is cancelled or has expired.
        RegistrationClosed: the event is cancelled, or has begun.
    """
    now = now or timezone.now()
    with locked(registration.event_id) as event:
        registration = _again(registration, event, now)
        if registration.state == State.OFFERED:
            _seat(registration, now)
        return registration


def cancel(registration: Registration, now: datetime | None = None, *, tell: bool = True) -> Registration:
    """Give up the seat or the place in the line; the next moves up. Again, it changes nothing."""
    now = now or timezone.now()
    with locked(registration.event_id) as event:
        registration.refresh_from_db()
        if registration.is_active:
            registration.state, registration.expires_at = State.CANCELLED, None
            registration.save(update_fields=["state", "expires_at", "changed_at"])
            if tell:
                mails.cancelled(registration)
            _promote(event, now)
        return registration


def change(
    registration: Registration, *, name: str, attendance: str, answers: Answers, now: datetime | None = None
) -> Registration:
    """Other data, or another way to attend, if there is a seat.

    Raises:
        NoSeat: there is none of that kind; nothing has been changed.
        AttendanceNotOffered: the event cannot be attended that way.
        NotPossible: it is cancelled or has expired.
    """
    now = now or timezone.now()
    with locked(registration.event_id) as event:
        registration = _again(registration, event, now)
        moves = attendance != registration.attendance
        if moves and attendance not in attendances(event):
            raise AttendanceNotOffered
        if moves and not is_free(event, attendance):
            raise NoSeat
        registration.name, registration.answers = name, [list(pair) for pair in answers]
        registration.attendance = attendance
        if moves and registration.state == State.WAITING:
            # Where there is a seat nobody waits.
            registration.state = State.RESERVED
            registration.expires_at = registration.expires_at or now + CONFIRM_WITHIN
        registration.save()
        if moves:
            if registration.address_confirmed_at and registration.state == State.RESERVED:
                _seat(registration, now)
            _promote(event, now)
        return registration


def settle(event: EventPage, now: datetime | None = None) -> int:
    """Give back what has expired, and let move up whoever there is a seat for; how many moved up.

    Called now and then, and when the capacity has changed.
    """
    now = now or timezone.now()
    with locked(event.pk) as event:
        _expire(event, now)
        return _promote(event, now)


def _again(registration: Registration, event: EventPage, now: datetime) -> Registration:
    """The registration as it is now, under the lock.

    Raises:
        NotPossible: it is over with it.
        RegistrationClosed: the event is cancelled, or has begun.
    """
    if event.cancelled_at or event.starts_at <= now:
        raise RegistrationClosed(event)
    _expire(event, now)
    _promote(event, now)
    registration.refresh_from_db()
    if not registration.is_active:
        raise NotPossible
    return registration


def _check_open(event: EventPage, by_team: bool) -> None:
    wrong = (EventState.CANCELLED, EventState.OVER)
    if event.state in wrong or (not by_team and event.state in (EventState.PLANNED, EventState.CLOSED)):
        raise RegistrationClosed(event)
    if not event.live and not by_team:
        raise RegistrationClosed(event)


def _address_is_right(registration: Registration, now: datetime) -> None:
    registration.address_confirmed_at, registration.told = now, what_matters(registration.event)
    if registration.state == State.RESERVED:
        _seat(registration, now)
        return
    registration.expires_at = None
    registration.save(update_fields=["address_confirmed_at", "expires_at", "told", "changed_at"])
    mails.waiting(registration)


def _seat(registration: Registration, now: datetime) -> None:
    registration.state, registration.expires_at = State.CONFIRMED, None
    registration.save(update_fields=["state", "expires_at", "address_confirmed_at", "told", "changed_at"])
    mails.confirmed(registration)


def _expire(event: EventPage, now: datetime) -> None:
    late = Registration.objects.filter(event=event, expires_at__lte=now, state__in=ACTIVE)
    for registration in late.order_by("number"):
        offered = registration.state == State.OFFERED
        registration.state, registration.expires_at = State.EXPIRED, None
        registration.save(update_fields=["state", "expires_at", "changed_at"])
        if offered:
            mails.offer_expired(registration)


def _promote(event: EventPage, now: datetime) -> int:
    """Whoever has waited longest gets what is free. Nobody moves up once the event has begun or is cancelled."""
    if event.cancelled_at or event.starts_at <= now:
        return 0
    _follow_format(event)
    moved = 0
    for attendance in attendances(event):
        waiting = Registration.objects.filter(event=event, attendance=attendance, state=State.WAITING)
        if not waiting.exists():
            continue
        line = list(waiting.order_by("number"))
        for registration in next_in_line(capacity_of(event, attendance), taken(event, attendance), line):
            if registration.address_confirmed_at:
                registration.state = State.OFFERED
                registration.expires_at = min(now + timedelta(hours=event.offer_hours), event.starts_at)
                registration.save(update_fields=["state", "expires_at", "changed_at"])
                mails.offer(registration)
            else:
                # Has a seat now, and until its time is over the chance to confirm; the mail is there already.
                registration.state = State.RESERVED
                registration.save(update_fields=["state", "changed_at"])
            moved += 1
    return moved


def _follow_format(event: EventPage) -> None:
    """Whoever chose a way to attend that is no longer offered attends in the one that is, with their seat or their
    place in the line. They are told, as the format has changed."""
    ways = attendances(event)
    lost = Registration.objects.filter(event=event, state__in=ACTIVE).exclude(attendance__in=ways)
    lost.update(attendance=ways[0])


def _as_if(new: Registration) -> None:
    """The work that a new registration makes, undone at once: how long the answer takes tells nobody who is known."""
    with transaction.atomic():
        new.email = f"{new.key}@example.invalid"
        new.save()
        mails.ask_to_confirm(new)
        transaction.set_rollback(True)


def _tell_known(known: Registration, now: datetime) -> None:
    if known.notices >= MOST_NOTICES or (known.noticed_at and known.noticed_at > now - NOTICE_PAUSE):
        return
    known.notices, known.noticed_at = known.notices + 1, now
    known.save(update_fields=["notices", "noticed_at"])
    mails.ask_to_confirm(known) if known.address_confirmed_at is None else mails.known(known)


def _consent(text: str) -> ConsentText | None:
    if not text:
        return None
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    return ConsentText.objects.get_or_create(version=version, defaults={"text": text})[0]


__all__ = ["SEATED", "accept", "cancel", "change", "confirm", "reserve", "settle"]
