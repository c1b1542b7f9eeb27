"""The form by which somebody asks to hear of a search."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.searches.models import Frequency


class SubscribeForm(forms.Form):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        error_messages={
            "required": _("Bitte geben Sie Ihre E-Mail-Adresse an."),
            "invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "kern-form-input__input"}),
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft?"),
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.Select(attrs={"class": "kern-form-input__select"}),
    )
    consent = forms.BooleanField(
        label=_("Ich möchte diese E-Mails bekommen"),
        error_messages={"required": _("Ohne Ihr Einverständnis können wir Ihnen keine E-Mails schicken.")},
    )
