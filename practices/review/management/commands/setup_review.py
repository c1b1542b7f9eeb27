"""`manage.py setup_review`: the workflow of practices and the criteria of the checklist, where they are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.actions import NoPracticeIndex
from practices.review.workflow import ensure_workflow


class Command(BaseCommand):
    help = "Legt Workflow und Prüfkriterien der Praxisbeispiele an, soweit sie fehlen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = ensure_workflow()
        except NoPracticeIndex as error:
            raise CommandError("Es gibt noch keine Seite „Praxisbeispiele“. Bitte legen Sie sie zuerst an.") from error
        self.stdout.write(f"Workflow: {'angelegt' if made.workflow else 'schon da'}")
        self.stdout.write(f"Zugewiesen: {'jetzt' if made.assigned else 'schon vorher'}")
        self.stdout.write(f"Prüfkriterien: {made.criteria} angelegt")
