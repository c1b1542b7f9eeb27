from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Veranstaltungen"

    def ready(self) -> None:
        from events.calendars import public_entries
        from events.search import register
        from search.calendars import register_entries

        register()
        register_entries(public_entries)
