"""One model a vocabulary, so that foreign keys, choosers and permissions tell them apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

#: What the search calls a record without any term of a vocabulary (`search.facets.NOT_GIVEN`).
RESERVED_SLUG = "ohne-angabe"

LONGEST_LABEL = 120
MOST_SYNONYMS = 30


class CurrentTerms(models.Manager[Any]):
    """The terms that can be chosen: those not merged into another. The default, so that no chooser or facet forgets."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(merged_into__isnull=True)


class Term(index.Indexed, models.Model):
    """A value of a vocabulary. The slug stands in addresses, bookmarks and spreadsheets and never changes."""

    slug = models.SlugField(
        "Kürzel",
        max_length=80,
        unique=True,
        help_text="Steht in Adressen und Importdateien und bleibt nach dem ersten Speichern, wie es ist.",
    )
    label = models.CharField("Bezeichnung", max_length=LONGEST_LABEL)
    synonyms = models.TextField(
        "Synonyme",
        blank=True,
        max_length=2000,
        help_text="Je Zeile ein Wort, unter dem man den Begriff ebenfalls finden soll, etwa „Kfz-Industrie“.",
    )
    description = models.TextField(
        "Erläuterung", blank=True, max_length=1000, help_text="Was gehört dazu und was nicht? Ein bis drei Sätze."
    )
    code = models.CharField(
        "Schlüssel", max_length=40, blank=True, help_text="Amtlicher Schlüssel, etwa WZ 2008 oder AGS."
    )
    order = models.PositiveIntegerField("Reihenfolge", default=0)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="aufgegangen in",
    )

    objects = CurrentTerms()
    #: With the terms that were merged into another; their slugs stay taken, because old addresses name them.
    everything = models.Manager["Term"]()

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.SearchField("synonyms"),
        index.SearchField("code"),
    ]

    class Meta:
        abstract = True
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def synonym_list(self) -> list[str]:
        return read_synonyms(self.synonyms)

    def clean(self) -> None:
        super().clean()
        self._clean_slug()
        words = [word for word in read_synonyms(self.synonyms) if word.casefold() != self.label.casefold()]
        if len(words) > MOST_SYNONYMS:
            raise ValidationError({"synonyms": f"Das sind {len(words)} Synonyme, möglich sind {MOST_SYNONYMS}."})
        long = next((word for word in words if len(word) > LONGEST_LABEL), None)
        if long:
            raise ValidationError({"synonyms": f"„{long[:40]} …“ ist länger als {LONGEST_LABEL} Zeichen."})
        self.synonyms = "\n".join(words)

    def _clean_slug(self) -> None:
        if self.slug == RESERVED_SLUG:
            raise ValidationError(
                {
                    "slug": f"„{RESERVED_SLUG}“ steht in der Suche für Einträge, bei denen nichts angegeben ist. "
                    "Bitte wählen Sie ein anderes Kürzel."
                }
            )
        merged = type(self).everything.filter(slug=self.slug, merged_into__isnull=False).exclude(pk=self.pk).first()
        if merged is not None:
            raise ValidationError(
                {"slug": f"„{self.slug}“ gehörte „{merged.label}“, das in „{merged.merged_into}“ aufgegangen ist."}
            )
        if self.pk:
            before = type(self).everything.filter(pk=self.pk).values_list("slug", flat=True).first()
            if before is not None and before != self.slug:
                raise ValidationError(
                    {
                        "slug": f"Das Kürzel bleibt „{before}“, weil Adressen und Importdateien es nennen. "
                        "Ändern Sie stattdessen die Bezeichnung."
                    }
                )

    panels: list[Any] = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("synonyms"),
        FieldPanel("description"),
        FieldPanel("code"),
        FieldPanel("order"),
    ]


def read_synonyms(text: str) -> list[str]:
    """One synonym a line; empty lines and repetitions do not count."""
    words: dict[str, str] = {}
    for line in text.splitlines():
        word = " ".join(line.split())
        if word:
            words.setdefault(word.casefold(), word)
    return list(words.values())


class TreeTerm(Term):
    """A value of a tree: choosing a parent in the search includes its children."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="übergeordnet",
    )

    class Meta(Term.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        seen = {self.pk}
        ancestor = self.parent
        while ancestor is not None:
            if self.pk is not None and ancestor.pk in seen:
                raise ValidationError(
                    {"parent": f"„{ancestor}“ liegt unterhalb von „{self}“. Bitte wählen Sie einen anderen Platz."}
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.parent

    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("parent", widget=forms.Select),
        FieldPanel("synonyms"),
        FieldPanel("description"),
        FieldPanel("code"),
        FieldPanel("order"),
    ]


class Branch(TreeTerm):
    class Meta(TreeTerm.Meta):
        verbose_name = "Branche"
        verbose_name_plural = "Branchen"


class Region(TreeTerm):
    nuts = models.CharField("NUTS", max_length=5, blank=True, help_text="Schlüssel der EU-Statistik, etwa DE254.")

    panels = [*TreeTerm.panels[:-1], FieldPanel("nuts"), TreeTerm.panels[-1]]

    class Meta(TreeTerm.Meta):
        verbose_name = "Region"
        verbose_name_plural = "Regionen"


class Topic(TreeTerm):
    class Meta(TreeTerm.Meta):
        verbose_name = "Thema"
        verbose_name_plural = "Themen"


class TargetGroup(Term):
    class Meta(Term.Meta):
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"


class CompanySize(Term):
    class Meta(Term.Meta):
        verbose_name = "Betriebsgröße"
        verbose_name_plural = "Betriebsgrößen"


class ObstacleType(Term):
    """„Stolperstein-Art“: the kinds that readers compare obstacles by across practices."""

    class Meta(Term.Meta):
        verbose_name = "Stolperstein-Art"
        verbose_name_plural = "Stolperstein-Arten"


class Instrument(Term):
    """„Förderinstrument“: what paid for the training, as named by law or programme."""

    class Meta(Term.Meta):
        verbose_name = "Förderinstrument"
        verbose_name_plural = "Förderinstrumente"
