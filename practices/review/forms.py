"""What is typed in: the firm's answer, the request for it, the reason to do without, the checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.review.models.checklist import Answer
from practices.review.models.sign_offs import Decision
from practices.too_long import too_long

MOST_DAYS = 90
_REMARK = 5000
_COMMENT = 3000


def _text(label: Any, limit: int, **more: Any) -> forms.CharField:
    rows = more.pop("rows", 3)
    return forms.CharField(
        label=label,
        max_length=limit,
        error_messages={"max_length": too_long(limit), "required": _("Bitte füllen Sie das aus.")},
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class OverrideForm(forms.Form):
    """Also the one in the workflow's dialogue."""

    reason = _text(_("Begründung"), 1000, help_text=_("Bleibt in der Historie der Seite stehen, mit Ihrem Namen."))


class OverrideForGoodForm(OverrideForm):
    for_good = forms.BooleanField(
        label=_("Das Beispiel braucht überhaupt keine Freigabe"),
        required=False,
        help_text=_("Ohne Haken gilt der Verzicht nur für den Text, wie er jetzt ist."),
    )


class RequestForm(forms.Form):
    address = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        error_messages={
            "required": _("Bitte geben Sie an, an wen der Link gehen soll."),
            "invalid": _("Das ist keine E-Mail-Adresse. Bitte prüfen Sie sie, etwa name@betrieb.de."),
        },
        help_text=_("An diese Adresse geht der Link. Wer ihn hat, kann den Entwurf lesen und antworten."),
    )
    organisation = forms.CharField(
        label=_("Betrieb oder Kammer"),
        max_length=200,
        error_messages={"required": _("Bitte nennen Sie den Praxisgeber.")},
    )
    message = _text(_("Nachricht"), 2000, required=False, help_text=_("Steht in der E-Mail über dem Link."))
    days = forms.IntegerField(
        label=_("Link gilt … Tage"),
        initial=21,
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "min_value": _("Der Link muss wenigstens einen Tag gelten."),
            "max_value": _("Der Link gilt höchstens %(limit_value)s Tage."),
        },
    )


class AnswerForm(forms.Form):
    """The firm's answer: who, a remark on the whole, one on each section that the draft has (`comment-<section>`)."""

    answered_by = forms.CharField(
        label=_("Ihr Name und Ihre Funktion"),
        max_length=200,
        help_text=_("Zum Beispiel: Kim Muster, Personalleitung. Erscheint nirgends öffentlich."),
        error_messages={"required": _("Bitte sagen Sie, wer antwortet."), "max_length": too_long(200)},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Betrieb oder Kammer"),
        max_length=200,
        error_messages={
            "required": _("Bitte nennen Sie Ihren Betrieb oder Ihre Kammer."),
            "max_length": too_long(200),
        },
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    remark = _text(_("Anmerkung zum Ganzen"), _REMARK, required=False, rows=4)
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = list(sections)
        for section in self.sections:
            self.fields[f"comment-{section.id}"] = _text(section.label, _COMMENT, required=False)

    def comment_fields(self) -> Iterator[tuple[Any, forms.BoundField]]:
        for section in self.sections:
            yield section, self[f"comment-{section.id}"]

    @property
    def has_comments(self) -> bool:
        """Whether the list of sections has to stand open: somebody has typed something there."""
        return any(field.value() for _, field in self.comment_fields())

    def comments(self) -> dict[str, str]:
        """What was said on each section, by its id."""
        given = {section.id: self.cleaned_data.get(f"comment-{section.id}", "").strip() for section in self.sections}
        return {section: text for section, text in given.items() if text}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        said = cleaned.get("remark") or any(cleaned.get(f"comment-{section.id}") for section in self.sections)
        if cleaned.get("decision") == Decision.CHANGES and not said and "remark" not in self.errors:
            self.add_error(
                "remark", gettext("Bitte sagen Sie, was geändert werden soll: hier oder bei einem Abschnitt.")
            )
        return cleaned


class ChecklistForm(forms.Form):
    """For each criterion `answer-<pk>` and `note-<pk>`; what is not answered yet may stay open."""

    def __init__(self, *args: Any, criteria: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[f"answer-{criterion.pk}"] = forms.ChoiceField(
                label=criterion.name, choices=Answer.choices, required=False, widget=forms.RadioSelect
            )
            self.fields[f"note-{criterion.pk}"] = _text(gettext("Notiz"), 2000, required=False, rows=2)

    def rows(self) -> Iterator[dict[str, Any]]:
        for criterion in self.criteria:
            answer, note = self[f"answer-{criterion.pk}"], self[f"note-{criterion.pk}"]
            yield {"criterion": criterion, "answer": answer, "note": note}

    def answers(self) -> dict[int, tuple[str, str]]:
        """Criterion -> (answer, note), for those that were answered."""
        given = {
            criterion.pk: (self.cleaned_data[f"answer-{criterion.pk}"], self.cleaned_data[f"note-{criterion.pk}"])
            for criterion in self.criteria
        }
        return {pk: (answer, note) for pk, (answer, note) in given.items() if answer}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for criterion in self.criteria:
            if cleaned.get(f"note-{criterion.pk}") and not cleaned.get(f"answer-{criterion.pk}"):
                self.add_error(
                    f"answer-{criterion.pk}", gettext("Zu dieser Notiz fehlt die Antwort: ja, teils oder nein.")
                )
        return cleaned
