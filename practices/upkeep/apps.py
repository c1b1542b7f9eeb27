from __future__ import annotations

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "practices.upkeep"
    label = "practice_upkeep"
    verbose_name = "Aktualität der Praxisbeispiele"

    def ready(self) -> None:
        from datetime import timedelta

        from core.links.reporting import register_owner
        from core.periodic import register_periodic
        from practices.models import PracticePage
        from practices.upkeep.asking import ask_all
        from practices.upkeep.owners import forget_unused, owner

        register_owner(PracticePage, owner)
        register_periodic("praxisbeispiele-bestaetigen", timedelta(hours=12), ask_all)
        register_periodic("unzustellbare-adressen-loeschen", timedelta(days=1), forget_unused)
