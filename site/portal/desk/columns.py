"""The columns of the desk's reports: one definition for the table and for the download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from practices.upkeep.dates import is_unconfirmed
from practices.upkeep.models import Answer, Asked


@dataclass(frozen=True)
class Cell:
    """A column: its heading and, of each row, its text."""

    heading: str
    text: Callable[[Any], str]


class _Text(Column):
    """A cell of text."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell.heading, label=cell.heading)
        self._cell = cell

    def get_value(self, instance: Any) -> str:
        return self._cell.text(instance)


class _Title(TitleColumn):
    """The first cell, with a link to where one works on it."""

    def __init__(self, cell: Cell, url: Callable[[Any], str]) -> None:
        super().__init__(cell.heading, label=cell.heading, get_url=url)
        self._cell = cell

    def get_value(self, instance: Any) -> str:
        return self._cell.text(instance)


def columns(cells: tuple[Cell, ...], url: Callable[[Any], str]) -> list[BaseColumn]:
    first, *others = cells
    return [_Title(first, url), *(_Text(cell) for cell in others)]


def edit_url(pk: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=(pk,)) if str(pk).isdigit() else ""


def day(value: Any) -> str:
    """A day or moment as it is written here; empty for none."""
    if not value:
        return ""
    local = timezone.localtime(value) if hasattr(value, "hour") else value
    return f"{local:%d.%m.%Y}"


def _upkeep_state(page: Any) -> str:
    if page.last_answer in (Answer.CHANGED, Answer.ENDED):
        return f"Rückmeldung: {Answer(page.last_answer).label}"
    return "nicht mehr bestätigt" if is_unconfirmed(page.next_review_on) else "fällig"


def _due(due_on: date | None) -> str:
    if due_on is None:
        return "ohne Frist"
    return f"{day(due_on)}, überfällig" if due_on < timezone.localdate() else day(due_on)


TASKS = (
    Cell("Titel", lambda state: state.revision.object_str),
    Cell("Aufgabe", lambda state: state.task.name),
    Cell("Fällig am", lambda state: _due(state.due_on)),
    Cell("Von", lambda state: str(state.revision.user or "")),
    Cell("Seit", lambda state: day(state.started_at)),
)
RETURNED = (
    Cell("Titel", lambda state: state.current_task_state.revision.object_str),
    Cell("Aufgabe", lambda state: state.current_task_state.task.name),
    Cell("Zurück seit", lambda state: day(state.current_task_state.finished_at)),
    Cell("Bemerkung", lambda state: state.current_task_state.comment),
)
SIGN_OFFS = (
    Cell("Titel", lambda sign_off: sign_off.page.draft_title or sign_off.page.title),
    Cell("Praxisgeber", lambda sign_off: sign_off.organisation or "nicht angegeben"),
    Cell("Angefordert", lambda sign_off: day(sign_off.requested_at)),
    Cell("Link gilt bis", lambda sign_off: day(sign_off.expires_at)),
    Cell("Erinnert", lambda sign_off: day(sign_off.reminded_at) or "noch nicht"),
)
ANSWERS = (
    Cell("Titel", lambda answer: answer.page.title),
    Cell("Rückmeldung", lambda answer: answer.get_answer_display()),
    Cell("Von", lambda answer: answer.get_asked_display()),
    Cell("Am", lambda answer: day(answer.answered_at)),
    Cell("Bemerkung", lambda answer: answer.note),
)
DUE = (
    Cell("Titel", lambda page: page.title),
    Cell("Stand", _upkeep_state),
    Cell("Fällig seit", lambda page: day(page.next_review_on)),
    Cell("Zuletzt bestätigt", lambda page: day(page.confirmed_on) or "noch nie"),
    Cell("Zuletzt gefragt", lambda page: str(Asked(page.last_asked).label) if page.last_asked else "noch niemand"),
    Cell("Verbund", lambda page: page.verbund.title if page.verbund else ""),
)
INCOMPLETE = (
    Cell("Titel", lambda page: page.draft_title or page.title),
    Cell("Stufe", lambda page: page.get_tier_display()),
    Cell("Öffentlich", lambda page: "ja" if page.live else "nein"),
    Cell("Es fehlt", lambda page: page.lacking),
    Cell("Geändert", lambda page: day(page.latest_revision_created_at)),
    Cell("Verbund", lambda page: page.verbund.title if page.verbund else ""),
)
BROKEN = (
    Cell("Seite", lambda use: use.page.title),
    Cell("Link", lambda use: use.link.url),
    Cell("Grund", lambda use: use.link.get_reason_display()),
    Cell("Defekt seit", lambda use: day(use.link.first_failed_on)),
    Cell("Gemeldet", lambda use: day(use.reported_at) or "noch nicht"),
)
SEARCHED = (
    Cell("Suchanfrage", lambda row: row.text),
    Cell("Suchen", lambda row: str(row.searches)),
    Cell("Davon ohne Treffer", lambda row: str(row.without_result)),
)
CHANGES = (
    Cell("Seite", lambda entry: entry.label),
    Cell("Was", lambda entry: str(entry.message)),
    Cell("Wer", lambda entry: str(entry.user or "System")),
    Cell("Wann", lambda entry: f"{timezone.localtime(entry.timestamp):%d.%m.%Y %H:%M}"),
)
