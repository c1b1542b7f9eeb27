"""`manage.py load_vocabularies`: the start set of the vocabularies, again and again without harm."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.vocabularies.load import load_start_sets, start_sets


class Command(BaseCommand):
    help = (
        "Legt an, was vom Grundbestand der Vokabulare fehlt: Branchen mit WZ-Schlüsseln, Regionen mit AGS und NUTS, "
        "Themen, Zielgruppen und mehr. Was die Redaktion geändert hat, bleibt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", nargs="+", choices=sorted(start_sets()), default=[], help="nur diese Vokabulare")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, number in load_start_sets(options["only"]).items():
            self.stdout.write(f"{name}: {number} neu")
