"""The table of needs."""

from __future__ import annotations

from django.db import models

from core.vocabularies.models import Branch, Region


class Need(models.Model):
    """What somebody looked for and did not find, or a barrier that keeps somebody from using a page.

    Personal data: the address, given so that the office can answer. It is erased `actions.ADDRESS_KEPT` after it was
    given; the rest says nothing of a person.
    """

    class Kind(models.TextChoices):
        NEED = "bedarf", "Bedarf"
        BARRIER = "barriere", "Barriere"

    class State(models.TextChoices):
        NEW = "neu", "neu"
        IN_WORK = "in-arbeit", "in Arbeit"
        DONE = "erledigt", "erledigt"

    kind = models.CharField("Art", max_length=10, choices=Kind.choices, default=Kind.NEED)
    sought = models.CharField("Worum es geht", max_length=200)
    page_address = models.CharField("Auf welcher Seite", max_length=300, blank=True)
    situation = models.TextField("Situation", max_length=2000, blank=True)
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Branche"
    )
    region = models.ForeignKey(
        Region, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Region"
    )
    email = models.EmailField(
        "E-Mail-Adresse",
        blank=True,
        help_text="Nur für die Antwort; wird 180 Tage nach der Meldung gelöscht.",
    )
    state = models.CharField("Stand", max_length=10, choices=State.choices, default=State.NEW)
    note = models.TextField("Notiz der Redaktion", blank=True)
    created_at = models.DateTimeField("gemeldet", auto_now_add=True)

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.sought
