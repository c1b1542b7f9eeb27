"""The admin: addresses, menu items, the criteria, and the gate before Wagtail's buttons."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from practices.models import PracticePage
from practices.review import admin_views, overriding, reports, signing
from practices.review.models import Criterion, SignOffTask
from practices.review.models.gate import missing_among, sign_off_missing
from practices.upkeep import dates


class CriterionViewSet(SnippetViewSet):
    model = Criterion
    icon = "tick-inverse"
    menu_label = "Prüfkriterien"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "question", "order", "asked"]
    ordering = ["order", "pk"]


register_snippet(CriterionViewSet)


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    at = "praxisbeispiele/<int:page_id>/"
    return [
        path(f"{at}freigabe/", admin_views.review_page, name="practice_review"),
        path(f"{at}freigabe/<int:sign_off_id>/zurueckziehen/", admin_views.withdraw_view, name="practice_withdraw"),
        path(f"{at}pruefung/", admin_views.checklist_page, name="practice_checklist"),
        path("reports/pruefung/", reports.ReviewReport.as_view(), name="practice_review_report"),
        path(
            "reports/pruefung/results/",
            reports.ReviewReport.as_view(results_only=True),
            name="practice_review_report_results",
        ),
    ]


class _ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reports.ReviewReport.is_open_to(request.user)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return _ReportItem(reports.TITLE, reverse("practice_review_report"), icon_name="clipboard-list", order=700)


@hooks.register("before_publish_page")
def keep_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The form's button „Veröffentlichen“: what was typed is saved as a draft, and the message leads on."""
    if not isinstance(page.specific, PracticePage):
        return None
    revision = page.get_latest_revision()
    if revision is None or not sign_off_missing(page.pk, revision.content):
        return None
    review = reverse("practice_review", args=[page.pk])
    messages.warning(
        request,
        f"„{page.title}“ ist gespeichert, aber nicht veröffentlicht: Die Freigabe durch den Praxisgeber fehlt.",
        buttons=[messages.button(review, "Freigabe anfordern")],
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_publish_page")
def note_publication(request: HttpRequest, page: Page) -> None:
    """The form's button publishes past `PracticePage.publish`."""
    if isinstance(page, PracticePage) and page.live:
        dates.published(PracticePage.objects.filter(pk=page.pk))


@hooks.register("before_bulk_action")
def keep_back_several(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Of several pages none is published when a sign-off is missing; the message names those."""
    if action != "publish" or not all(isinstance(each, Page) for each in objects):
        return None
    practices = PracticePage.objects.filter(pk__in=[page.pk for page in objects])
    for page in objects if request.POST.get("include_descendants") else ():
        practices = practices | PracticePage.objects.filter(path__startswith=page.path, live=False)
    found = {each.pk: each for each in practices.exclude(latest_revision=None).select_related("latest_revision")}
    waiting = missing_among({pk: each.latest_revision.content for pk, each in found.items()})
    if not waiting:
        return None
    names = ", ".join(f"„{found[pk].get_admin_display_title()}“" for pk in sorted(waiting))
    messages.error(request, f"Nichts wurde veröffentlicht, denn hier fehlt die Freigabe des Praxisgebers: {names}.")
    return redirect(view.next_url or reverse("practices:index"))


class _AskForSignOff(ActionMenuItem):
    """First in the list of actions while the workflow waits for the firm."""

    label = "Freigabe anfordern"
    name = "action-sign-off"
    icon_name = "mail"
    order = 5

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return page is not None and isinstance(page.current_workflow_task, SignOffTask)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("practice_review", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def ask_for_sign_off() -> ActionMenuItem:
    return _AskForSignOff()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(overriding.OVERRIDDEN)(_Overridden)
    actions.register_action(signing.ANSWERED)(_Answered)
    actions.register_action(signing.REQUESTED, "Freigabe anfordern", "Freigabe beim Praxisgeber angefordert")
    actions.register_action(signing.WITHDRAWN, "Anfrage zurückziehen", "Anfrage zur Freigabe zurückgezogen")


class _Overridden(LogFormatter):
    label = "Auf Freigabe verzichten"

    def format_message(self, log_entry: Any) -> str:
        what = "Braucht keine Freigabe" if log_entry.data.get("for_good") else "Ohne Freigabe des Praxisgebers"
        return f"{what}: {log_entry.data.get('reason', '')}"


class _Answered(LogFormatter):
    label = "Antwort des Praxisgebers"

    def format_message(self, log_entry: Any) -> str:
        approved = log_entry.data.get("decision") == "freigegeben"
        return "Vom Praxisgeber freigegeben" if approved else "Der Praxisgeber wünscht Änderungen"


@hooks.register("register_permissions")
def criterion_permissions() -> QuerySet[Permission]:
    """May be given to a group: keep the criteria of the checklist."""
    return Permission.objects.filter(content_type__app_label="practice_review", content_type__model="criterion")
