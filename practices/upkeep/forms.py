"""The forms behind the links: nothing but a button, a reason, or the practice's own fields as they are now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.measures import MeasureField
from practices.models import PracticePage
from practices.too_long import too_long
from practices.upkeep.changes import FIELDS, GROUPS, RICH, changed, label, shown

NOTE_LENGTH = 5000
TEXT_LENGTH = 20_000
_SALT = "practices.upkeep.base"


class EndedForm(forms.Form):
    note = forms.CharField(
        label=_("Warum, und was bleibt? (wenn Sie mögen)"),
        help_text=_("Höchstens 1.000 Zeichen. Daraus lernen andere am meisten."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": too_long(1000)},
    )


class ChangesForm(forms.Form):
    """The public fields, filled with the public text. `base` says which text that was."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, page: PracticePage) -> None:
        super().__init__(data, initial={"base": signing.dumps(page.live_revision_id, salt=_SALT)})
        self._page = page
        for name in FIELDS:
            self.fields[name] = _field(name)
            self.initial[name] = shown(page, name)
        self.fields["note"] = forms.CharField(
            label=gettext("Was sollen wir noch wissen?"),
            help_text=gettext(
                "Etwa neue Zahlen, Dateien, Beteiligte oder eine neue E-Mail-Adresse. Höchstens 5.000 Zeichen."
            ),
            max_length=NOTE_LENGTH,
            required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"max_length": too_long(NOTE_LENGTH)},
        )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by heading, for the template."""
        return [(str(heading), [self[name] for name in names]) for heading, names in GROUPS.items()]

    def base_page(self) -> PracticePage:
        """The practice as the form showed it; as it is now where that is not known any more."""
        try:
            pk = signing.loads(self.cleaned_data["base"], salt=_SALT)
        except signing.BadSignature:
            pk = None
        revision = self._page.revisions.filter(pk=pk).first() if pk else None
        return revision.as_object() if revision else self._page

    def changes(self) -> dict[str, Any]:
        """What differs from what was shown."""
        return changed(self.base_page(), {name: self.cleaned_data[name] for name in FIELDS})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned["note"].strip() and not self.changes():
            raise forms.ValidationError(
                gettext(
                    "Bisher ist alles wie zuvor. Bitte ändern Sie, was nicht mehr stimmt, "
                    "oder schreiben Sie es ins letzte Feld."
                )
            )
        return cleaned


def _field(name: str) -> forms.Field:
    """As the model has it; running text as plain text."""
    if name in RICH:
        return forms.CharField(
            label=label(name),
            help_text=gettext("Eine leere Zeile beginnt einen Absatz, „- “ am Zeilenanfang eine Aufzählung."),
            required=False,
            max_length=TEXT_LENGTH,
            widget=forms.Textarea(attrs={"rows": 8}),
            error_messages={"max_length": too_long(TEXT_LENGTH)},
        )
    model_field: Any = PracticePage._meta.get_field(name)
    made: forms.Field = model_field.formfield(localize=False)
    made.error_messages = {**made.error_messages, "required": gettext("Bitte lassen Sie dieses Feld nicht leer.")}
    if name == "title":
        made.help_text = gettext("Was getan wurde, nicht wie das Projekt hieß.")
    if isinstance(made, forms.ChoiceField):
        made.choices = [(key, text if key else gettext("nicht angegeben")) for key, text in model_field.get_choices()]
    if length := getattr(made, "max_length", None):
        made.error_messages["max_length"] = too_long(length)
    if isinstance(model_field, MeasureField):
        made.validators += model_field.validators
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 4
    if isinstance(made, forms.DateField):
        made.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        made.input_formats = ["%Y-%m-%d", "%d.%m.%Y"]
    return made
