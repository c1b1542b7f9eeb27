from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Grundlagen"

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from core import jobs
        from core.mail import workflows
        from core.permissions.policy import LimitedPages
        from core.vocabularies import guard

        register_permission_policy(Page, LimitedPages())
        jobs.register()
        guard.connect()
        workflows.connect()
