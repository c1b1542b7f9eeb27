from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "portal.machines"
    label = "machines"
    verbose_name = "Maschinenlesbares"

    def ready(self) -> None:
        from core.linked_data import register_linked_data
        from portal.home.models import HomePage
        from portal.machines.linked_data import site_data

        register_linked_data(HomePage, site_data)
