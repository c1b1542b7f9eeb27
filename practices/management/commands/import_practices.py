"""`import_practices FILE`: practices from .xlsx, .csv, .jsonl or .docx. Exits 1 when rows were refused."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.actions import NoPracticeIndex
from practices.imports.columns import COLUMNS
from practices.imports.errors import UnreadableFile
from practices.imports.limited import rows_of_file
from practices.imports.mapping import guessed, mapped
from practices.imports.run import Report, import_rows
from search.delivery import deliver_everything


class Command(BaseCommand):
    help = "Importiert Praxisbeispiele aus .xlsx, .csv, .jsonl oder .docx."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen, nichts schreiben")
        parser.add_argument("--create-terms", action="store_true", help="unbekannte Begriffe anlegen")
        parser.add_argument("--publish", action="store_true", help="gleich veröffentlichen, nicht nur entwerfen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with (
                TemporaryDirectory(prefix="verbundforum-import-") as pictures,
                rows_of_file(options["file"], Path(pictures)) as rows,
            ):
                word = options["file"].suffix.lower() == ".docx"
                if word:
                    # A report's headings are no columns by name.
                    rows = (mapped(row, guessed(row.values, word=row.values), word=True) for row in rows)
                report = import_rows(
                    rows,
                    create_terms=options["create_terms"],
                    publish=options["publish"],
                    dry_run=options["dry_run"],
                    pictures=Path(pictures) if word else None,
                )
        except UnreadableFile as error:
            raise CommandError(error.message) from error
        except NoPracticeIndex as error:
            raise CommandError(
                "Es gibt noch keine Liste der Praxisbeispiele. Bitte legen Sie sie im Seitenbaum an."
            ) from error
        self._print(report, dry_run=options["dry_run"])
        if not options["dry_run"]:
            for name, delivery in deliver_everything().items():
                if delivery.error:
                    self.stdout.write(f"Index {name} ist nicht erreichbar; die Änderungen warten im Postausgang.")
        if report.problems:
            sys.exit(1)

    def _print(self, report: Report, *, dry_run: bool) -> None:
        write = self.stdout.write
        if dry_run:
            write("Probelauf: Es wurde nichts geschrieben.")
        write(
            f"{report.read} Zeilen gelesen: {report.created} neu, {report.changed} geändert, "
            f"{report.unchanged} unverändert, {report.refused} abgelehnt; {report.published} veröffentlicht"
            + (f", {len(report.notes)} nicht, obwohl gewünscht." if report.notes else ".")
        )
        if report.created_terms:
            write("Neue Begriffe: " + "; ".join(report.created_terms))
        if report.unknown_columns:
            known = ", ".join(column.name for column in COLUMNS)
            write(f"Unbekannte Spalten, nicht übernommen: {', '.join(report.unknown_columns)}. Bekannt sind: {known}.")
        for row, note in report.notes:
            write(f"Zeile {row}: {note}")
        for problem in report.problems:
            place = f", Spalte {problem.column}" if problem.column else ""
            value = f", Wert „{problem.value}“" if problem.value else ""
            write(f"Zeile {problem.row}{place}{value}: {problem.reason}")
