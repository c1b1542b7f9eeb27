from django.apps import AppConfig


class TuningConfig(AppConfig):
    name = "search.tuning"
    label = "search_tuning"
    verbose_name = "Suche"

    def ready(self) -> None:
        from search.suggest import register_frequent_queries
        from search.tuned import use_synonyms, use_tips
        from search.tuning import log
        from search.tuning.asked import frequent_queries
        from search.tuning.synonyms import current_synonyms
        from search.tuning.tips import tips_for

        use_synonyms(current_synonyms)
        use_tips(tips_for)
        register_frequent_queries(frequent_queries)
        log.connect()
