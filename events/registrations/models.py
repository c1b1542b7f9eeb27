"""Registrations, the texts that were agreed to, and the counts that stay when the persons are erased."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import EventPage


class Attendance(models.TextChoices):
    ON_SITE = "vor-ort", _("vor Ort")
    ONLINE = "online", _("online")


class State(models.TextChoices):
    """`RESERVED`: has a seat, but the address is not confirmed. `OFFERED`: has moved up and may accept the seat."""

    RESERVED = "reserved", _("noch nicht bestätigt")
    CONFIRMED = "confirmed", _("angemeldet")
    WAITING = "waiting", _("auf der Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    CANCELLED = "cancelled", _("abgemeldet")
    EXPIRED = "expired", _("verfallen")


SEATED = (State.RESERVED, State.CONFIRMED, State.OFFERED)
ACTIVE = (*SEATED, State.WAITING)


def new_key() -> str:
    """192 bits that nobody can guess: who has it may see, change and cancel the registration."""
    return secrets.token_urlsafe(24)


class ConsentText(models.Model):
    """A text that somebody has agreed to, word for word; `version` is made of the text."""

    version = models.CharField("Fassung", max_length=16, primary_key=True)
    text = models.TextField("Text")
    first_used_at = models.DateTimeField("zuerst gezeigt", auto_now_add=True)

    class Meta:
        verbose_name = "Einwilligungstext"
        verbose_name_plural = "Einwilligungstexte"

    def __str__(self) -> str:
        return self.version


class Registration(models.Model):
    """One person at one event.

    Personal data: name, address and answers. Purpose: holding the event. End: erased the number of days after the
    event that its page says (`retention_days`); what was cancelled or has expired, 30 days later (see `erasing`).
    """

    event = models.ForeignKey(
        EventPage, on_delete=models.PROTECT, related_name="registrations", verbose_name="Veranstaltung"
    )
    #: The order of arrival within the event, from 1.
    number = models.PositiveIntegerField("Nummer", editable=False)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    state = models.CharField("Stand", max_length=12, choices=State, db_index=True)
    attendance = models.CharField("Teilnahme", max_length=10, choices=Attendance)
    name = models.CharField(
        "Name", max_length=200, help_text="Zweck: Teilnahmeliste. Ende: Löschfrist der Veranstaltung."
    )
    email = models.EmailField(
        "E-Mail-Adresse", help_text="Zweck: Nachrichten zu dieser Veranstaltung. Ende: Löschfrist der Veranstaltung."
    )
    #: Pairs of question and answer, as they were shown.
    answers = models.JSONField("Antworten", default=list, blank=True)
    consent = models.ForeignKey(ConsentText, on_delete=models.PROTECT, null=True, related_name="+")
    consented_at = models.DateTimeField("Eingewilligt", null=True)
    created_at = models.DateTimeField("Eingegangen", auto_now_add=True)
    changed_at = models.DateTimeField("Geändert", auto_now=True)
    address_confirmed_at = models.DateTimeField("Adresse bestätigt", null=True)
    #: When a seat that is only reserved or offered goes to the next, or an unconfirmed place in the line is given up.
    expires_at = models.DateTimeField("verfällt", null=True, db_index=True)
    checked_in_at = models.DateTimeField("Anwesend", null=True, blank=True)
    reminded_at = models.DateTimeField(null=True)
    #: What the person knows of time and place (see `telling`).
    told = models.CharField(max_length=32, blank=True, default="")
    #: Mails about the same address wanting in again, and when the last: nobody can flood a stranger's mailbox.
    notices = models.PositiveSmallIntegerField(default=0)
    noticed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_number_an_event"),
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=models.Q(state__in=ACTIVE),
                name="one_active_registration_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"Anmeldung {self.number}"

    @property
    def mails(self) -> str:
        """What the mails of this registration are `about`."""
        return f"registration:{self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_late(self) -> bool:
        """Its time is over, also when no job has written that down yet."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


class RegistrationCount(models.Model):
    """How many there were, when it is no longer known who."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="registration_counts")
    state = models.CharField("Stand", max_length=12, choices=State)
    attendance = models.CharField("Teilnahme", max_length=10, choices=Attendance)
    attended = models.BooleanField("Anwesend", default=False)
    number = models.PositiveIntegerField("Anzahl", default=0)

    class Meta:
        verbose_name = "Zahl der Anmeldungen"
        verbose_name_plural = "Zahlen der Anmeldungen"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "state", "attendance", "attended"], name="one_count_an_event_state_attendance"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_state_display()}"
