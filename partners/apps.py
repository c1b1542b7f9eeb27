from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Verbünde und Partner"

    def ready(self) -> None:
        from core.linked_data import register_linked_data
        from partners.linked_data import organisation_data
        from partners.models import PartnerPage, VerbundPage
        from partners.search import register

        register()
        for model in (VerbundPage, PartnerPage):
            register_linked_data(model, organisation_data)
