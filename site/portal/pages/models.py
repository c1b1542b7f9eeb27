"""Pages of running text, and sections that list the pages below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.blocks.fields import ContentField
from core.models import BasePage
from core.visibility import visible_to


class SectionBlock(blocks.StructBlock):
    """A heading with its text."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    text = blocks.RichTextBlock(label="Text", features=settings.RICH_TEXT_FEATURES)

    class Meta:
        label = "Abschnitt"
        icon = "title"
        template = "blocks/section.html"


class InformationPage(BasePage):
    """A page of running text: about the programme, legal notices."""

    summary = models.TextField("Kurzbeschreibung", max_length=500, blank=True)
    body = ContentField([("section", SectionBlock())], blank=True, verbose_name="Text")

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["pages.SectionPage", "home.HomePage"]
    subpage_types: Sequence[str] = []
    template = "pages/information_page.html"

    class Meta:
        verbose_name = "Informationsseite"
        verbose_name_plural = "Informationsseiten"


class SectionPage(BasePage):
    """A part of the site that introduces and lists the pages below it, as `/programm/` does."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["pages.InformationPage"]
    template = "pages/section_page.html"

    class Meta:
        verbose_name = "Bereich"
        verbose_name_plural = "Bereiche"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        children = visible_to(request.user, InformationPage.objects.child_of(self))
        context["children"] = children.order_by("path")
        return context
