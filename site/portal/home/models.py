"""The home page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel

from core.blocks.fields import ContentField
from core.models import BasePage
from core.visibility import visible_to
from events.lists import coming
from events.models import EventPage
from practices.models import PracticePage
from search.service import value_counts

NEW_PRACTICES = 3
NEXT_EVENTS = 3


class AudienceBlock(blocks.StructBlock):
    """For whom the site is: one column of the home page."""

    title = blocks.CharBlock(label="Wer", max_length=60)
    text = blocks.TextBlock(label="Was sie hier finden", max_length=500)

    class Meta:
        label = "Zielgruppe"


class HomePage(BasePage):
    """What this is, in a sentence; the search; ways in by branch, region and topic; what is new."""

    intro = models.TextField("Einleitung", max_length=500, blank=True, help_text="Ein Satz: Was ist das hier?")
    example_searches = ContentField(
        [("search", blocks.CharBlock(label="Suchtext", max_length=80))],
        blank=True,
        verbose_name="Beispielsuchen",
    )
    programme_facts = ContentField(
        [("fact", blocks.TextBlock(label="Satz", max_length=400))],
        blank=True,
        verbose_name="Das Programm in drei Sätzen",
    )
    audiences = ContentField([("audience", AudienceBlock())], blank=True, verbose_name="Für wen")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("example_searches"),
        FieldPanel("programme_facts"),
        FieldPanel("audiences"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = "Startseite"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        counts = value_counts(("branche", "thema", "region", "art"), {"art": ("praxis",)})
        context["practice_count"] = next((kind.count for kind in counts["art"] if kind.value == "praxis"), 0)
        context["branch_counts"] = counts["branche"]
        context["topic_counts"] = counts["thema"]
        context["region_counts"] = counts["region"]
        practices = visible_to(request.user, PracticePage.objects.all())
        context["new_practices"] = list(practices.order_by("-first_published_at", "-pk")[:NEW_PRACTICES])
        events = visible_to(request.user, EventPage.objects.all()).order_by("starts_at", "pk")
        context["next_events"] = coming(events)[:NEXT_EVENTS]
        context["example_searches"] = [
            {"text": block.value, "url": "/suche/?" + urlencode({"q": block.value})} for block in self.example_searches
        ]
        context["programme_facts"] = [block.value for block in self.programme_facts]
        context["audiences"] = [block.value for block in self.audiences]
        return context
