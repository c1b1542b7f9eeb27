"""What was typed, as a person reads it: for the overview before sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.template.defaultfilters import date
from django.utils.translation import gettext as _

from practices.submission.fields import TermsField
from practices.submission.steps import STEPS, Step, StepForm


@dataclass(frozen=True, slots=True)
class Line:
    """A field: its label, what was typed (one text a paragraph or term), what is wrong, and where to mend it."""

    label: str
    texts: list[str]
    errors: list[str]
    anchor: str


@dataclass(slots=True)
class StepShown:
    step: Step
    lines: list[Line] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not any(line.errors for line in self.lines)


def shown(checked: list[StepForm], given: Mapping[str, list[str]]) -> list[StepShown]:
    """All steps with their fields; `checked` are their forms, as `actions.checked` gives them.

    What may stay empty and does (the end of what still runs) is left out: it would look as if something were missing.
    """
    found: list[StepShown] = []
    for step, form in zip(STEPS, checked, strict=True):
        form.is_valid()
        part = StepShown(step)
        for bound in form.visible_fields():
            texts = _texts(form, bound.name, given)
            if not texts and not bound.errors and not bound.field.required:
                continue
            anchor = bound.id_for_label or bound.auto_id
            part.lines.append(Line(str(bound.label), texts, [str(error) for error in bound.errors], anchor))
        found.append(part)
    return found


def _texts(form: StepForm, name: str, given: Mapping[str, list[str]]) -> list[str]:
    asked: Any = form.fields[name]
    if name not in form.cleaned_data:
        return [] if isinstance(asked, TermsField) else [text for text in given.get(name, []) if text.strip()]
    value: Any = form.cleaned_data[name]
    if isinstance(asked, TermsField):
        return asked.labels(value)
    if isinstance(asked, forms.BooleanField):
        return [_("ja") if value else _("nein")]
    if not value:
        return []
    if isinstance(asked, forms.DateField):
        return [date(value, "F Y")]
    if isinstance(asked, forms.ChoiceField) and not isinstance(asked, forms.ModelChoiceField):
        choices: Any = asked.choices
        return [str(label) for key, label in choices if key == value]
    return [part for part in str(value).split("\n") if part.strip()]
