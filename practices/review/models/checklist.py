"""The checklist: what the office asks of a practice, and what the Fachredaktion found in a text."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Answer(models.TextChoices):
    YES = "ja", "ja"
    PARTLY = "teils", "teils"
    NO = "nein", "nein"


class Criterion(models.Model):
    """A question of the checklist. One that is no longer asked stays with the answers it has got."""

    name = models.CharField("Kriterium", max_length=80, unique=True)
    question = models.TextField(
        "Frage", max_length=500, help_text="So gestellt, dass ja, teils oder nein eine Antwort ist."
    )
    order = models.PositiveSmallIntegerField("Reihenfolge", default=100)
    asked = models.BooleanField(
        "wird gefragt", default=True, help_text="Ohne Haken steht das Kriterium nur noch in alten Prüfungen."
    )

    class Meta:
        verbose_name = "Prüfkriterium"
        verbose_name_plural = "Prüfkriterien"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Checklist(models.Model):
    """What was found in one state of a practice's text. The same text has one, which can be gone through again."""

    page = models.ForeignKey("practices.PracticePage", on_delete=models.CASCADE, related_name="checklists")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="Fassung"
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="geprüft von"
    )
    saved_at = models.DateTimeField("geprüft am", auto_now=True)

    class Meta:
        verbose_name = "Prüfung"
        verbose_name_plural = "Prüfungen"
        ordering = ["-saved_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["page", "fingerprint"], name="one_checklist_a_text")]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def counts(self) -> str:
        """„7 ja, 2 teils, 1 nein“"""
        values = [answer.value for answer in self.answers.all()]
        return ", ".join(f"{values.count(answer)} {answer.label}" for answer in Answer if answer in values) or "leer"


class ChecklistAnswer(models.Model):
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="answers")
    value = models.CharField("Antwort", max_length=5, choices=Answer)
    note = models.TextField("Notiz", blank=True, max_length=2000)

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        ordering = ["criterion__order", "criterion_id"]
        constraints = [models.UniqueConstraint(fields=["checklist", "criterion"], name="one_answer_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_value_display()}"
