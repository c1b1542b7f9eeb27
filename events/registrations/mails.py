"""The mails of a registration. Each is written in the transaction of what it tells of."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from core.mail.queue import queue_mail
from events.registrations.models import Registration


def ask_to_confirm(registration: Registration) -> None:
    """The link opens a page with a button: programs that look through mails follow links."""
    _queue("registration_confirm", registration)


def confirmed(registration: Registration) -> None:
    _queue("registration_confirmed", registration)


def waiting(registration: Registration) -> None:
    _queue("registration_waiting", registration)


def offer(registration: Registration) -> None:
    _queue("registration_offer", registration)


def offer_expired(registration: Registration) -> None:
    _queue("registration_offer_expired", registration)


def cancelled(registration: Registration) -> None:
    _queue("registration_cancelled", registration)


def known(registration: Registration) -> None:
    """Somebody, likely the person, wanted to register this address once more."""
    _queue("registration_known", registration)


def reminder(registration: Registration) -> None:
    _queue("registration_reminder", registration)


def event_changed(registration: Registration) -> None:
    _queue("registration_event_changed", registration)


def event_cancelled(registration: Registration) -> None:
    _queue("registration_event_cancelled", registration)


def message(registration: Registration, subject: str, text: str) -> None:
    """What the team writes to those who registered."""
    _queue("registration_message", registration, {"subject": subject, "message": text})


def self_service_url(registration: Registration) -> str:
    return f"{settings.BASE_URL}/anmeldung/{registration.key}/"


def _queue(template: str, registration: Registration, more: dict[str, Any] | None = None) -> None:
    event = registration.event
    context = {
        "registration": registration,
        "event": event,
        # Not `full_url`: that is made of what the record of the site says, which may be another address.
        "event_url": settings.BASE_URL + (event.url or "/"),
        "link": self_service_url(registration),
        **(more or {}),
    }
    queue_mail(template, registration.email, context, about=registration.mails)
