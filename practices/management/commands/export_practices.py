"""`export_practices FILE`: all practices as .csv, .xlsx or .jsonl, as their latest drafts stand."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.imports.download import latest_drafts, with_rows
from practices.imports.errors import UnreadableFile
from practices.imports.rows import exported
from practices.imports.writers import write_rows
from practices.models import PracticePage


class Command(BaseCommand):
    help = "Exportiert alle Praxisbeispiele als .csv, .xlsx oder .jsonl."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--live", action="store_true", help="nur Veröffentlichtes, wie es öffentlich zu sehen ist")

    def handle(self, *args: Any, **options: Any) -> None:
        pages = PracticePage.objects.order_by("pk")
        shown = options["live"]
        rows = exported(with_rows(pages.live()) if shown else latest_drafts(list(pages.values_list("pk", flat=True))))
        try:
            count = write_rows(options["file"], rows)
        except UnreadableFile as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{count} Praxisbeispiele nach {options['file']} geschrieben.")
