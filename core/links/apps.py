from __future__ import annotations

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "core.links"
    label = "links"
    verbose_name = "Links zu anderen Seiten"

    def ready(self) -> None:
        from datetime import timedelta

        from core.links.checking import check_due
        from core.links.collecting import collect
        from core.links.reporting import report_broken
        from core.periodic import register_periodic

        register_periodic("links-sammeln", timedelta(hours=12), collect)
        register_periodic("links-pruefen", timedelta(minutes=1), check_due)
        register_periodic("links-melden", timedelta(hours=24), report_broken)
