"""A form with every kind of field."""

from __future__ import annotations

from django import forms

CHOICES = [("ja", "Ja"), ("nein", "Nein"), ("offen", "Das wissen wir noch nicht")]


class GalleryForm(forms.Form):
    name = forms.CharField(label="Name", help_text="Vor- und Nachname.")
    email = forms.EmailField(label="E-Mail-Adresse")
    branch = forms.ChoiceField(label="Branche", choices=[("", "keine Angabe"), *CHOICES])
    message = forms.CharField(
        label="Qualifizierungsbedarfsermittlung in der Fahrzeugzulieferindustrie",
        help_text="Höchstens 2.000 Zeichen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = forms.DateField(label="Tag", widget=forms.DateInput(attrs={"type": "date"}))
    once = forms.ChoiceField(label="Nehmen Sie teil?", choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Was trifft zu?", help_text="Mehreres ist möglich.", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    consent = forms.BooleanField(label="Ich bin einverstanden, dass meine Angaben gespeichert werden.")


def filled() -> GalleryForm:
    return GalleryForm(
        initial={"name": "Kim Beispiel", "email": "kim@firma.example", "once": "ja", "several": ["ja", "offen"]},
        auto_id="gut_%s",
    )


def refused() -> GalleryForm:
    """Every field with an error."""
    return GalleryForm({"email": "kim@", "day": "gestern"}, auto_id="schlecht_%s")
