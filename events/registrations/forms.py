"""The registration form: name and address always, and what the editor composed."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from events.registrations.models import Attendance, Registration
from events.registrations.seats import attendances

CONSENT = _(
    "Ich bin einverstanden, dass meine Angaben für die Vorbereitung und Durchführung dieser Veranstaltung gespeichert "
    "werden. Sie werden %(days)s\u00a0Tage nach der Veranstaltung gelöscht. Ich kann mich jederzeit über den Link in "
    "der E-Mail abmelden."
)
NAME_LENGTH, ANSWER_LENGTH, SHORT_LENGTH = 200, 2_000, 300
#: Seconds: nobody fills in the form quicker, and after so long the page is too old to be believed.
QUICKEST, OLDEST = 2, 24 * 3600
_SALT = "events.registrations.form"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CONTROL_BUT_BREAKS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> None:
    if _CONTROL.search(text):
        raise forms.ValidationError(gettext("Bitte nehmen Sie Zeilenumbrüche und Steuerzeichen heraus."))


def no_control(text: str) -> None:
    if _CONTROL_BUT_BREAKS.search(text):
        raise forms.ValidationError(gettext("Bitte nehmen Sie Steuerzeichen heraus."))


class AttendeeForm(forms.Form):
    """What can be changed later, too."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        strip=True,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Bitte nennen Sie Ihren Namen."),
            "max_length": _("Bitte kürzen Sie den Namen auf höchstens %(limit_value)s Zeichen."),
        },
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        ways = attendances(event)
        if len(ways) > 1:
            self.fields["attendance"] = forms.ChoiceField(
                label=_("Wie nehmen Sie teil?"),
                choices=[(way.value, way.label) for way in ways],
                widget=forms.RadioSelect,
                error_messages={"required": _("Bitte wählen Sie aus, wie Sie teilnehmen.")},
            )
        self._questions: dict[str, str] = {}
        for block in event.registration_form:
            name = f"frage_{block.id}"
            self._questions[name] = block.value["label"]
            self.fields[name] = _question(block.block_type, block.value)

    @property
    def attendance(self) -> str:
        return str(self.cleaned_data.get("attendance") or attendances(self.event)[0])

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Question and answer, as far as there is one."""
        return [
            (label, text) for name, label in self._questions.items() if (text := _text(self.cleaned_data.get(name)))
        ]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._questions]

    @classmethod
    def of(cls, registration: Registration) -> AttendeeForm:
        """With what the person has said already."""
        given = dict(map(tuple, registration.answers))
        form = cls(event=registration.event)
        form.initial = {"name": registration.name, "attendance": registration.attendance}
        for name, label in form._questions.items():
            if label in given:
                field = form.fields[name]
                form.initial[name] = (
                    given[label].split("; ") if isinstance(field, forms.MultipleChoiceField) else given[label]
                )
        return form


class RegistrationForm(AttendeeForm):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("An diese Adresse schicken wir einen Link, mit dem Sie die Anmeldung bestätigen."),
        error_messages={
            "required": _("Bitte nennen Sie Ihre E-Mail-Adresse."),
            "invalid": _("Das ist keine vollständige E-Mail-Adresse. Beispiel: name@firma.de"),
            "max_length": _("Diese E-Mail-Adresse ist zu lang."),
        },
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Ohne Ihr Einverständnis können wir Ihre Anmeldung nicht speichern.")}
    )
    #: When the page was made, signed: a program answers at once, and knows no time of ours.
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = self.consent_text
        self.initial["opened"] = signing.dumps("offen", salt=_SALT)
        names = ["name", "email", "attendance", *self._questions, "consent", "opened"]
        self.order_fields(names)

    @cached_property
    def consent_text(self) -> str:
        return self.event.consent_text or CONSENT % {"days": self.event.retention_days}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not _old_enough(cleaned.get("opened") or ""):
            # What was typed stands in the form, with a new time.
            self.data = _with(self.data, "opened", self.initial["opened"])
            if self.errors:  # what else has to be mended is reason enough to send it again
                return cleaned
            raise forms.ValidationError(gettext("Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab."))
        return cleaned


def _with(data: Any, name: str, value: str) -> Any:
    changed = data.copy()
    changed[name] = value
    return changed


def _old_enough(opened: str) -> bool:
    try:
        signing.loads(opened, salt=_SALT, max_age=OLDEST)
    except signing.BadSignature:
        return False
    try:
        signing.loads(opened, salt=_SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return True
    return False


def _question(kind: str, value: Any) -> forms.Field:
    hint = " ".join(
        filter(
            None,
            [
                value["help_text"],
                gettext("Zweck: %(purpose)s") % {"purpose": value["purpose"]} if value["purpose"] else "",
            ],
        )
    )
    common: dict[str, Any] = {
        "label": value["label"]
        if value["required"]
        else gettext("%(question)s (freiwillig)") % {"question": value["label"]},
        "help_text": hint,
        "required": bool(value["required"]),
        "error_messages": {"required": _("Bitte beantworten Sie diese Frage.")},
    }
    too_long = {"max_length": _("Bitte fassen Sie sich kürzer: höchstens %(limit_value)s Zeichen.")}
    match kind:
        case "long_text":
            common["error_messages"] |= too_long
            return forms.CharField(
                **common, max_length=ANSWER_LENGTH, validators=[no_control], widget=forms.Textarea(attrs={"rows": 4})
            )
        case "number":
            common["error_messages"]["invalid"] = _("Bitte geben Sie eine ganze Zahl ein.")
            return forms.IntegerField(**common, min_value=0, max_value=1_000_000)
        case "choice":
            choices = [("", _("Bitte wählen")), *((each, each) for each in value["choices"])]
            return forms.ChoiceField(**common, choices=choices)
        case "choices":
            choices = [(each, each) for each in value["choices"]]
            return forms.MultipleChoiceField(**common, choices=choices, widget=forms.CheckboxSelectMultiple)
        case "checkbox":
            return forms.BooleanField(**common)
        case _:
            common["error_messages"] |= too_long
            return forms.CharField(**common, max_length=SHORT_LENGTH, validators=[one_line])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else ""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


__all__ = ["Attendance", "AttendeeForm", "RegistrationForm"]
