"""The small forms around the steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.submission import fields
from practices.submission.models import MESSAGE_LENGTH


class StartForm(forms.Form):
    use_required_attribute = False

    email = fields.address(
        _("Ihre E-Mail-Adresse"),
        _("Bitte nennen Sie Ihre E-Mail-Adresse: Dorthin schicken wir den Link, mit dem Sie weiterschreiben."),
        _("Dorthin schicken wir den Link, mit dem Sie weiterschreiben, und Nachrichten zum Stand."),
    )


class SendForm(forms.Form):
    use_required_attribute = False

    agreed = forms.BooleanField(
        label=_("Ich darf diese Angaben für meinen Verbund einreichen, und Personen sind darin nicht genannt."),
        error_messages={"required": _("Bitte bestätigen Sie das, bevor Sie abschicken.")},
    )


class TextForm(forms.Form):
    """A question, an answer, a reason."""

    use_required_attribute = False

    text = fields.text(_("Text"), _("Bitte schreiben Sie etwas."), "", length=MESSAGE_LENGTH, rows=6)

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text
