"""The form „Bedarf melden“."""

from __future__ import annotations

from django import forms

from core.vocabularies.models import Branch, Region
from exchange.needs.models import Need


class NeedForm(forms.ModelForm):
    branch = forms.ModelChoiceField(
        Branch.objects.filter(parent=None), label="Branche (wenn Sie mögen)", required=False, empty_label="keine Angabe"
    )
    region = forms.ModelChoiceField(
        Region.objects.filter(parent=None), label="Region (wenn Sie mögen)", required=False, empty_label="keine Angabe"
    )

    class Meta:
        model = Need
        fields = ["sought", "situation", "branch", "region", "email"]
        labels = {
            "sought": "Wonach haben Sie gesucht?",
            "situation": "Worum geht es bei Ihnen? (wenn Sie mögen)",
            "email": "E-Mail-Adresse für eine Antwort (wenn Sie mögen)",
        }
        help_texts = {
            "situation": "Höchstens 2.000 Zeichen. Bitte nennen Sie keine Namen.",
            "email": "Nur für die Antwort. Wir löschen die Adresse nach 180 Tagen.",
        }
        error_messages = {
            "sought": {
                "required": "Bitte sagen Sie in ein paar Wörtern, wonach Sie gesucht haben.",
                "max_length": "Bitte fassen Sie sich kürzer: höchstens 200 Zeichen. Mehr Platz ist im nächsten Feld.",
            },
            "situation": {"max_length": "Bitte kürzen Sie den Text auf 2.000 Zeichen."},
            "email": {"invalid": "Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de"},
        }
        widgets = {
            "situation": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
