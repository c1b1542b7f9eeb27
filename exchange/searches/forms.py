"""The form by which somebody asks to hear of a search."""

from __future__ import annotations

from django import forms

from exchange.searches.models import Frequency


class SubscribeForm(forms.Form):
    email = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        error_messages={
            "required": "Bitte geben Sie Ihre E-Mail-Adresse an.",
            "invalid": "Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "kern-form-input__input"}),
    )
    frequency = forms.ChoiceField(
        label="Wie oft?",
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.Select(attrs={"class": "kern-form-input__select"}),
    )
    consent = forms.BooleanField(
        label="Ich möchte diese E-Mails bekommen",
        error_messages={"required": "Ohne Ihr Einverständnis können wir Ihnen keine E-Mails schicken."},
    )
