"""Mail that waits to be sent, or was sent a short time ago."""

from __future__ import annotations

from django.db import models


class OutgoingMail(models.Model):
    """One mail to one address.

    Personal data: the address and the text. Purpose: sending it, and finding out why one did not arrive. End: erased
    `sending.KEPT` after it was sent or given up.
    """

    class State(models.TextChoices):
        WAITING = "wartet", "wartet"
        SENT = "gesendet", "gesendet"
        FAILED = "aufgegeben", "aufgegeben"

    template = models.CharField("Vorlage", max_length=100)
    to = models.EmailField("an")
    #: The record it belongs to, by a name of that record's own: erased with it.
    about = models.CharField(max_length=100, blank=True, default="", db_index=True)
    subject = models.CharField("Betreff", max_length=200)
    text = models.TextField("Text")
    html = models.TextField("HTML")
    headers = models.JSONField(default=dict)
    state = models.CharField("Zustand", max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    next_try_at = models.DateTimeField("nächster Versuch", db_index=True)
    error = models.CharField("Fehler", max_length=300, blank=True, default="")
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    done_at = models.DateTimeField("erledigt", null=True, blank=True)

    class Meta:
        verbose_name = "E-Mail"
        verbose_name_plural = "E-Mails"

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
