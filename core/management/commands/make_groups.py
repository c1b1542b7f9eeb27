"""`make_groups`: the groups of the roles, with their permissions; after `migrate`, and again after an update."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.permissions.groups import make_groups


class Command(BaseCommand):
    help = "Legt die Gruppen der Rollen an und gibt ihnen ihre Rechte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--exactly", action="store_true", help="nimmt den Gruppen auch, was ihnen darüber hinaus gegeben wurde"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, group in make_groups(exactly=options["exactly"]).items():
            self.stdout.write(f"{name}: {group.user_set.count()} Personen")
