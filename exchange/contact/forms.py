"""The form „Kontakt“."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 3000
#: More links than that are advertising.
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class ContactForm(forms.Form):
    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Bitte nennen Sie Ihren Namen: Die Antwort soll jemanden ansprechen können."),
            "max_length": _("Bitte kürzen Sie den Namen auf 100\u00a0Zeichen."),
        },
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        help_text=_("Für die Antwort und für Ihre Kopie."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Bitte geben Sie Ihre E-Mail-Adresse an, sonst kann Ihnen niemand antworten."),
            "invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de"),
        },
    )
    message = forms.CharField(
        label=_("Ihre Nachricht"),
        max_length=LONGEST,
        help_text=_("Was möchten Sie wissen? Höchstens 3.000\u00a0Zeichen."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Bitte schreiben Sie, worum es Ihnen geht."),
            "max_length": _("Bitte kürzen Sie die Nachricht auf 3.000\u00a0Zeichen."),
        },
    )

    def clean_name(self) -> str:
        # It stands in a mail: one line, whatever was sent.
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_message(self) -> str:
        message = str(self.cleaned_data["message"])
        if len(_LINK.findall(message)) > MOST_LINKS:
            raise forms.ValidationError(
                _("Bitte nennen Sie höchstens zwei Links: Nachrichten mit mehr halten viele Postfächer für Werbung.")
            )
        return message
