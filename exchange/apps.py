from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Austausch"

    def ready(self) -> None:
        from exchange import jobs

        jobs.register()
