from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Veranstaltungen"

    def ready(self) -> None:
        from core.linked_data import register_linked_data
        from core.permissions.limits import register_owned
        from events.calendars import public_entries
        from events.linked_data import event_data
        from events.models import EventPage
        from events.search import register
        from search.calendars import register_entries

        register()
        register_linked_data(EventPage, event_data)
        register_owned("events.EventPage", "responsible")
        register_entries(public_entries)
