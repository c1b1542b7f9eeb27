"""What an office sets of its site: what it is called, which colour it has, what its slim line says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from portal.appearance.colours import LIGHT_GROUNDS, as_colour, contrast, is_readable, readable


class AppearanceForm(WagtailAdminModelForm):
    """Beside the settings themselves: the site's name, which Wagtail keeps with the site."""

    site_name = forms.CharField(
        label="Name der Website",
        max_length=255,
        help_text="Steht im Kopf jeder Seite, in Feeds und in E-Mails.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site_name"].initial = self.instance.site.site_name or settings.WAGTAIL_SITE_NAME

    def save(self, commit: bool = True) -> Appearance:
        appearance: Appearance = super().save(commit)
        if commit and (name := self.cleaned_data["site_name"]) != appearance.site.site_name:
            appearance.site.site_name = name
            appearance.site.save(update_fields=["site_name"])
        return appearance


@register_setting(icon="view", order=50)
class Appearance(BaseSiteSetting):
    """The settings „Erscheinungsbild“. Everything is optional; without a colour the site has KERN's turquoise."""

    claim = models.TextField(
        "Was die Seite ist",
        max_length=300,
        blank=True,
        help_text="Ein Satz. Steht am Fuß jeder Seite.",
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Logo",
        help_text="Ersetzt das Zeichen neben dem Namen. Am besten mit durchsichtigem Grund, mindestens 80 Pixel hoch; "
        "es muss auch auf dunklem Grund zu erkennen sein.",
    )
    brand_colour = models.CharField(
        "Hausfarbe",
        max_length=7,
        blank=True,
        help_text="Als #rrggbb. Für die Linie unter dem Kopf, Karte, Diagramme und Terminblöcke. Hellere Töne und die "
        "Fassung für die dunkle Ansicht werden daraus berechnet; ob Schrift in ihr lesbar ist, wird geprüft.",
    )
    programme = models.CharField(
        "Zu welchem Programm die Seite gehört",
        max_length=120,
        blank=True,
        help_text="Steht in der schmalen Zeile über dem Kopf.",
    )
    programme_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Seite über das Programm",
    )
    easy_language_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Seite in Leichter Sprache",
        help_text="Ist von jeder Seite aus zu erreichen, ebenso die nächste.",
    )
    sign_language_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Seite in Gebärdensprache",
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Seite mit dem Kontakt",
    )

    base_form_class = AppearanceForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("claim"), FieldPanel("logo"), FieldPanel("brand_colour")],
            heading="Name und Farbe",
        ),
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                FieldPanel("programme_page"),
                FieldPanel("easy_language_page"),
                FieldPanel("sign_language_page"),
            ],
            heading="Schmale Zeile über dem Kopf",
        ),
        MultiFieldPanel([FieldPanel("contact_page")], heading="Fuß der Seite"),
    ]

    class Meta:
        verbose_name = "Erscheinungsbild"

    def clean(self) -> None:
        """The colour has to be one in which text can be read on white; the next darker one is offered."""
        super().clean()
        if not self.brand_colour:
            return
        try:
            colour = as_colour(self.brand_colour)
        except ValueError:
            raise ValidationError(
                {"brand_colour": "Das ist keine Farbe. Bitte geben Sie sie als #rrggbb an, zum Beispiel #00665c."}
            ) from None
        if not is_readable(colour, LIGHT_GROUNDS):
            ratio = f"{min(contrast(colour, ground) for ground in LIGHT_GROUNDS):.1f}".replace(".", ",")
            darker = readable(colour, LIGHT_GROUNDS, "#000000")
            message = (
                f"Schrift in {colour} ist auf hellem Grund schlecht zu lesen: Der Kontrast ist {ratio} zu 1, nötig "
                f"sind 4,5 zu 1. Etwas dunkler geht es: {darker}"
            )
            raise ValidationError({"brand_colour": message})
        self.brand_colour = colour


def appearance_of(site: Site | None) -> Appearance:
    """What was set for the site, with its logo in the same query; the defaults (not saved) when nothing was."""
    if site is None:
        return Appearance()
    found = Appearance.objects.filter(site=site).select_related("logo").first()
    return found or Appearance(site=site)
