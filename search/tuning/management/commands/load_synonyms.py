"""`load_synonyms`: the synonyms to begin with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.tuning.synonyms import load_start_synonyms


class Command(BaseCommand):
    help = "Lädt den Startbestand an Synonymen. Was geändert oder gelöscht wurde, bleibt so."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_start_synonyms()} Synonyme geladen.")
