"""`/redaktion/kennzahlen/`: the figures as a page and as a download."""

from __future__ import annotations

from itertools import groupby

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from core.spreadsheets import as_csv, as_xlsx
from portal.desk.figures import figures
from search.tuning.report import PERMISSION

TITLE = "Kennzahlen"
_HEADINGS = ("Bereich", "Was", "Zahl")


@permission_required(PERMISSION)
@require_safe
def figures_page(request: HttpRequest) -> HttpResponse | FileResponse:
    found = figures()
    today = timezone.localdate()
    rows = ((figure.heading, figure.label, figure.number) for figure in found)
    name = f"kennzahlen-{today:%Y-%m-%d}"
    match request.GET.get("export"):
        case "xlsx":
            return FileResponse(as_xlsx(TITLE, _HEADINGS, rows), as_attachment=True, filename=f"{name}.xlsx")
        case "csv":
            response = HttpResponse(as_csv(_HEADINGS, rows), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            response["Cache-Control"] = "no-store"
            return response
    context = {
        "header_title": TITLE,
        "header_icon": "table",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": "", "label": TITLE},
        ],
        "groups": [(heading, list(group)) for heading, group in groupby(found, key=lambda figure: figure.heading)],
        "today": today,
    }
    return render(request, "desk/figures.html", context)
