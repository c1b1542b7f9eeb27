from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = "Praxisbeispiele"

    def ready(self) -> None:
        from django.core.checks import register as register_check

        from core.linked_data import register_linked_data
        from core.permissions.limits import register_owned
        from practices.linked_data import practice_data
        from practices.models import PracticePage
        from practices.pdf.library import check_library
        from practices.search import register
        from practices.tier_care import register as register_tier_care

        register()
        register_tier_care()
        register_check(check_library)
        register_linked_data(PracticePage, practice_data)
        register_owned("practices.PracticePage", "verbund")
