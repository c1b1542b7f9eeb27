"""`/praxisbeispiel-bestaetigen/<key>/…`: is it still true? Three answers, each a page with a button: a GET changes
nothing, so that programs that follow the links of a mail confirm nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.rate_limits import seconds_to_wait
from practices.upkeep.answering import AlreadyAnswered, ended, has_changed, still_true
from practices.upkeep.forms import ChangesForm, EndedForm
from practices.upkeep.models import ReviewRequest

PER_MINUTE = 30


@require_safe
def question_page(request: HttpRequest, key: str) -> HttpResponse:
    """What the three answers are, for whom only has the first part of a link."""
    asked = _asked(key)
    if asked is None:
        return _shown(request, "gone", {}, status=404)
    return _shown(request, "thanks" if asked.answered_at else "question", {"asked": asked, "page_shown": asked.page})


# Without a token against forged requests: it would need a cookie. Who answers has to know the key.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_true_page(request: HttpRequest, key: str) -> HttpResponse:
    return _answer_page(
        request, key, "still_true", lambda data, _: forms.Form(data), lambda asked, _: still_true(asked)
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ended_page(request: HttpRequest, key: str) -> HttpResponse:
    return _answer_page(
        request,
        key,
        "ended",
        lambda data, _: EndedForm(data),
        lambda asked, form: ended(asked, form.cleaned_data["note"]),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def changed_page(request: HttpRequest, key: str) -> HttpResponse:
    return _answer_page(
        request,
        key,
        "changed",
        lambda data, asked: ChangesForm(data, page=asked.page),
        lambda asked, form: has_changed(asked, form.base_page(), form.changes(), form.cleaned_data["note"]),
    )


def _answer_page(
    request: HttpRequest,
    key: str,
    template: str,
    make_form: Callable[[Any, ReviewRequest], Any],
    act: Callable[[ReviewRequest, Any], None],
) -> HttpResponse:
    if request.method == "POST" and (wait := seconds_to_wait(request, "review", limit=PER_MINUTE, window=60)):
        response = _shown(request, "too_many", {"seconds": wait}, status=429)
        response["Retry-After"] = str(wait)
        return response
    asked = _asked(key)
    if asked is None:
        return _shown(request, "gone", {}, status=404)
    context = {"asked": asked, "page_shown": asked.page}
    if asked.answered_at:
        return _shown(request, "thanks", context)
    form = make_form(request.POST if request.method == "POST" else None, asked)
    if request.method == "POST" and form.is_valid():
        try:
            act(asked, form)
        except AlreadyAnswered:
            return _shown(request, "gone", {}, status=404)
        asked.refresh_from_db()
        asked.page.refresh_from_db()
        return _shown(request, "thanks", context)
    return _shown(request, template, {**context, "form": form}, status=422 if request.method == "POST" else 200)


def _asked(key: str) -> ReviewRequest | None:
    """The request with this key; None for an unknown one, one whose review is over and one whose page is gone alike."""
    asked = ReviewRequest.objects.select_related("page").filter(key=key).first()
    if asked is None or not asked.page.live or (asked.due_on != asked.page.next_review_on and not asked.answered_at):
        return None
    return asked


def _shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"practices/upkeep/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
