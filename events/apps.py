from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Veranstaltungen"

    def ready(self) -> None:
        from events.search import register

        register()
