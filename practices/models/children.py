"""What a practice has several of and what is looked at across practices: rows of their own, edited in its form.

Nothing here is required by the database: a draft may hold half a row.
"""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.db import models
from django.utils.translation import gettext
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from practices.choices import Method, Relation, Solved
from practices.measures import NOT_COLLECTED, grouped

PAGE = "practices.PracticePage"


class PracticeTag(TaggedItemBase):
    content_object = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="tagged_items")


class PracticeObstacle(Orderable):
    """„Stolperstein“: what stood in the way, and what was done about it."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="obstacles")
    kind = models.ForeignKey(
        "core.ObstacleType", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Art"
    )
    description = models.TextField(
        "Beschreibung", blank=True, max_length=1500, help_text="Was stand im Weg? Etwa: „Die Schichtleiter sagten ab.“"
    )
    remedy = models.TextField("Was half", blank=True, max_length=1500, help_text="Was haben Sie dagegen getan?")
    solved = models.CharField("Gelöst", max_length=10, choices=Solved, blank=True)

    panels = [
        FieldPanel("kind", widget=forms.Select),
        FieldPanel("description"),
        FieldPanel("remedy"),
        FieldPanel("solved"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "Stolperstein"


class PracticeEffect(Orderable):
    """„Wirkung“: an indicator before and after, or why there is none."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="effects")
    indicator = models.CharField(
        "Indikator",
        blank=True,
        max_length=200,
        help_text="Was wurde gezählt? Etwa: „Anmeldungen im Jahr“.",
    )
    unit = models.CharField("Einheit", blank=True, max_length=50, help_text="Etwa: Personen, Tage, Prozent.")
    before = models.DecimalField("Vorher", null=True, blank=True, max_digits=14, decimal_places=2)
    after = models.DecimalField("Nachher", null=True, blank=True, max_digits=14, decimal_places=2)
    as_of = models.DateField("Stichtag", null=True, blank=True)
    method = models.CharField("Methode", max_length=20, choices=Method, blank=True)
    source = models.CharField("Quelle", max_length=300, blank=True, help_text="Bericht, Statistik oder Adresse.")
    why_none = models.CharField(
        "Warum es keine Zahl gibt",
        max_length=300,
        blank=True,
        help_text="Nur ausfüllen, wenn nichts erhoben wurde. Die Zeile zählt dann nicht als Nachweis.",
    )

    panels = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("before"), FieldPanel("after")]),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("method")]),
        FieldPanel("source"),
        FieldPanel("why_none"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "Wirkung"

    @property
    def before_shown(self) -> str:
        return self._shown(self.before)

    @property
    def after_shown(self) -> str:
        return self._shown(self.after)

    def _shown(self, number: Decimal | None) -> str:
        if number is None:
            return gettext(NOT_COLLECTED)
        return f"{grouped(number.normalize())}\N{NO-BREAK SPACE}{self.unit}".rstrip()


class PracticeBuildingBlock(Orderable):
    """A building block that the practice uses."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="building_block_links")
    block = models.ForeignKey(
        "practices.BuildingBlockPage", on_delete=models.CASCADE, related_name="practice_links", verbose_name="Baustein"
    )

    panels = [PageChooserPanel("block")]


class PracticeRelation(Orderable):
    """Another practice that this one builds on, is a variant of or is replaced by."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField("Beziehung", max_length=20, choices=Relation, default=Relation.BUILDS_ON)
    target = models.ForeignKey(PAGE, on_delete=models.CASCADE, related_name="+", verbose_name="Praxisbeispiel")

    panels = [FieldPanel("kind"), PageChooserPanel("target", PAGE)]


class PracticeParticipant(Orderable):
    """An organisation that took part, by its page or by name, and what it did."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="participants")
    partner = models.ForeignKey(
        "partners.PartnerPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Partner",
    )
    name = models.CharField(
        "Name", max_length=200, blank=True, help_text="Name der Organisation, wenn sie hier keine Seite hat."
    )
    role = models.CharField("Rolle", max_length=200, blank=True, help_text="Etwa: „stellte die Lehrwerkstatt“.")

    panels = [PageChooserPanel("partner", "partners.PartnerPage"), FieldPanel("name"), FieldPanel("role")]
