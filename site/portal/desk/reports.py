"""The reports of the desk: Wagtail's, with the house's way of writing spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.permissions.policy import EXPLORE
from core.spreadsheets import as_csv, as_xlsx
from portal.desk import columns, lists
from portal.desk.columns import Cell


class DeskReport(ReportView):
    """A list of the desk: `rows(user)` gives a queryset or list, `cells` its columns, `url(row)` where one acts."""

    rows: Callable[[Any], QuerySet[Any]]
    cells: tuple[Cell, ...] = ()
    url: Callable[[Any], str]
    header_icon = "list-ul"
    any_permission_required = EXPLORE
    list_export = ["__str__"]
    default_ordering: None = None

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return columns.columns(self.cells, type(self).url)

    def get_queryset(self) -> QuerySet[Any]:
        return type(self).rows(self.request.user)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse | FileResponse:
        headings = [cell.heading for cell in self.cells]
        rows = ([cell.text(row) for cell in self.cells] for row in queryset)
        if spreadsheet_format == self.FORMAT_XLSX:
            return FileResponse(
                as_xlsx(str(self.page_title), headings, rows),
                as_attachment=True,
                filename=f"{self.export_filename}.xlsx",
            )
        response = HttpResponse(as_csv(headings, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.export_filename}.csv"'
        response["Cache-Control"] = "no-store"
        return response


def _report(name: str, title: str, icon: str, rows: Any, cells: tuple[Cell, ...], url: Any) -> type[DeskReport]:
    return type(
        f"{name.title()}Report",
        (DeskReport,),
        {
            "rows": staticmethod(rows),
            "cells": cells,
            "url": staticmethod(url),
            "page_title": title,
            "header_icon": icon,
            "export_filename": name,
            "index_url_name": f"desk_{name}",
            "index_results_url_name": f"desk_{name}_results",
        },
    )


#: By name, which is also the address and the file; in the order of the home and the menu.
REPORTS: dict[str, type[DeskReport]] = {
    name: _report(name, title, icon, rows, cells, url)
    for name, title, icon, rows, cells, url in (
        (
            "aufgaben",
            "Wartet auf mich",
            "tasks",
            lists.tasks_for,
            columns.TASKS,
            lambda state: columns.edit_url(state.revision.object_id),
        ),
        (
            "zurueck",
            "Zurück an mich",
            "undo",
            lists.returned_to,
            columns.RETURNED,
            lambda state: columns.edit_url(state.object_id),
        ),
        (
            "freigaben",
            "Wartet auf den Praxisgeber",
            "user",
            lists.sign_offs_for,
            columns.SIGN_OFFS,
            lambda sign_off: reverse("practice_review", args=[sign_off.page_id]),
        ),
        (
            "rueckmeldungen",
            "Rückmeldungen der Ansprechpersonen",
            "mail",
            lists.answers_for,
            columns.ANSWERS,
            lambda answer: columns.edit_url(answer.page_id),
        ),
        (
            "faellig",
            "Fällig oder nicht mehr bestätigt",
            "time",
            lists.due_for,
            columns.DUE,
            lambda page: columns.edit_url(page.pk),
        ),
        (
            "unvollstaendig",
            "Noch keine Vollbeschreibung",
            "form",
            lists.incomplete_for,
            columns.INCOMPLETE,
            lambda page: columns.edit_url(page.pk),
        ),
        (
            "defekte-links",
            "Defekte Links",
            "link",
            lists.broken_for,
            columns.BROKEN,
            lambda use: columns.edit_url(use.page_id),
        ),
        (
            "gesucht",
            "Gesucht und nicht gefunden",
            "search",
            lists.searched_in_vain,
            columns.SEARCHED,
            lambda row: f"{reverse('search_tuning_understood')}?{urlencode({'q': row.text})}",
        ),
        (
            "aenderungen",
            "Zuletzt geändert",
            "history",
            lists.changes_for,
            columns.CHANGES,
            lambda entry: columns.edit_url(entry.page_id),
        ),
    )
}
