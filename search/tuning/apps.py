from django.apps import AppConfig


class TuningConfig(AppConfig):
    name = "search.tuning"
    label = "search_tuning"
    verbose_name = "Suche"

    def ready(self) -> None:
        from search.service import use_synonyms
        from search.suggest import register_frequent_queries
        from search.tuning import log
        from search.tuning.asked import frequent_queries
        from search.tuning.synonyms import current_synonyms

        use_synonyms(current_synonyms)
        register_frequent_queries(frequent_queries)
        log.connect()
