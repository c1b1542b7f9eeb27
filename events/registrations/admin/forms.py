"""What the team gives: a search, a person, a message."""

from __future__ import annotations

from typing import Any

from django import forms

from events.models import EventPage
from events.registrations.forms import NAME_LENGTH, no_control, one_line
from events.registrations.models import Attendance, State
from events.registrations.seats import attendances


class FilterForm(forms.Form):
    q = forms.CharField(label="Name oder E-Mail-Adresse", required=False, max_length=200)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "alle"), *State.choices])
    teilnahme = forms.ChoiceField(label="Teilnahme", required=False, choices=[("", "alle"), *Attendance.choices])


class AddForm(forms.Form):
    name = forms.CharField(label="Name", max_length=NAME_LENGTH, validators=[one_line])
    email = forms.EmailField(label="E-Mail-Adresse")
    attendance = forms.ChoiceField(label="Teilnahme")
    agreed = forms.BooleanField(
        label="Die Person hat der Speicherung ihrer Angaben zugestimmt",
        error_messages={"required": "Ohne Zustimmung dürfen die Angaben nicht gespeichert werden."},
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["attendance"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way.value, way.label) for way in attendances(event)]


class MessageForm(forms.Form):
    to = forms.MultipleChoiceField(
        label="An",
        choices=[
            (state.value, state.label) for state in (State.CONFIRMED, State.WAITING, State.OFFERED, State.RESERVED)
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie aus, wer die Nachricht bekommt."},
    )
    subject = forms.CharField(label="Betreff", max_length=120, validators=[one_line])
    text = forms.CharField(
        label="Nachricht", max_length=5000, validators=[no_control], widget=forms.Textarea(attrs={"rows": 10})
    )
