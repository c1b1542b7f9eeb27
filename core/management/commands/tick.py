"""`manage.py tick`: does what is due, for cron; with `--every` again and again, for a container."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from core.periodic import Outcome, run_due

_SAID = {"not_due": "noch nicht fällig", "elsewhere": "läuft gerade woanders"}


class Command(BaseCommand):
    help = "Erledigt, was fällig ist: Mails, Geplantes, Benachrichtigungen, Löschfristen. Eine Zeile je Arbeit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SEKUNDEN", help="nicht enden, sondern so oft wiederholen")

    def handle(self, *args: Any, **options: Any) -> None:
        every: int | None = options["every"]
        if every is None:
            outcomes = run_due()
            self._tell(outcomes)
            failed = [outcome.name for outcome in outcomes if outcome.state == "failed"]
            if failed:
                raise CommandError(f"Fehlgeschlagen: {', '.join(failed)}", returncode=1)
            return
        if every < 1:
            raise CommandError("--every: mindestens eine Sekunde.")
        while True:
            self._tell([outcome for outcome in run_due() if outcome.state in ("done", "failed")])
            close_old_connections()
            time.sleep(every)

    def _tell(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.state in _SAID:
                self.stdout.write(f"{outcome.name}: {_SAID[outcome.state]}")
                continue
            said = f"fehlgeschlagen: {outcome.text}" if outcome.state == "failed" else outcome.text
            self.stdout.write(f"{outcome.name}: {said} ({outcome.seconds:.1f} s)")
        self.stdout.flush()
