"""In the admin: `/redaktion/praxisbeispiele/<id>/freigabe/` and `…/pruefung/`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from practices.access import lock_on, may_edit, practices_of
from practices.models import PracticePage
from practices.review.checking import checklist_of, is_current, save_checklist
from practices.review.fingerprint import fingerprint
from practices.review.forms import ChecklistForm, OverrideForGoodForm, RequestForm
from practices.review.models import Criterion, SignOff
from practices.review.models.gate import sign_off_missing
from practices.review.overriding import override
from practices.review.sections import BY_ID
from practices.review.signing import request_sign_off, waiting_state, withdraw


def review_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """State of the sign-off, all requests so far; asking for one, doing without."""
    page = _page(request, page_id)
    lock = lock_on(request.user, page)
    can_publish = page.permissions_for_user(request.user).can_publish()
    asking, overriding = "ask" in request.POST, "override" in request.POST
    initial = {"organisation": _last(page, "organisation"), "address": _last(page, "address"), "days": 21}
    request_form = RequestForm(request.POST if asking else None, initial=initial)
    override_form = OverrideForGoodForm(request.POST if overriding else None, prefix="verzicht")
    if asking and request_form.is_valid() and not lock:
        sign_off = request_sign_off(page, user=request.user, **request_form.cleaned_data)
        messages.success(request, f"Der Link ist auf dem Weg an {sign_off.address}.")
        return redirect("practice_review", page.pk)
    if overriding:
        if not can_publish:
            raise PermissionDenied
        if override_form.is_valid() and not lock:
            _do_without(request, page, **override_form.cleaned_data)
            return redirect("practice_review", page.pk)
    revision = page.get_latest_revision()
    context = {
        **_frame(page, "Freigabe", "practice_review"),
        "missing": revision is not None and sign_off_missing(page.pk, revision.content),
        "needed": revision is not None and revision.content.get("needs_sign_off"),
        "sign_offs": _with_sections(page, fingerprint(revision.content) if revision else ""),
        "overrides": page.sign_off_overrides.select_related("user"),
        "request_form": request_form,
        "override_form": override_form if can_publish else None,
        "lock": lock,
        # What was typed while the lock came stays, to be sent later; where nothing was typed, nothing is offered.
        "may_send": not lock or request.method == "POST",
    }
    status = 200 if request.method != "POST" else 409 if lock else 422
    return render(request, "practices/review/admin/sign_off.html", context, status=status)


@require_POST
def withdraw_view(request: HttpRequest, page_id: int, sign_off_id: int) -> HttpResponse:
    page = _page(request, page_id)
    if lock := lock_on(request.user, page):
        messages.error(request, lock)
        return redirect("practice_review", page.pk)
    sign_off = get_object_or_404(SignOff, pk=sign_off_id, page_id=page.pk, answered_at=None, withdrawn_at=None)
    withdraw(sign_off, request.user)
    messages.success(request, "Der Link zeigt nichts mehr.")
    return redirect("practice_review", page.pk)


def checklist_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The checklist for the newest text, with the answers to the last one filled in."""
    page = _page(request, page_id)
    lock = lock_on(request.user, page)
    last = checklist_of(page)
    criteria = Criterion.objects.filter(asked=True)
    initial: dict[str, str] = {}
    for answer in last.answers.all() if last else ():
        initial |= {f"answer-{answer.criterion_id}": answer.value, f"note-{answer.criterion_id}": answer.note}
    form = ChecklistForm(request.POST if request.method == "POST" else None, criteria=criteria, initial=initial)
    if request.method == "POST" and form.is_valid() and not lock:
        save_checklist(page, request.user, form.answers())
        messages.success(request, "Die Prüfung ist gespeichert.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        **_frame(page, "Prüfung", "practice_checklist"),
        "form": form,
        "last": last,
        "outdated": last is not None and not is_current(last, page),
        "lock": lock,
        "may_send": not lock or request.method == "POST",
    }
    status = 200 if request.method != "POST" else 409 if lock else 422
    return render(request, "practices/review/admin/checklist.html", context, status=status)


def _do_without(request: HttpRequest, page: PracticePage, reason: str, for_good: bool) -> None:
    override(page, request.user, reason, for_good=for_good)
    state = waiting_state(page)
    if state is None:
        messages.success(request, "Das Beispiel lässt sich jetzt ohne Freigabe veröffentlichen.")
        return
    state.approve(user=request.user, comment=f"Ohne Freigabe: {reason}")
    messages.success(request, "Das Beispiel ist ohne Freigabe veröffentlicht.")


def _page(request: HttpRequest, page_id: int) -> PracticePage:
    """The practice, if whoever asks may edit it, locked or not: else the answer is the same as for one that is not
    there."""
    page: PracticePage = get_object_or_404(practices_of(request.user), pk=page_id)
    if not may_edit(request.user, page):
        raise Http404
    return page


def _frame(page: PracticePage, title: str, name: str) -> dict[str, Any]:
    shown = page.get_admin_display_title()
    return {
        "page": page,
        "page_title": f"{title}: {shown}",
        "header_title": f"{title}: {shown}",
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": reverse("practices:index"), "label": "Praxisbeispiele"},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": shown},
            {"url": reverse(name, args=[page.pk]), "label": title},
        ],
    }


def _last(page: PracticePage, field: str) -> str:
    return str(page.sign_offs.exclude(**{field: ""}).values_list(field, flat=True).first() or "")


def _with_sections(page: PracticePage, now: str) -> list[dict[str, Any]]:
    sign_offs = page.sign_offs.select_related("requested_by", "revision").prefetch_related("comments")
    return [
        {
            "sign_off": sign_off,
            "is_current": sign_off.fingerprint == now,
            "comments": [(BY_ID.get(comment.section), comment) for comment in sign_off.comments.all()],
        }
        for sign_off in sign_offs
    ]
