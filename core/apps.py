from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Grundlagen"

    def ready(self) -> None:
        from core import jobs
        from core.mail import workflows
        from core.vocabularies import guard

        jobs.register()
        guard.connect()
        workflows.connect()
