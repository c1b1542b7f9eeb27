from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "practices.review"
    label = "practice_review"
    verbose_name = "Prüfung und Freigabe der Praxisbeispiele"

    def ready(self) -> None:
        from datetime import timedelta

        from core.periodic import register_periodic
        from practices.review.jobs import erase_old, remind

        register_periodic("pruefung-und-freigabe-erinnern", timedelta(hours=6), remind)
        register_periodic("freigaben-loeschen", timedelta(days=1), erase_old)
