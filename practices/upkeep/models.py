"""The questions that were asked, and their answers."""

from __future__ import annotations

import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models import PracticePage


class Asked(models.TextChoices):
    """Who is asked, in this order, until somebody answers."""

    CONTACT = "contact", _("Ansprechperson")
    DEPUTY = "deputy", _("Vertretung")
    VERBUND = "verbund", _("Verbund")
    OFFICE = "office", _("Geschäftsstelle")


class Answer(models.TextChoices):
    STILL_TRUE = "stimmt", _("stimmt noch")
    CHANGED = "geaendert", _("hat sich geändert")
    ENDED = "beendet", _("Projekt beendet")


def new_key() -> str:
    """192 bits that nobody can guess: who has it may answer."""
    return secrets.token_urlsafe(24)


class ReviewRequest(models.Model):
    """One question by mail: is this practice still true?

    `due_on` is the review it belongs to (the practice's `next_review_on` then): one cycle has one request a step. No
    personal data of its own: the address stands in the practice, and in the mail until that is erased.
    """

    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="review_requests")
    due_on = models.DateField("fällig am")
    asked = models.CharField("gefragt", max_length=10, choices=Asked)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    sent_at = models.DateTimeField("gesendet", auto_now_add=True)
    answer = models.CharField("Antwort", max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True, max_length=5000)
    #: By field what was sent in the form „hat sich geändert“, as it was typed.
    changes = models.JSONField("Änderungen", default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "Nachfrage"
        verbose_name_plural = "Nachfragen"
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(fields=["page", "due_on", "asked"], name="one_question_a_step")]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_asked_display()}"

    @property
    def mails(self) -> str:
        """What its mail is `about`."""
        return f"review:{self.pk}"


class UndeliverableAddress(models.Model):
    """An address from which mail comes back: whoever has it is passed over, and the next in the chain is asked.

    Personal data: the address. Purpose: not writing there again. End: erased when no practice and no Verbund has it.
    """

    address = models.EmailField("E-Mail-Adresse", unique=True)
    noted_at = models.DateTimeField("vermerkt", auto_now_add=True)
    note = models.CharField("Bemerkung", max_length=200, blank=True, help_text="Etwa: „Postfach voll“. Kein Name.")

    class Meta:
        verbose_name = "nicht zustellbare Adresse"
        verbose_name_plural = "nicht zustellbare Adressen"

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        self.address = self.address.lower()
