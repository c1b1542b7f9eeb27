from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "practices.imports"
    label = "practice_imports"
    verbose_name = "Import von Praxisbeispielen"

    def ready(self) -> None:
        from practices.imports import jobs

        jobs.register()
