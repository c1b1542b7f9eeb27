from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Verbünde und Partner"

    def ready(self) -> None:
        from partners.search import register

        register()
