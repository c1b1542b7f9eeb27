"""The home of the admin: of each list of the desk its number and its first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from portal.desk.columns import Cell, day, edit_url
from portal.desk.lists import submitted_by
from portal.desk.reports import REPORTS, DeskReport

SHOWN = 5


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    about: str


class ListPanel(Component):
    """One list: two queries, however long it is."""

    template_name = "desk/panel.html"

    def __init__(self, name: str, report: type[DeskReport], order: int) -> None:
        self.name, self.order = name, order
        self._report = report

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        report = self._report
        rows = report.rows(parent_context["request"].user)
        total = len(rows) if isinstance(rows, list) else rows.count()
        title, *others = report.cells
        return {
            "name": self.name,
            "heading": report.page_title,
            "icon": report.header_icon,
            "total": total,
            "all_url": reverse(report.index_url_name),
            "rows": [
                Row(title.text(row), report.url(row), _about(row, others)) for row in (rows[:SHOWN] if total else ())
            ],
        }


def _about(row: Any, cells: Sequence[Cell]) -> str:
    """What else is known of a row, each with its heading."""
    texts = ((cell.heading, cell.text(row)) for cell in cells)
    return " · ".join(f"{heading}: {text}" for heading, text in texts if text)


class SubmittedPanel(Component):
    """What the editor has sent on its way."""

    name = "eingereicht"
    template_name = "desk/panel.html"

    def __init__(self, order: int) -> None:
        self.order = order

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        states = submitted_by(parent_context["request"].user)
        total = states.count()
        return {
            "name": self.name,
            "heading": "Von mir eingereicht",
            "icon": "upload",
            "total": total,
            "rows": [_submitted(state) for state in (states[:SHOWN] if total else ())],
        }


def _submitted(state: Any) -> Row:
    task = state.current_task_state
    title = task.revision.object_str if task else str(state)
    about = f"{task.task.name} · {day(state.created_at)}" if task else day(state.created_at)
    return Row(title, edit_url(state.object_id), about)


def home_panels() -> list[Component]:
    """In the order of urgency: what waits for me first, what happened last."""
    panels: list[Component] = [
        ListPanel(name, report, 100 + 20 * n) for n, (name, report) in enumerate(REPORTS.items())
    ]
    return [*panels, SubmittedPanel(order=110)]
