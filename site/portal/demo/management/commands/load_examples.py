"""`load_examples`: the example content, as far as it is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.load import ExampleRefused, load_examples


class Command(BaseCommand):
    help = "Lädt die Beispielinhalte, soweit sie fehlen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_examples()
        except ExampleRefused as error:
            raise CommandError(str(error)) from error
        for kind, number in loaded.made.items():
            if number:
                self.stdout.write(f"{number} {kind}")
