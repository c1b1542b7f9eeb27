"""Page types of the shell: running text and the sections that list it, news, glossary."""

from portal.pages.models.glossary import GlossaryEntry, GlossaryPage
from portal.pages.models.information import InformationPage, SectionPage
from portal.pages.models.news import NewsIndexPage, NewsPage

__all__ = ["GlossaryEntry", "GlossaryPage", "InformationPage", "NewsIndexPage", "NewsPage", "SectionPage"]
