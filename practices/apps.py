from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praxisbeispiele"

    def ready(self) -> None:
        from practices.search import register

        register()
