"""What somebody sends in, from the first step to the decision, and what is written about it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.models import PracticePage

MESSAGE_LENGTH = 3_000


class State(models.TextChoices):
    """What the sender reads. Up to OPEN it is theirs alone; the last two are final."""

    OPEN = "offen", _("noch nicht abgeschickt")
    RECEIVED = "eingegangen", _("eingegangen")
    IN_REVIEW = "in-pruefung", _("in Prüfung")
    QUESTION = "rueckfrage", _("Rückfrage")
    PUBLISHED = "veroeffentlicht", _("veröffentlicht")
    REJECTED = "abgelehnt", _("abgelehnt")


FINAL = (State.PUBLISHED, State.REJECTED)


def new_key() -> str:
    """192 bits that nobody can guess: who has it may write on, and follow."""
    return secrets.token_urlsafe(24)


class Submission(models.Model):
    """One Kurzsteckbrief from outside.

    Personal data: the sender's address, for the link and for what became of it, and the two addresses that the
    practice itself will hold. `erasing` says when a submission is erased with all of them.
    """

    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    email = models.EmailField("E-Mail-Adresse", help_text="Für den Link und die Nachrichten zum Stand.")
    #: What was typed, by field, as the browser sent it: a list of texts each. Kept when it is wrong, too.
    given = models.JSONField("Angaben", default=dict)
    #: The last state that the sender was told.
    state = models.CharField("Stand", max_length=20, choices=State, default=State.OPEN)
    page = models.ForeignKey(
        PracticePage, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="Praxisbeispiel"
    )
    #: The revision that was sent: a newer one means that somebody works on it.
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    rejected_because = models.TextField("Grund der Ablehnung", blank=True, max_length=MESSAGE_LENGTH)
    created_at = models.DateTimeField("begonnen", auto_now_add=True)
    changed_at = models.DateTimeField("zuletzt gespeichert", auto_now=True)
    sent_at = models.DateTimeField("abgeschickt", null=True, blank=True)
    taken_at = models.DateTimeField("in Prüfung seit", null=True, blank=True)
    settled_at = models.DateTimeField("entschieden", null=True, blank=True)

    class Meta:
        verbose_name = "Einreichung"
        verbose_name_plural = "Einreichungen"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "changed_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """As it was typed, and as it may be shown in a line."""
        text = " ".join("".join(self.given.get("title", [])).split())
        return text[:100] or gettext("ohne Titel")

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_settled(self) -> bool:
        return self.state in FINAL

    @property
    def mails(self) -> str:
        """What its mails are `about`."""
        return f"submission:{self.pk}"


class Message(models.Model):
    """A question of the office, or the sender's answer."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    #: Who of the office asked; empty for what the sender wrote.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    from_office = models.BooleanField("von der Redaktion", default=False)
    text = models.TextField("Text", max_length=MESSAGE_LENGTH)
    at = models.DateTimeField("geschrieben", auto_now_add=True)

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
