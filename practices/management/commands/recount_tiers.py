"""`recount_tiers`: note anew which tier each practice has reached and what it lacks, after an update."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from practices.models import PracticePage
from practices.tier_care import recount


class Command(BaseCommand):
    help = "Rechnet für alle Praxisbeispiele nach, welche Stufe sie haben und was fehlt."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = recount(PracticePage.objects.order_by("pk").iterator(100))
        self.stdout.write(f"{changed} von {PracticePage.objects.count()} Praxisbeispielen hatten einen alten Stand.")
