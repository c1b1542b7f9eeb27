"""Pages that gather from practices: the list (which is the search, narrowed), and what stood in the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.models import BasePage
from practices.obstacles import obstacles_shown
from search.views import narrowed_search_page


class PracticeIndexPage(BasePage):
    """All practices: the faceted search, narrowed to practices."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count = 1

    class Meta:
        verbose_name = _("Liste der Praxisbeispiele")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return narrowed_search_page(
            request, page=self, fixed={"art": ("praxis",)}, context={"below_intro": "practices/invitation.html"}
        )


class ObstaclesPage(BasePage):
    """„Stolpersteine und was half“: the obstacles of all practices that the visitor may see, by type."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types: Sequence[str] = []
    max_count = 1
    template = "practices/obstacles_page.html"

    class Meta:
        verbose_name = _("Stolpersteine und was half")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **obstacles_shown(request)}
