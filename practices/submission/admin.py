"""The office's pages: what came in, and asking or deciding about it. The text itself is edited as any practice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from practices.submission import actions
from practices.submission.following import state_of
from practices.submission.forms import TextForm
from practices.submission.models import State, Submission

SEE, CHANGE = "practice_submission.view_submission", "practice_submission.change_submission"
TITLE = "Einreichungen"
PAGE_SIZE = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What was sent in, the undecided first. What nobody has sent yet is its writer's alone."""
    _allow(request, SEE)
    sent = Submission.objects.filter(sent_at__isnull=False).select_related("page")
    state = request.GET.get("stand", "")
    if state in State.values:
        sent = sent.filter(state=state)
    page = Paginator(sent.order_by("settled_at", "-sent_at"), PAGE_SIZE).get_page(request.GET.get("p"))
    states = [each for each in State if each != State.OPEN]
    context = {**_frame(TITLE), "page": page, "states": states, "state": state, "parameters": f"stand={state}"}
    return render(request, "practices/submission_admin/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    _allow(request, CHANGE if request.method == "POST" else SEE)
    submission = get_object_or_404(Submission.objects.filter(sent_at__isnull=False).select_related("page"), pk=pk)
    asked = request.POST.get("schritt", "")
    question = TextForm(
        request.POST if asked == "fragen" else None,
        prefix="frage",
        label="Rückfrage an die einreichende Stelle",
        help_text="Geht per E-Mail hinaus. Die Antwort steht danach hier.",
    )
    reason = TextForm(
        request.POST if asked == "ablehnen" else None,
        prefix="grund",
        label="Warum es nicht veröffentlicht wird",
        help_text="Geht per E-Mail hinaus. Der Entwurf bleibt, bis Sie ihn löschen.",
    )
    if request.method == "POST":
        try:
            if asked == "nehmen":
                actions.take(submission)
            elif asked == "fragen" and question.is_valid():
                actions.ask(submission, question.cleaned_data["text"], request.user)
            elif asked == "ablehnen" and reason.is_valid():
                actions.reject(submission, reason.cleaned_data["text"], request.user)
        except actions.NotPossible:
            messages.warning(request, "Darüber ist schon entschieden.")
        if not question.errors and not reason.errors:
            return redirect("practice_submission", pk)
    state, text = state_of(submission)
    context = {
        **_frame(submission.title, TITLE),
        "submission": submission,
        "state": state,
        "text": text,
        "question": question,
        "reason": reason,
        "may_change": request.user.has_perm(CHANGE) and not submission.is_settled,
        "may_edit": submission.page and submission.page.permissions_for_user(request.user).can_edit(),
    }
    status = 422 if question.errors or reason.errors else 200
    return render(request, "practices/submission_admin/detail.html", context, status=status)


def _allow(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _frame(title: str, above: str = "") -> dict[str, Any]:
    items = [{"url": reverse("wagtailadmin_home"), "label": "Start"}]
    if above:
        items.append({"url": reverse("practice_submissions"), "label": above})
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [*items, {"url": "", "label": title}],
    }
