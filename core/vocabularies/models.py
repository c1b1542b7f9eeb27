"""One model a vocabulary, so that foreign keys, choosers and permissions tell them apart."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

#: What the search calls a record without any term of a vocabulary (`search.facets.NOT_GIVEN`).
RESERVED_SLUG = "ohne-angabe"


class Term(index.Indexed, models.Model):
    """A value of a vocabulary. The slug stands in addresses, bookmarks and spreadsheets and never changes."""

    slug = models.SlugField(
        "Kürzel",
        max_length=80,
        unique=True,
        help_text="Steht in Adressen und Importdateien und bleibt nach dem ersten Speichern, wie es ist.",
    )
    label = models.CharField("Bezeichnung", max_length=120)
    code = models.CharField(
        "Schlüssel", max_length=20, blank=True, help_text="Amtlicher Schlüssel, etwa WZ 2008 oder AGS."
    )
    order = models.PositiveIntegerField("Reihenfolge", default=0)

    search_fields = [index.SearchField("label"), index.AutocompleteField("label"), index.SearchField("code")]

    class Meta:
        abstract = True
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.slug == RESERVED_SLUG:
            raise ValidationError(
                {
                    "slug": f"„{RESERVED_SLUG}“ steht in der Suche für Einträge, bei denen nichts angegeben ist. "
                    "Bitte wählen Sie ein anderes Kürzel."
                }
            )
        if self.pk:
            before = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
            if before is not None and before != self.slug:
                raise ValidationError(
                    {
                        "slug": f"Das Kürzel bleibt „{before}“, weil Adressen und Importdateien es nennen. "
                        "Ändern Sie stattdessen die Bezeichnung."
                    }
                )

    panels: list[Any] = [FieldPanel("label"), FieldPanel("slug"), FieldPanel("code"), FieldPanel("order")]


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
        FieldPanel("parent"),
        FieldPanel("code"),
        FieldPanel("order"),
    ]


class Branch(TreeTerm):
    class Meta(TreeTerm.Meta):
        verbose_name = "Branche"
        verbose_name_plural = "Branchen"


class Region(TreeTerm):
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
