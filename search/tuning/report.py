"""The admin's page „Was gesucht wird“, and the same as a file for a spreadsheet."""

from __future__ import annotations

import csv
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from search.sources import source_of
from search.tuning.asked import FEWEST, PERIODS, Asked, Which, asked
from search.views import search_url

PERMISSION = "search_tuning.view_dailyquery"
TITLE = "Was gesucht wird"
_TABS = {Which.ALL: "Am häufigsten", Which.WITHOUT_RESULT: "Ohne Treffer", Which.WITHOUT_CLICK: "Ohne Klick"}
_COLUMNS = ("Suchanfrage", "Suchen", "ohne Treffer", "geöffnete Treffer")
#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


@permission_required(PERMISSION)
@require_safe
def report_page(request: HttpRequest) -> HttpResponse:
    days, which = _chosen(request)
    add_practice = _add_practice_url(request)
    context = {
        "header_title": TITLE,
        "header_icon": "view",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": "", "label": TITLE},
        ],
        "fewest": FEWEST,
        "days": days,
        "periods": [(period, _address("search_tuning_report", period, which)) for period in PERIODS],
        "tabs": [(label, _address("search_tuning_report", days, each), each is which) for each, label in _TABS.items()],
        "rows": [_row(request, row, add_practice) for row in asked(days, which)],
        "csv_url": _address("search_tuning_report_csv", days, which),
    }
    return render(request, "search_tuning/report.html", context)


@permission_required(PERMISSION)
@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    """The rows of the page as CSV, as Excel reads it: byte order mark, semicolons, no cell that is a formula."""
    days, which = _chosen(request)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="was-gesucht-wird-{which.value}-{days}-tage.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response, delimiter=";")
    writer.writerow(_COLUMNS)
    for row in asked(days, which):
        writer.writerow((as_cell(row.text), row.searches, row.without_result, row.clicks))
    return response


def as_cell(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet would calculate it otherwise."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _chosen(request: HttpRequest) -> tuple[int, Which]:
    """Period and list; what is not known is the first of them."""
    days = next((period for period in PERIODS if str(period) == request.GET.get("tage")), PERIODS[0])
    return days, next((each for each in Which if each.value == request.GET.get("liste")), Which.ALL)


def _address(name: str, days: int, which: Which) -> str:
    return f"{reverse(name)}?{urlencode({'tage': days, 'liste': which.value})}"


def _row(request: HttpRequest, row: Asked, add_practice: str) -> dict[str, Any]:
    """A row with the steps that whoever looks at it may take from it."""
    steps = []
    if request.user.has_perm("search_tuning.add_synonym"):
        steps.append(("Synonym anlegen", f"{reverse('synonyme:add')}?{urlencode({'woerter': row.text})}"))
    if request.user.has_perm("search_tuning.add_tip"):
        steps.append(("Redaktionstipp anlegen", f"{reverse('tipps:add')}?{urlencode({'suchanfragen': row.text})}"))
    if add_practice:
        steps.append(("Praxisbeispiel anlegen", f"{add_practice}?{urlencode({'titel': row.text})}"))
    return {
        "asked": row,
        "search_url": search_url(q=row.text),
        "understood_url": f"{reverse('search_tuning_understood')}?{urlencode({'q': row.text})}",
        "steps": steps,
    }


def _add_practice_url(request: HttpRequest) -> str:
    """Where a practice is added, below the first list to which this user may add one; else empty."""
    source = source_of("praxis")
    for parent_model in source.model.allowed_parent_page_models() if source else ():
        for parent in parent_model._default_manager.order_by("path")[:5]:
            if source and parent.permissions_for_user(request.user).can_add_subpage():
                meta = source.model._meta
                return reverse("wagtailadmin_pages:add", args=(meta.app_label, meta.model_name, parent.pk))
    return ""
