"""The practice page and the list of practices (which is the search, narrowed)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import BasePage, Branch, CompanySize, Region, TargetGroup, Topic
from core.visibility import visible_to
from core.vocabularies.panels import term_panel
from partners.models import VerbundPage
from search.likeness import alike
from search.views import narrowed_search_page


class Evidence(models.TextChoices):
    """How well it is shown that a practice works, the weakest first. The values stand in addresses and spreadsheets."""

    HINT = "hinweis", "Hinweis"
    TRIED = "erprobt", "erprobt"
    MEASURED = "gemessen", "gemessen"
    EVALUATED = "extern-evaluiert", "extern evaluiert"


class PracticeTag(TaggedItemBase):
    content_object = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="tagged_items")


class PracticePage(BasePage):
    """A case study of something that worked (or did not), told so that others can transfer it."""

    #: The import's `id`: what a spreadsheet calls this practice.
    external_id = models.CharField(
        "Externe Kennung",
        max_length=100,
        blank=True,
        null=True,
        unique=True,
        help_text="Kennung aus einer Importdatei. Ein erneuter Import ändert das Beispiel mit dieser Kennung.",
    )
    summary = models.TextField(
        "Kurzbeschreibung",
        max_length=500,
        help_text="Ein Satz, der das Ergebnis nennt. Steht in der Trefferliste.",
    )
    background = RichTextField("Ausgangslage", blank=True, help_text="Was war das Problem, für wen, in Zahlen?")
    approach = RichTextField("Vorgehen", blank=True, help_text="Wer hat was in welcher Reihenfolge getan?")
    outcome = RichTextField("Ergebnis", blank=True, help_text="Was kam heraus, auch was nicht gelang?")
    transferability = RichTextField(
        "Übertragbarkeit",
        blank=True,
        help_text="Was ist der Kern, was lässt sich anpassen, für wen passt es nicht?",
    )
    verbund = models.ForeignKey(
        VerbundPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name="Verbund",
    )
    branches = ParentalManyToManyField(Branch, blank=True, verbose_name="Branchen", related_name="+")
    regions = ParentalManyToManyField(Region, blank=True, verbose_name="Regionen", related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, verbose_name="Themen", related_name="+")
    target_groups = ParentalManyToManyField(TargetGroup, blank=True, verbose_name="Zielgruppen", related_name="+")
    company_sizes = ParentalManyToManyField(CompanySize, blank=True, verbose_name="Betriebsgrößen", related_name="+")
    year = models.PositiveSmallIntegerField(
        "Jahr",
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text="Das Jahr, in dem das Beispiel umgesetzt wurde.",
    )
    evidence = models.CharField(
        "Nachweis",
        max_length=20,
        choices=Evidence,
        blank=True,
        help_text="Wie gut ist belegt, dass es wirkt? Hinweis: Es gibt Anzeichen. Erprobt: Es hat in Betrieben "
        "funktioniert. Gemessen: Zahlen zeigen einen Unterschied. Extern evaluiert: Andere haben es geprüft.",
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Bild",
    )
    image_alt = models.CharField(
        "Alternativtext des Bildes",
        max_length=250,
        blank=True,
        help_text="Was ist zu sehen? Für alle, die das Bild nicht sehen.",
    )
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name="Schlagworte")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("background"),
                FieldPanel("approach"),
                FieldPanel("outcome"),
                FieldPanel("transferability"),
            ],
            heading="Das Beispiel",
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("verbund", "partners.VerbundPage"),
                term_panel("branches"),
                term_panel("regions"),
                term_panel("topics"),
                term_panel("target_groups"),
                term_panel("company_sizes"),
                FieldPanel("year"),
                FieldPanel("evidence"),
                FieldPanel("tags"),
            ],
            heading="Einordnung",
        ),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading="Bild"),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("external_id")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("external_id"),
        index.FilterField("year"),
    ]
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: Sequence[str] = []
    template = "practices/practice_page.html"

    class Meta:
        verbose_name = "Praxisbeispiel"
        verbose_name_plural = "Praxisbeispiele"

    def clean(self) -> None:
        super().clean()
        # Many spreadsheets have no id; '' would collide on the second one, NULL does not.
        self.external_id = (self.external_id or "").strip() or None
        if self.image_id and not self.image_alt.strip():
            raise ValidationError({"image_alt": "Bitte beschreiben Sie das Bild in einem Satz."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        networks = visible_to(request.user, VerbundPage.objects.filter(pk=self.verbund_id))
        context["verbund"] = networks.first() if self.verbund_id else None
        context["alike"] = alike(self.pk, f"{self.title}. {self.summary}", "praxis", 3, user=request.user)
        return context


class PracticeIndexPage(BasePage):
    """All practices: the faceted search, narrowed to practices."""

    intro = models.TextField("Einleitung", blank=True, max_length=1000)
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count = 1

    class Meta:
        verbose_name = "Liste der Praxisbeispiele"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return narrowed_search_page(request, page=self, fixed={"art": ("praxis",)})
