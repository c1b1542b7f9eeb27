"""An import that somebody does in the admin: its file's rows, what each would become, and how far it is."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models


class ImportJob(models.Model):
    """A file that was uploaded, from its check to its end; deleted some time after its last step (`jobs.KEPT`)."""

    class State(models.TextChoices):
        CHECKING = "checking", "wird geprüft"
        CHECKED = "checked", "geprüft"
        RUNNING = "running", "läuft"
        DONE = "done", "fertig"
        STOPPED = "stopped", "abgebrochen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="von"
    )
    name = models.CharField("Datei", max_length=200)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.CHECKING)
    headings = models.JSONField("Überschriften", default=list)
    #: Column by heading; an empty one is not taken.
    mapping = models.JSONField("Zuordnung", default=dict)
    create_terms = models.BooleanField("Unbekannte Begriffe anlegen", default=False)
    publish = models.BooleanField("Gleich veröffentlichen", default=False)
    created_terms = models.JSONField("neue Begriffe", default=list)
    #: How many rows named a practice that was not there yet, after the last round; none: no round is over.
    left_over = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField("hochgeladen", auto_now_add=True)
    changed_at = models.DateTimeField("zuletzt geändert", auto_now=True)

    class Meta:
        verbose_name = "Import"
        verbose_name_plural = "Importe"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """Where the pictures of a Word file lie. Nobody can reach it by an address."""
        return Path(settings.IMPORTS_FOLDER) / str(self.pk)

    @property
    def is_word(self) -> bool:
        return self.name.lower().endswith(".docx")

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.RUNNING)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        shutil.rmtree(self.folder, ignore_errors=True)
        return super().delete(*args, **kwargs)


class ImportedRow(models.Model):
    """A row of the file, as it was read, and what became of it. `checked` and `taken` say how far the job is."""

    class Verdict(models.TextChoices):
        CREATED = "created", "neu"
        CHANGED = "changed", "geändert"
        UNCHANGED = "unchanged", "unverändert"
        REFUSED = "refused", "abgelehnt"

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("Zeile")
    values = models.JSONField("Werte", default=dict)
    error = models.CharField("unlesbar", max_length=200, blank=True)
    #: Empty: it waits for its turn.
    verdict = models.CharField("Ergebnis", max_length=10, choices=Verdict, blank=True)
    #: Lists of column, value and reason.
    problems = models.JSONField("Gründe", default=list)
    page_id = models.PositiveIntegerField("Seite", null=True)
    #: In a trial: whether it would be.
    published = models.BooleanField("veröffentlicht", default=False)
    #: Why it is not, although that was asked for.
    note = models.CharField("Hinweis", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "Zeile"
        verbose_name_plural = "Zeilen"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_row_a_number")]
        indexes = [models.Index(fields=["job", "verdict", "number"])]

    def __str__(self) -> str:
        return f"Zeile {self.number}"


class RememberedHeading(models.Model):
    """To which column editors last assigned a heading; empty: to none."""

    heading = models.CharField(max_length=200, primary_key=True)
    column = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.heading
