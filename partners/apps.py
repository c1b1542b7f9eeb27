from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Verbünde und Partner"

    def ready(self) -> None:
        from core.linked_data import register_linked_data
        from core.links.reporting import register_owner
        from core.permissions.limits import register_limit, register_owned
        from partners.linked_data import organisation_data
        from partners.models import PartnerPage, VerbundPage
        from partners.search import register
        from partners.teams import networks_of

        register()
        register_owner(VerbundPage, lambda page: str(page.contact_email))
        for model in (VerbundPage, PartnerPage):
            register_linked_data(model, organisation_data)
        register_limit(networks_of)
        register_owned("partners.VerbundPage", "pk")
