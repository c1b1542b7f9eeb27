from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        from search import delivery, tracking
        from search.sources import register_kind_facet

        register_kind_facet()
        tracking.connect()
        delivery.connect()
