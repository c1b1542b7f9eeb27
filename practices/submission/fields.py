"""The fields of the form: plain ones with German messages, and terms of a vocabulary."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.vocabularies.models import Term
from core.vocabularies.panels import TermCheckboxes
from core.vocabularies.tree import in_tree_order
from practices.too_long import too_long

#: A text that may wait with its language until it is shown.
Words = Any
TEXT_LENGTH = 5_000
MOST_TERMS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def no_control(text: str) -> None:
    if _CONTROL.search(text):
        raise forms.ValidationError(_("Bitte nehmen Sie Steuerzeichen heraus, die mit kopiert wurden."))


def line(label: Words, length: int, missing: Words, help_text: Words = "", **attrs: str) -> forms.CharField:
    """Text of one line; what was pasted with breaks becomes one."""
    return _Line(
        label=label,
        help_text=help_text,
        max_length=length,
        validators=[no_control],
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing, "max_length": too_long(length)},
    )


def text(
    label: Words, missing: Words, help_text: Words, length: int = TEXT_LENGTH, rows: int = 8, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=length,
        required=required,
        validators=[no_control],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": too_long(length)},
    )


def address(label: Words, missing: Words, help_text: Words) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": missing,
            "invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: projekt@verbund.de"),
            "max_length": _("Diese E-Mail-Adresse ist zu lang."),
        },
    )


def choice(label: Words, choices: Any, missing: Words, help_text: Words = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": _("Bitte wählen Sie etwas aus der Liste.")},
    )


def day(label: Words, help_text: Words, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%m.%Y", "%m/%Y"],
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        error_messages={
            "required": _("Bitte nennen Sie Monat und Jahr."),
            "invalid": _("Das ist kein Datum. Beispiele: 03.2023 oder 15.03.2023"),
        },
    )


class TermsField(forms.ModelMultipleChoiceField):
    """Terms of a vocabulary by slug: what was saved stays true when terms are merged or renumbered."""

    def __init__(self, vocabulary: type[Term], label: Words, missing: Words, help_text: Words = "") -> None:
        super().__init__(
            queryset=vocabulary._default_manager.none(),
            to_field_name="slug",
            label=label,
            help_text=help_text,
            widget=TermCheckboxes,
            error_messages={
                "required": missing,
                "invalid_choice": _("Etwas davon gibt es nicht mehr. Bitte wählen Sie neu."),
            },
        )
        self.vocabulary = vocabulary

    def load(self) -> None:
        """Read the vocabulary as it is now; once a form."""
        self.queryset = self.vocabulary._default_manager.all()

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) > MOST_TERMS:
            raise forms.ValidationError(
                _("Bitte wählen Sie höchstens %(most)s, sonst findet niemand mehr, worum es vor allem geht.")
                % {"most": MOST_TERMS}
            )
        return super().clean(value)

    def labels(self, terms: Any) -> list[str]:
        return [term.label for term, _depth in in_tree_order(terms)]


class _Line(forms.CharField):
    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())
