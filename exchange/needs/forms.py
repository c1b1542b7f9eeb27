"""The forms „Bedarf melden“ and „Barriere melden“."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.vocabularies.models import Branch, Region
from exchange.needs.models import Need


class NeedForm(forms.ModelForm):
    branch = forms.ModelChoiceField(
        Branch.objects.filter(parent=None),
        label=_("Branche (wenn Sie mögen)"),
        required=False,
        empty_label=_("keine Angabe"),
    )
    region = forms.ModelChoiceField(
        Region.objects.filter(parent=None),
        label=_("Region (wenn Sie mögen)"),
        required=False,
        empty_label=_("keine Angabe"),
    )

    class Meta:
        model = Need
        fields = ["sought", "situation", "branch", "region", "email"]
        labels = {
            "sought": _("Wonach haben Sie gesucht?"),
            "situation": _("Worum geht es bei Ihnen? (wenn Sie mögen)"),
            "email": _("E-Mail-Adresse für eine Antwort (wenn Sie mögen)"),
        }
        help_texts = {
            "situation": _("Höchstens 2.000\u00a0Zeichen. Bitte nennen Sie keine Namen."),
            "email": _("Nur für die Antwort. Wir löschen die Adresse nach 180 Tagen."),
        }
        error_messages = {
            "sought": {
                "required": _("Bitte sagen Sie in ein paar Wörtern, wonach Sie gesucht haben."),
                "max_length": _(
                    "Bitte fassen Sie sich kürzer: höchstens 200\u00a0Zeichen. Mehr Platz ist weiter unten."
                ),
            },
            "situation": {"max_length": _("Bitte kürzen Sie den Text auf 2.000\u00a0Zeichen.")},
            "email": {"invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de")},
        }
        widgets = {
            "situation": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class BarrierForm(forms.ModelForm):
    """What somebody could not use. The office has to answer (§ 12b BGG), so an address is asked for, but not needed."""

    class Meta:
        model = Need
        fields = ["sought", "page_address", "situation", "email"]
        labels = {
            "sought": _("Was konnten Sie nicht lesen oder bedienen?"),
            "page_address": _("Auf welcher Seite? (wenn Sie es wissen)"),
            "situation": _("Womit lesen Sie die Seite? (wenn Sie mögen)"),
            "email": _("E-Mail-Adresse für eine Antwort (wenn Sie mögen)"),
        }
        help_texts = {
            "situation": _("Etwa Screenreader, Vergrößerung, nur Tastatur, Telefon. Höchstens 2.000\u00a0Zeichen."),
            "email": _("Nur für die Antwort. Wir löschen die Adresse nach 180 Tagen."),
        }
        error_messages = {
            "sought": {
                "required": _("Bitte sagen Sie in ein paar Wörtern, was nicht ging."),
                "max_length": _(
                    "Bitte fassen Sie sich kürzer: höchstens 200\u00a0Zeichen. Mehr Platz ist weiter unten."
                ),
            },
            "page_address": {"max_length": _("Bitte kürzen Sie die Adresse auf 300\u00a0Zeichen.")},
            "situation": {"max_length": _("Bitte kürzen Sie den Text auf 2.000\u00a0Zeichen.")},
            "email": {"invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de")},
        }
        widgets = {
            "situation": forms.Textarea(attrs={"rows": 4}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
