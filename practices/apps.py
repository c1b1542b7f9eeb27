from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praxisbeispiele"

    def ready(self) -> None:
        from practices.search import register  # noqa: PLC0415 - models are ready only now

        register()
