from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Informationsseiten"

    def ready(self) -> None:
        from core.linked_data import register_linked_data
        from portal import jobs
        from portal.pages.linked_data import glossary_data, news_data, page_data
        from portal.pages.models import GlossaryPage, InformationPage, NewsPage
        from portal.pages.search import register

        register()
        jobs.register()
        register_linked_data(InformationPage, page_data)
        register_linked_data(NewsPage, news_data)
        register_linked_data(GlossaryPage, glossary_data)
