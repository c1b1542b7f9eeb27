from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Informationsseiten"

    def ready(self) -> None:
        from portal import jobs
        from portal.pages.search import register

        register()
        jobs.register()
