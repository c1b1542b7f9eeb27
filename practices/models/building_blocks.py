"""Building blocks („Bausteine“): what practices are made of and others can take as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.blocks.fields import ContentField
from core.files import offered
from core.models import BasePage
from core.visibility import visible_to
from practices.blocks import FileBlock
from practices.paging import one_page
from practices.tiers import SUMMARY_LENGTH

PRACTICES_ON_A_PAGE = 20
BLOCKS_ON_A_PAGE = 24


class BuildingBlockPage(BasePage):
    """A template, a method or a contract that practices use, with its files."""

    summary = models.TextField(
        "Kurzbeschreibung",
        max_length=SUMMARY_LENGTH,
        help_text="Ein Satz: Wozu dient der Baustein? Steht in der Trefferliste.",
    )
    description = RichTextField("Beschreibung", blank=True, help_text="Wann hilft er, und wie wird er benutzt?")
    files = ContentField([("file", FileBlock())], blank=True, max_num=20, verbose_name="Dateien")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("files"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["practices.BuildingBlockIndexPage"]
    subpage_types: Sequence[str] = []
    template = "practices/building_block_page.html"

    class Meta:
        verbose_name = _("Baustein")
        verbose_name_plural = "Bausteine"

    def used_in(self, user: Any) -> PageQuerySet:
        """The practices that use it, as far as `user` may see them."""
        practices = apps.get_model("practices", "PracticePage").objects
        links = apps.get_model("practices", "PracticeBuildingBlock").objects.filter(block_id=self.pk)
        return visible_to(user, practices.filter(pk__in=links.values("page_id"))).order_by("-year", "title")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["used_in"] = one_page(request, self.used_in(request.user), PRACTICES_ON_A_PAGE)
        context["files"] = offered(block.value for block in self.files)
        return context


class BuildingBlockIndexPage(BasePage):
    """All building blocks, by title."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.BuildingBlockPage"]
    max_count = 1
    template = "practices/building_block_index_page.html"

    class Meta:
        verbose_name = _("Liste der Bausteine")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        blocks = visible_to(request.user, BuildingBlockPage.objects.child_of(self)).order_by("title")
        context["items"] = one_page(request, blocks, BLOCKS_ON_A_PAGE)
        return context
