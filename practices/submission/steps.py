"""The steps of the form, in their order: every field that the Kurzsteckbrief needs stands in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.models import Branch, CompanySize, Region, Topic
from core.visibility import visible_to
from partners.models import VerbundPage
from practices.choices import STAGES_WITH_REASON, ExampleKind, Licence, Stage
from practices.submission import fields
from practices.tiers import SUMMARY_LENGTH, TITLE_LENGTH

#: What is kept of a field, in characters and values: more than any field takes, so that nothing typed is lost.
KEPT_LENGTH, KEPT_VALUES = 20_000, 600


class StepForm(forms.Form):
    """The fields of one step. `given` is what was typed so far, by field, as a browser sends it."""

    use_required_attribute = False

    def __init__(self, *, given: Mapping[str, list[str]], check: bool) -> None:
        data = QueryDict(mutable=True)
        for name, values in given.items():
            data.setlist(name, values)
        super().__init__(data if check else None)
        for name, field in self.fields.items():
            if isinstance(field, fields.TermsField):
                field.load()
            if not check and name in given:
                several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
                self.initial[name] = given[name] if several else "".join(given[name][:1])


class AboutForm(StepForm):
    title = fields.line(
        _("Titel"),
        TITLE_LENGTH,
        _("Bitte geben Sie dem Beispiel einen Titel."),
        _("Was wurde getan? Etwa: „Lernwerkstatt im Betrieb für Angelernte“. Höchstens 100 Zeichen."),
    )
    summary = fields.text(
        _("Kurzbeschreibung"),
        _("Bitte sagen Sie in einem Satz, was dabei herauskam."),
        _("Ein Satz, der das Ergebnis nennt. Er steht in der Trefferliste. Höchstens 160 Zeichen."),
        length=SUMMARY_LENGTH,
        rows=3,
    )
    abstract = fields.text(
        _("Zusammenfassung"),
        _("Bitte fassen Sie das Beispiel in etwa fünf Sätzen zusammen."),
        _("Anlass, Weg und Ergebnis in etwa fünf Sätzen."),
    )


class StoryForm(StepForm):
    background = fields.text(
        _("Ausgangslage"), _("Bitte beschreiben Sie, was das Problem war."), _("Was war das Problem, für wen?")
    )
    approach = fields.text(
        _("Vorgehen"),
        _("Bitte beschreiben Sie, wie Sie vorgegangen sind."),
        _("Wer hat was in welcher Reihenfolge getan? Zeilen mit „- “ am Anfang werden eine Liste."),
        rows=10,
    )
    outcome = fields.text(
        _("Ergebnis"), _("Bitte beschreiben Sie, was herauskam."), _("Was kam heraus, auch was nicht gelang?")
    )


class PlaceForm(StepForm):
    example_kind = fields.choice(
        _("Art des Beispiels"), ExampleKind.choices, _("Bitte wählen Sie, was entstanden ist.")
    )
    topics = fields.TermsField(
        Topic, _("Themen"), _("Bitte wählen Sie mindestens ein Thema."), _("Mehrere sind möglich.")
    )
    branches = fields.TermsField(
        Branch, _("Branchen"), _("Bitte wählen Sie mindestens eine Branche."), _("Mehrere sind möglich.")
    )
    regions = fields.TermsField(
        Region,
        _("Regionen"),
        _("Bitte wählen Sie mindestens eine Region."),
        _("Ein Kreis genügt, sein Land gehört von selbst dazu."),
    )
    company_sizes = fields.TermsField(
        CompanySize, _("Betriebsgrößen"), _("Bitte wählen Sie, für welche Betriebe es gedacht ist.")
    )


class FrameForm(StepForm):
    verbund = forms.ModelChoiceField(
        VerbundPage.objects.none(),
        label=_("Weiterbildungsverbund"),
        to_field_name="slug",
        empty_label=_("Bitte wählen"),
        error_messages={
            "required": _("Bitte wählen Sie Ihren Verbund."),
            "invalid_choice": _("Bitte wählen Sie einen Verbund aus der Liste."),
        },
    )
    started_on = fields.day(_("Laufzeit von"), _("Monat und Jahr, etwa 03.2023"))
    ended_on = fields.day(_("Laufzeit bis"), _("Leer lassen, wenn es noch läuft."), required=False)
    ongoing = forms.BooleanField(label=_("Läuft noch"), required=False)
    stage = fields.choice(_("Umsetzungsstand"), Stage.choices, _("Bitte wählen Sie, wie weit das Vorhaben ist."))
    stage_reason = fields.text(
        _("Warum beendet oder abgebrochen"),
        "",
        _("Nur dann nötig. Daraus lernen andere am meisten."),
        length=1000,
        rows=4,
        required=False,
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        field: Any = self.fields["verbund"]
        field.queryset = visible_to(None, VerbundPage.objects.all()).order_by("title")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("started_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("Das Ende liegt vor dem Anfang. Bitte prüfen Sie beide Angaben."))
        if start and not end and "ended_on" not in self.errors and not cleaned.get("ongoing"):
            self.add_error("ended_on", _("Bitte nennen Sie das Ende, oder kreuzen Sie „Läuft noch“ an."))
        if cleaned.get("stage") in STAGES_WITH_REASON and not cleaned.get("stage_reason", "").strip():
            self.add_error("stage_reason", _("Bitte sagen Sie kurz, warum es beendet oder abgebrochen wurde."))
        return cleaned


class ContactForm(StepForm):
    contact_role = fields.line(
        _("Ansprechstelle"),
        150,
        _("Bitte nennen Sie die Stelle, die Fragen beantwortet."),
        _("Eine Rolle, etwa „Projektbüro“. Bitte keinen Namen."),
    )
    contact_email = fields.address(
        _("E-Mail-Adresse der Ansprechstelle"),
        _("Bitte nennen Sie eine Adresse für Rückfragen anderer Verbünde."),
        _("Am besten ein Funktionspostfach. Die Adresse erscheint nirgends: Anfragen kommen über ein Formular."),
    )
    deputy_email = fields.address(
        _("E-Mail-Adresse der Vertretung"),
        _("Bitte nennen Sie eine Adresse für den Fall, dass die erste nicht antwortet."),
        _("Sie bekommt die Post, wenn die erste Adresse nicht antwortet. Erscheint nirgends."),
    )
    licence = fields.choice(
        _("Lizenz des Textes"),
        Licence.choices,
        _("Bitte wählen Sie, wie andere den Text nutzen dürfen."),
        _("CC BY 4.0: Andere dürfen den Text nutzen und ändern, wenn sie Ihren Verbund nennen."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.initial.setdefault("licence", Licence.CC_BY)


@dataclass(frozen=True, slots=True)
class Step:
    """`name` stands in the address."""

    name: str
    title: fields.Words
    form: type[StepForm]


STEPS: tuple[Step, ...] = (
    Step("worum-es-geht", _("Worum es geht"), AboutForm),
    Step("das-beispiel", _("Das Beispiel"), StoryForm),
    Step("einordnung", _("Einordnung"), PlaceForm),
    Step("verbund-und-zeit", _("Verbund und Zeit"), FrameForm),
    Step("ansprechstelle", _("Ansprechstelle"), ContactForm),
)
BY_NAME = {step.name: step for step in STEPS}
FIRST = STEPS[0].name


def beside(name: str, by: int) -> str | None:
    """The step before (-1) or after (1) another; None: there is none."""
    place = [step.name for step in STEPS].index(name) + by
    return STEPS[place].name if 0 <= place < len(STEPS) else None


def typed(form: type[StepForm], data: QueryDict) -> dict[str, list[str]]:
    """What a browser sent for the fields of a step, within what is kept."""
    return {
        name: [value[:KEPT_LENGTH].replace("\x00", "") for value in data.getlist(name)[:KEPT_VALUES]]
        for name in form.base_fields
    }
