"""The glossary: its page, and the terms that are explained on other pages too."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from core.models import BasePage
from portal.pages.models.information import InformationPage


class GlossaryPage(InformationPage):
    """Words of the field with their meaning. Where one occurs on another page, that page explains it."""

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        InlinePanel("entries", heading="Begriffe", label="Begriff"),
    ]
    parent_page_types = ["pages.SectionPage", "home.HomePage"]
    max_count = 1
    template = "pages/glossary_page.html"

    class Meta:
        verbose_name = _("Glossar")
        verbose_name_plural = "Glossare"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["entries"] = sorted(self.entries.all(), key=lambda entry: slugify(entry.term))
        return context


class GlossaryEntry(Orderable):
    """One term. Its variants are the other ways in which it is written, an abbreviation above all."""

    page = ParentalKey(GlossaryPage, on_delete=models.CASCADE, related_name="entries")
    term = models.CharField("Begriff", max_length=80)
    variants = models.CharField(
        "Andere Schreibweisen",
        max_length=200,
        blank=True,
        help_text="Mit Komma getrennt, etwa „TQ, Teilqualifikationen“.",
    )
    definition = models.TextField("Erklärung", max_length=600, help_text="Ein bis drei Sätze, ohne weitere Fachwörter.")

    panels = [FieldPanel("term"), FieldPanel("variants"), FieldPanel("definition")]

    class Meta(Orderable.Meta):
        verbose_name = "Begriff"
        verbose_name_plural = "Begriffe"

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        super().clean()
        if any(len(way) < 2 for way in self.ways):
            raise ValidationError(
                {"variants": gettext("Ein einzelner Buchstabe käme in jedem Text vor. Bitte schreiben Sie ihn aus.")}
            )

    @property
    def ways(self) -> list[str]:
        """All ways in which the term is written, itself first."""
        return [self.term, *(way.strip() for way in self.variants.split(",") if way.strip())]

    @property
    def anchor(self) -> str:
        """Where it stands on the glossary's page."""
        return slugify(self.term) or f"begriff-{self.pk}"
