from __future__ import annotations

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "events.registrations"
    label = "event_registrations"
    verbose_name = "Anmeldungen"

    def ready(self) -> None:
        from events.registrations import jobs
        from events.registrations.seats import has_free_seats
        from events.state import register_seats

        jobs.register()
        register_seats(has_free_seats)
