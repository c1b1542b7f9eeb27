"""Pages of running text, and sections that list the pages below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.blocks.fields import ContentField
from core.models import BasePage
from core.visibility import visible_to
from portal.pages.blocks import BODY_BLOCKS


class InformationPage(BasePage):
    """A page of running text: about the programme, legal notices."""

    summary = models.TextField("Kurzbeschreibung", max_length=500, blank=True)
    body = ContentField(BODY_BLOCKS, blank=True, verbose_name="Text")

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["pages.SectionPage", "home.HomePage"]
    subpage_types: Sequence[str] = []
    template = "pages/information_page.html"

    class Meta:
        verbose_name = _("Informationsseite")
        verbose_name_plural = "Informationsseiten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # A contents list of the blocks that have a heading; the numbers are the anchors in the template.
        context["contents"] = [
            (number, block.value["heading"])
            for number, block in enumerate(self.body, start=1)
            if block.value.get("heading")
        ]
        return context


class SectionPage(BasePage):
    """A part of the site that introduces and lists the pages below it, as `/programm/` does."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["pages.InformationPage", "pages.GlossaryPage", "pages.NewsIndexPage"]
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("Bereich")
        verbose_name_plural = "Bereiche"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        children = visible_to(request.user, Page.objects.child_of(self)).order_by("path")
        context["children"] = list(children.specific(defer=False))
        return context
