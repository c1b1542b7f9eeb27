"""What editors keep: synonyms, and when they last changed."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from search.german.synonyms import SynonymRule
from search.tuning.words import problems_of, read_words


class Change(models.Model):
    """Which state something of a kind has: by one number every process sees that what it keeps is old.

    Numbers are drawn, not counted: after a backup was restored a counter would come to the same number again.
    """

    kind = models.CharField(max_length=30, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


def note_change(kind: str) -> None:
    """Give `kind` a new number, in the transaction of the change."""
    Change.objects.update_or_create(kind=kind, defaults={"number": secrets.randbits(60)})


class Synonym(models.Model):
    """Words that mean the same to who searches, or words that find others too."""

    words = models.TextField(
        "Wörter",
        max_length=2000,
        help_text="Eins pro Zeile oder mit Komma getrennt, auch mehrteilige: KI, künstliche Intelligenz. Andere Formen "
        "(Mehrzahl, Fälle) findet die Suche selbst.",
    )
    targets = models.TextField(
        "findet auch (nur in einer Richtung)",
        max_length=2000,
        blank=True,
        help_text="Leer: Alle Wörter oben gelten als gleich. Ausgefüllt: Wer eins der Wörter oben sucht, findet auch "
        "diese, aber nicht umgekehrt. Beispiel: Fahrzeug findet auch Lastwagen.",
    )
    note = models.CharField("Bemerkung", max_length=250, blank=True, help_text="Nur für die Redaktion.")
    active = models.BooleanField("gilt", default=True)
    #: Which entry of the start set it was; kept so that loading it again brings nothing back.
    start_key = models.CharField(max_length=100, blank=True, default="", editable=False, db_index=True)
    changed_at = models.DateTimeField("geändert", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "Synonym"
        verbose_name_plural = "Synonyme"
        ordering = ["words"]

    def __str__(self) -> str:
        shown = ", ".join(read_words(self.words))
        targets = ", ".join(read_words(self.targets))
        return (f"{shown} → {targets}" if targets else shown)[:200]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        note_change("synonyms")

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.start_key:
            LoadedStart.objects.get_or_create(key=self.start_key)
        deleted = super().delete(*args, **kwargs)
        note_change("synonyms")
        return deleted

    def clean(self) -> None:
        words, targets = read_words(self.words), read_words(self.targets)
        errors: dict[str, Any] = {}
        if problems := problems_of(words, 1 if targets else 2):
            errors["words"] = problems
        if targets and (problems := problems_of(targets, 1)):
            errors["targets"] = problems
        if errors:
            raise ValidationError(errors)
        self.words, self.targets = "\n".join(words), "\n".join(targets)

    def as_rule(self) -> SynonymRule:
        return SynonymRule(read_words(self.words), read_words(self.targets))


class LoadedStart(models.Model):
    """An entry of the start set that was loaded once: it is not loaded again, also when an editor deleted it."""

    key = models.CharField(max_length=100, primary_key=True)

    def __str__(self) -> str:
        return self.key


class Tip(models.Model):
    """A page that stands above the hits of some queries („Redaktionstipp“)."""

    queries = models.TextField(
        "Suchanfragen",
        max_length=2000,
        help_text="Eine pro Zeile oder mit Komma getrennt. Der Tipp erscheint, wenn jemand genau das sucht; Groß- und "
        "Kleinschreibung, Umlaute und Zeichen dazwischen sind gleich.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="Seite",
        help_text="Erscheint über den Treffern, solange sie öffentlich ist.",
    )
    active = models.BooleanField("gilt", default=True)
    until = models.DateField("gilt bis einschließlich", null=True, blank=True, help_text="Leer: ohne Ende.")
    changed_at = models.DateTimeField("geändert", auto_now=True)

    class Meta:
        verbose_name = "Redaktionstipp"
        verbose_name_plural = "Redaktionstipps"
        ordering = ["queries", "pk"]

    def __str__(self) -> str:
        return f"{', '.join(read_words(self.queries))} → {self.page}"[:200]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        note_change("tips")

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        note_change("tips")
        return deleted

    def clean(self) -> None:
        queries = read_words(self.queries)
        if problems := problems_of(queries, 1):
            raise ValidationError({"queries": problems})
        self.queries = "\n".join(queries)


class DailyQuery(models.Model):
    """How often something was looked for on a day, by whomever: no address, cookie, user or time of day.

    `text` is what `search.tuning.privacy.normalised` leaves of a query. It may still hold a name that somebody typed;
    so what fewer than three asked for in 30 days is shown to nobody and deleted then, all else after 13 months
    (`search.tuning.asked`). `common`: it was asked for often enough within 30 days.
    """

    day = models.DateField(db_index=True)
    text = models.CharField(max_length=100)
    searches = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)
    common = models.BooleanField(default=False)

    class Meta:
        verbose_name = "Suchanfragen eines Tages"
        verbose_name_plural = "Was gesucht wird"
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="one_row_a_day_and_query")]

    def __str__(self) -> str:
        return f"{self.day} {self.text}: {self.searches}"
