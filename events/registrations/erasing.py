"""Erasing persons: of a registration that is over only a count stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.mail.queue import forget_mails
from events.models import EventPage
from events.registrations.models import ConsentText, Registration, RegistrationCount, State

#: What was cancelled or has expired is of no use any more; so long the team can answer questions about it.
ENDED_KEPT = timedelta(days=30)


def erase_after_events(now: datetime | None = None) -> int:
    """Erase everybody of events that are over for as many days as their page says."""
    now = now or timezone.now()
    erased = 0
    for event in EventPage.objects.filter(registrations__isnull=False, starts_at__lt=now).distinct():
        if event.ends_or_day_ends_at + timedelta(days=event.retention_days) <= now:
            for registration in event.registrations.all():
                _erase(registration)
                erased += 1
    ConsentText.objects.exclude(pk__in=Registration.objects.filter(consent__isnull=False).values("consent")).delete()
    return erased


def erase_ended(now: datetime | None = None) -> int:
    """Erase what was cancelled or has expired some time ago."""
    before = (now or timezone.now()) - ENDED_KEPT
    erased = 0
    for registration in Registration.objects.filter(
        state__in=[State.CANCELLED, State.EXPIRED], changed_at__lt=before
    ).select_related("event"):
        _erase(registration)
        erased += 1
    return erased


@transaction.atomic
def _erase(registration: Registration) -> None:
    count, _ = RegistrationCount.objects.get_or_create(
        event_id=registration.event_id,
        state=registration.state,
        attendance=registration.attendance,
        attended=registration.checked_in_at is not None,
    )
    RegistrationCount.objects.filter(pk=count.pk).update(number=F("number") + 1)
    forget_mails(registration.mails)
    registration.delete()
