"""`serve`: what `make run` runs. Prepares the site where it is needed and serves it until it is stopped."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.demo.load import load_examples
from portal.demo.logins import make_example_logins
from portal.home.models import HomePage
from search.delivery import deliver_everything


class Command(BaseCommand):
    help = "Richtet die Seite ein, soweit nötig, und startet sie auf 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--prepare-only", action="store_true", help="einrichten, aber nicht starten")

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in (settings.SEARCH_EMBEDDED_FOLDER, settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Die Datenbank wird eingerichtet …")
            call_command("migrate", verbosity=0, interactive=False)
        # Once: a site whose editors have removed an example shall not get it back.
        if not HomePage.objects.exists():
            self.stdout.write("Die Beispielinhalte werden geladen …")
            load_examples()
        logins = make_example_logins()
        for name, delivery in deliver_everything(vectors=False).items():
            if delivery.error:
                self.stdout.write(f"Der Suchindex {name} ist nicht erreichbar: {delivery.error}")
        if options["prepare_only"]:
            return
        address = f"http://{options['host']}:{options['port']}"
        self.stdout.write(f"\n  Verbundforum   {address}/\n  Redaktion      {address}/redaktion/\n")
        for login in logins:
            self.stdout.write(f"  Anmeldung      {login.name} / {login.password}   ({login.what})")
        self.stdout.write("\n  Beenden mit Strg+C.\n")
        sys.stdout.flush()
        connection.close()
        self._serve(options["host"], options["port"])

    def _serve(self, host: str, port: int) -> None:
        """Become gunicorn, so that signals reach it and no process stands between."""
        if port not in range(1, 65536):
            raise CommandError("Der Port muss eine Zahl von 1 bis 65535 sein.")
        root = Path(settings.ROOT)
        os.environ["PYTHONPATH"] = os.pathsep.join([str(root), str(root / "site")])
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
        # Links in mails lead to this site, whatever port it has.
        os.environ.setdefault("BASE_URL", f"http://{host}:{port}")
        os.execv(  # noqa: S606 - our own interpreter, no shell
            sys.executable,
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--bind",
                f"{host}:{port}",
                "--workers",
                "2",
                "--threads",
                "4",
                "--log-level",
                "warning",
                "portal.wsgi:application",
            ],
        )
