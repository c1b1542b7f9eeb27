"""The report „Prüfung und Freigabe“: where each practice stands, with an answer to each criterion; for spreadsheets."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import TaskState

from core.spreadsheets import as_csv, as_xlsx
from practices.access import practices_of
from practices.models import PracticePage
from practices.review.models import Checklist, ChecklistAnswer, Criterion, DatedTaskState, SignOff
from practices.review.models.gate import missing_among

TITLE = "Prüfung und Freigabe"
_STATES = (
    ("in-arbeit", "in einer Stufe des Workflows"),
    ("zu-spaet", "Frist ist vorbei"),
    ("ungeprueft", "ohne Prüfung"),
    ("wartet", "Link wartet auf Antwort"),
)


class ReviewFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="Stand", choices=_STATES, method="filter_state")

    class Meta:
        model = PracticePage
        fields = ["state"]

    def filter_state(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        tasks = DatedTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).annotate(
            practice=Cast("workflow_state__object_id", PracticePage._meta.pk.target_field)
        )
        links = SignOff.objects.filter(answered_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        match value:
            case "in-arbeit":
                return pages.filter(pk__in=tasks.values("practice"))
            case "zu-spaet":
                return pages.filter(pk__in=tasks.filter(due_on__lt=timezone.localdate()).values("practice"))
            case "ungeprueft":
                return pages.filter(~Exists(Checklist.objects.filter(page=OuterRef("pk"))))
            case _:
                return pages.filter(Exists(links.filter(page=OuterRef("pk"))))


class ReviewReport(ReportView):
    """One row a practice. A fixed number of queries, however many rows."""

    page_title = TITLE
    header_icon = "clipboard-list"
    index_url_name = "practice_review_report"
    index_results_url_name = "practice_review_report_results"
    filterset_class = ReviewFilterSet
    is_searchable = False
    default_ordering = "title"
    #: Wagtail shows its buttons for export only with one; what is exported says `as_spreadsheet`.
    list_export = ["draft_title"]
    columns = [
        TitleColumn("title", label="Praxisbeispiel", accessor="draft_title", url_name="wagtailadmin_pages:edit"),
        Column("step", label="Stufe im Workflow", accessor="shown.step"),
        Column("due", label="fällig", accessor="shown.due"),
        Column("checked", label="Prüfung", accessor="shown.checked"),
        Column("sign_off", label="Freigabe durch Praxisgeber", accessor="shown.sign_off"),
    ]

    @staticmethod
    def is_open_to(user: Any) -> bool:
        return bool(practices_of(user).exists())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        answers = Prefetch("answers", ChecklistAnswer.objects.select_related("criterion"))
        checklists = Prefetch("checklists", Checklist.objects.select_related("user").prefetch_related(answers))
        pages = practices_of(self.request.user).select_related("latest_revision").order_by("draft_title", "pk")
        return pages.prefetch_related(checklists, "sign_offs")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        pages = list(object_list)
        contents = {page.pk: page.latest_revision.content for page in pages if page.latest_revision}
        missing = missing_among(contents)
        states = DatedTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=[str(page.pk) for page in pages]
        ).select_related("task", "workflow_state")
        tasks = {int(state.workflow_state.object_id): state for state in states}
        for page in pages:
            needed = page.pk in missing or contents.get(page.pk, {}).get("needs_sign_off", False)
            page.shown = _shown(page, tasks.get(page.pk), needed, page.pk in missing)
        return pages

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse | FileResponse:
        criteria = list(Criterion.objects.all())
        headings = ["Praxisbeispiel", "Stufe im Workflow", "fällig", "geprüft am", "geprüft von", "Freigabe"]
        for criterion in criteria:
            headings += [criterion.name, f"{criterion.name}: Notiz"]
        rows = (_exported(page, criteria) for page in self.decorate_paginated_queryset(queryset))
        if spreadsheet_format == self.FORMAT_CSV:
            response = HttpResponse(as_csv(headings, rows), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = 'attachment; filename="pruefung-und-freigabe.csv"'
            return response
        return FileResponse(as_xlsx(TITLE, headings, rows), as_attachment=True, filename="pruefung-und-freigabe.xlsx")


def _shown(page: Any, task: Any, needed: bool, missing: bool) -> dict[str, str]:
    checklist = next(iter(page.checklists.all()), None)
    sign_off = next(iter(page.sign_offs.all()), None)
    if not needed:
        agreed = "nicht nötig"
    elif not missing:
        agreed = "liegt vor"
    else:
        agreed = f"fehlt ({sign_off.state})" if sign_off else "fehlt (nicht angefordert)"
    return {
        "step": task.task.name if task else "",
        "due": f"{task.due_on:%d.%m.%Y}" if task and task.due_on else "",
        "checked": f"{checklist.counts} ({timezone.localtime(checklist.saved_at):%d.%m.%Y})" if checklist else "",
        "sign_off": agreed,
    }


def _exported(page: Any, criteria: list[Criterion]) -> list[str]:
    checklist = next(iter(page.checklists.all()), None)
    answers = {answer.criterion_id: answer for answer in checklist.answers.all()} if checklist else {}
    row = [
        page.draft_title,
        page.shown["step"],
        page.shown["due"],
        f"{timezone.localtime(checklist.saved_at):%d.%m.%Y}" if checklist else "",
        str(checklist.user or "") if checklist else "",
        page.shown["sign_off"],
    ]
    for criterion in criteria:
        answer = answers.get(criterion.pk)
        row += [answer.get_value_display(), answer.note] if answer else ["", ""]
    return row
