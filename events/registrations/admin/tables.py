"""The participants of an event as a table, for spreadsheets and the printed list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from events.registrations.models import Registration

HEADINGS = ("Nummer", "Name", "E-Mail-Adresse", "Teilnahme", "Stand", "Eingegangen", "Anwesend")


def table(registrations: Sequence[Registration]) -> tuple[list[str], Iterator[list[Any]]]:
    """Headings and rows; every question that somebody has answered is a column."""
    questions = list(dict.fromkeys(label for each in registrations for label, _ in each.answers))
    return [*HEADINGS, *questions], _rows(registrations, questions)


def _rows(registrations: Iterable[Registration], questions: list[str]) -> Iterator[list[Any]]:
    for each in registrations:
        answers = dict(map(tuple, each.answers))
        yield [
            each.number,
            each.name,
            each.email,
            each.get_attendance_display(),
            each.get_state_display(),
            timezone.localtime(each.created_at).strftime("%d.%m.%Y %H:%M"),
            "ja" if each.checked_in_at else "",
            *(answers.get(question, "") for question in questions),
        ]
