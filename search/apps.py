from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        from search import delivery, tracking  # noqa: PLC0415 - models are ready only now
        from search.sources import register_kind_facet  # noqa: PLC0415

        register_kind_facet()
        tracking.connect()
        delivery.connect()
