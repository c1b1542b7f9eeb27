"""The import in the admin, in three steps: upload, preview with the verdict on every row, run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from practices.actions import NoPracticeIndex, practice_index
from practices.imports import jobs
from practices.imports.columns import BY_NAME
from practices.imports.errors import UnreadableFile
from practices.imports.forms import AssignmentForm, UploadForm
from practices.imports.models import ImportedRow, ImportJob
from practices.imports.report import write_report
from practices.imports.word import PICTURES

TITLE = "Praxisbeispiele importieren"
ROWS_ON_A_PAGE = 50
#: In the address: the rows that went in and are not published although they should be.
NOTED = "nicht-veroeffentlicht"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first step, and the imports of the last weeks."""
    _check_permission(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        with TemporaryDirectory(prefix="verbundforum-upload-") as folder:
            # Under a name of ours: its own may be anything.
            path = Path(folder) / f"datei{Path(upload.name).suffix.lower()}"
            with path.open("wb") as file:
                for chunk in upload.chunks():
                    file.write(chunk)
            try:
                job = jobs.begin(path, upload.name, request.user)
            except UnreadableFile as error:
                form.add_error("file", error.message.replace(path.name, upload.name))
            else:
                return redirect("practice_import", job.pk)
    context = {**_page(TITLE), "form": form, "jobs": _visible(request)[:20]}
    return render(request, "practices/imports/start.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def job_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second and third step: assignment and verdicts, then progress, then what was done."""
    _check_permission(request)
    job = get_object_or_404(_visible(request), pk=pk)
    assigning = request.method == "POST" and request.POST.get("schritt") == "pruefen"
    form = AssignmentForm(request.POST if assigning else None, job=job, may_publish=_may_publish(request))
    if request.method == "POST":
        told = _act(request, job, form)
        if told:
            messages.warning(request, told)
        if not form.errors:
            return redirect("practice_import", job.pk)
    summed = job.rows.aggregate(published=Count("pk", filter=Q(published=True)), noted=Count("pk", filter=~Q(note="")))
    counts = dict(job.rows.values_list("verdict").annotate(number=Count("pk")).order_by())
    total = sum(counts.values())
    waiting = counts.pop("", 0)
    page, rows = _rows(request, job)
    context = {
        **_page(f"{TITLE}: {job.name}"),
        "job": job,
        "form": form,
        "total": total,
        "done": total - waiting,
        "percent": round(100 * (total - waiting) / total) if total else 100,
        "counts": [(label, counts.get(value, 0), value) for value, label in ImportedRow.Verdict.choices],
        "refused": counts.get(ImportedRow.Verdict.REFUSED, 0),
        **summed,
        "importable": total - counts.get(ImportedRow.Verdict.REFUSED, 0),
        "verdict": request.GET.get("ergebnis", ""),
        "page": page,
        "rows": rows,
        "without_title": "titel" not in job.mapping.values(),
        "not_taken": [h for h in job.headings if h != PICTURES and not job.mapping.get(h)],
    }
    return render(request, "practices/imports/job.html", context, status=422 if form.errors else 200)


@require_safe
def report(request: HttpRequest, pk: UUID) -> FileResponse:
    """The refused rows as a spreadsheet with the reasons beside them, to be corrected and uploaded again."""
    _check_permission(request)
    job = get_object_or_404(_visible(request), pk=pk)
    name = f"{Path(job.name).stem}-abgelehnt.xlsx"
    response = FileResponse(write_report(job), as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


def _act(request: HttpRequest, job: ImportJob, form: AssignmentForm) -> str:
    """Do a step; what to tell, if it could not be done. Only the assignment can have errors of its own."""
    match request.POST.get("schritt"):
        case "pruefen":
            if not form.is_valid():
                return ""
            publish = bool(form.cleaned_data.get("publish"))
            create_terms = form.cleaned_data["create_terms"]
            if jobs.check_again(job, form.mapping, create_terms=create_terms, publish=publish):
                return ""
        case "importieren":
            if job.publish and not _may_publish(request):
                raise PermissionDenied
            if jobs.run(job):
                return ""
        case "abbrechen":
            if jobs.stop(job):
                return ""
    return "Dieser Schritt ist nicht mehr möglich."


def _rows(request: HttpRequest, job: ImportJob) -> tuple[Any, list[tuple[ImportedRow, str]]]:
    """A page of rows, each with its title."""
    rows = job.rows.all()
    verdict = request.GET.get("ergebnis", "")
    if verdict in ImportedRow.Verdict.values:
        rows = rows.filter(verdict=verdict)
    elif verdict == NOTED:
        rows = rows.exclude(note="")
    titles = [heading for heading, column in job.mapping.items() if column == "titel"]
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
    shown = [(row, next((str(row.values.get(heading) or "") for heading in titles), "")[:200]) for row in page]
    return page, shown


def _visible(request: HttpRequest) -> Any:
    """One's own imports; administrators see all."""
    user: Any = request.user
    found = ImportJob.objects.select_related("user")
    return found if user.is_superuser else found.filter(user=user)


def _check_permission(request: HttpRequest) -> None:
    if not may_import(request.user):
        raise PermissionDenied


def may_import(user: Any) -> bool:
    """Whoever may add a practice may add many."""
    try:
        return bool(practice_index().permissions_for_user(user).can_add_subpage())
    except NoPracticeIndex:
        return False


def _may_publish(request: HttpRequest) -> bool:
    return bool(practice_index().permissions_for_user(request.user).can_publish_subpage())


def _page(title: str) -> dict[str, Any]:
    return {
        "header_title": title,
        "header_icon": "upload",
        "columns": list(BY_NAME),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Start"},
            {"url": reverse("practice_imports"), "label": TITLE},
        ],
    }
