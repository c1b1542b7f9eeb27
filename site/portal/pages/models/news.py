"""What comes by date: news, and the archive of newsletters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.models import BasePage
from core.visibility import visible_to
from portal.pages.models.information import InformationPage


class NewsPage(InformationPage):
    """A piece of news or an issue of the newsletter."""

    date = models.DateField("Datum", default=timezone.localdate, db_index=True)

    content_panels = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["pages.NewsIndexPage"]
    template = "pages/news_page.html"

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = "Meldungen"


class NewsIndexPage(BasePage):
    """All news below it, the newest first, by year. The archive of newsletters is one too."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage", "pages.SectionPage"]
    subpage_types: Sequence[str] = ["pages.NewsPage"]
    template = "pages/news_index_page.html"

    class Meta:
        verbose_name = _("Meldungen nach Datum")
        verbose_name_plural = "Meldungen nach Datum"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = visible_to(request.user, NewsPage.objects.child_of(self)).order_by("-date", "-pk").defer("body")
        context["years"] = [(year, list(pages)) for year, pages in groupby(news, key=lambda page: page.date.year)]
        return context
