from __future__ import annotations

from django.apps import AppConfig


class SubmissionConfig(AppConfig):
    name = "practices.submission"
    label = "practice_submission"
    verbose_name = "Einreichungen"

    def ready(self) -> None:
        from datetime import timedelta

        from core.periodic import register_periodic
        from practices.submission.erasing import erase_old
        from practices.submission.following import follow_all

        register_periodic("einreichungen-verfolgen", timedelta(minutes=2), follow_all)
        register_periodic("einreichungen-loeschen", timedelta(hours=6), erase_old)
