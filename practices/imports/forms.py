"""What an editor gives in the three steps of an import."""

from __future__ import annotations

from typing import Any

from django import forms

from practices.imports.columns import COLUMNS, ID, UNASSIGNED
from practices.imports.limits import MAX_BYTES
from practices.imports.models import ImportJob
from practices.imports.readers import FORMATS
from practices.imports.word import PICTURES


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Datei",
        help_text="Eine Tabelle (.xlsx, .csv, .jsonl) mit einer Zeile je Praxisbeispiel, oder ein Bericht aus Word "
        f"(.docx). Höchstens {MAX_BYTES // 1024**2} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
        error_messages={"required": "Bitte wählen Sie eine Datei aus.", "empty": "Die Datei ist leer."},
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(FORMATS):
            raise forms.ValidationError(f"Dieses Format kennt der Import nicht. Möglich sind {', '.join(FORMATS)}.")
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"Die Datei ist größer als {MAX_BYTES // 1024**2} MB. Bitte teilen Sie sie.")
        return file


class AssignmentForm(forms.Form):
    """A field for each heading of the file, and the options. `may_publish` is the editor's right."""

    create_terms = forms.BooleanField(
        label="Unbekannte Begriffe anlegen",
        required=False,
        help_text="Sonst wird eine Zeile abgelehnt, deren Branche, Region oder Thema nicht im Vokabular steht.",
    )
    publish = forms.BooleanField(
        label="Gleich veröffentlichen", required=False, help_text="Sonst entstehen Entwürfe, die niemand sonst sieht."
    )

    def __init__(self, *args: Any, job: ImportJob, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._headings = {
            f"heading_{place}": heading for place, heading in enumerate(job.headings) if heading != PICTURES
        }
        choices = [("", "– nicht übernehmen –"), *((column.name, column.name) for column in COLUMNS)]
        for name, heading in self._headings.items():
            self.fields[name] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=job.mapping.get(heading, "")
            )
        self.initial = {**self.initial, "create_terms": job.create_terms, "publish": job.publish}
        if not may_publish:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [str(cleaned[name]) for name in self._headings if cleaned.get(name)]
        twice = sorted({column for column in chosen if chosen.count(column) > 1 and column != UNASSIGNED})
        if twice:
            raise forms.ValidationError(
                f"Mehrere Überschriften sind derselben Spalte zugeordnet: {', '.join(twice)}. "
                "Bitte ordnen Sie jede Spalte nur einmal zu."
            )
        if not {"titel", ID} & set(chosen):
            raise forms.ValidationError(
                "Bitte ordnen Sie eine Überschrift der Spalte „titel“ zu, oder der Spalte „id“, wenn es die "
                "Praxisbeispiele schon gibt."
            )
        return cleaned

    @property
    def mapping(self) -> dict[str, str]:
        return {heading: self.cleaned_data[name] for name, heading in self._headings.items()}

    @property
    def heading_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The headings in two groups, each with what to call it: those that need a look first, then those that have
        their column."""
        fields = [self[name] for name in self._headings]
        open_fields = [field for field in fields if not field.value() or field.errors]
        settled = [field for field in fields if field not in open_fields]
        return [("Noch nicht zugeordnet", open_fields), ("Zugeordnet", settled)]

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("create_terms", "publish") if name in self.fields]
