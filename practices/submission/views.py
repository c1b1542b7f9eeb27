"""`/praxisbeispiel-einreichen/…`: the steps, the overview, and later where it stands. Whoever has the key may.

Nothing here needs script: each step is a form that saves what was typed, also when it is wrong.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.rate_limits import seconds_to_wait
from practices.submission import actions
from practices.submission.erasing import ADDRESS_KEPT, OPEN_KEPT, erase
from practices.submission.following import state_of
from practices.submission.forms import SendForm, StartForm, TextForm
from practices.submission.models import MESSAGE_LENGTH, State, Submission
from practices.submission.shown import shown
from practices.submission.steps import BY_NAME, FIRST, STEPS, beside, typed

#: Submissions begun from one address of a visitor in an hour, and requests that write in a minute.
BEGUN_PER_HOUR, PER_MINUTE = 10, 60
#: What a sender reads of the way; the other states are exceptions on it.
WAY = (State.RECEIVED, State.IN_REVIEW, State.PUBLISHED)
#: The overview is the last step.
_TOTAL = len(STEPS) + 1


# The views here are without a token against forged requests: it would need a cookie, and who has no account is nobody
# in particular. What writes on needs the key, which is in the address alone.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest) -> HttpResponse:
    """What it takes, and the address to which the link goes."""
    form = StartForm(request.POST or None)
    context = {"form": form, "steps": STEPS, "open_days": OPEN_KEPT.days, "kept_days": ADDRESS_KEPT.days}
    if request.method != "POST":
        return _answer(request, "start", context)
    if wait := seconds_to_wait(request, "submission-begin", limit=BEGUN_PER_HOUR, window=3600):
        return _too_many(request, wait)
    if not form.is_valid():
        return _answer(request, "start", context, status=422)
    # A field that people do not see: what fills it in is a program, and begins nothing.
    if request.POST.get("webseite"):
        return redirect("submission-start")
    submission = actions.begin(form.cleaned_data["email"])
    return redirect("submission-step", submission.key, FIRST)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, key: str, step: str) -> HttpResponse:
    if request.method == "POST" and (wait := seconds_to_wait(request, "submission", limit=PER_MINUTE, window=60)):
        return _too_many(request, wait)
    submission = _submission(key)
    asked = BY_NAME.get(step)
    if submission is None or asked is None:
        return _gone(request)
    if submission.is_sent:
        return redirect("submission", key)
    form = asked.form(given=submission.given, check=False)
    status = 200
    if request.method == "POST":
        given = typed(asked.form, request.POST)
        try:
            submission = actions.keep(submission, given)
        except actions.NotPossible:
            return redirect("submission", key)
        where = request.POST.get("weiter", "")
        if where == "spaeter":
            return redirect("submission", key)
        if where == "zurueck" and (before := beside(step, -1)):
            return redirect("submission-step", key, before)
        form = asked.form(given=given, check=True)
        if form.is_valid():
            following = None if where == "uebersicht" else beside(step, 1)
            return redirect("submission-step", key, following) if following else redirect("submission", key)
        status = 422
    context = {
        "submission": submission,
        "steps": STEPS,
        "total": _TOTAL,
        "step": asked,
        "number": STEPS.index(asked) + 1,
        "before": beside(step, -1),
        "after": beside(step, 1),
        "form": form,
        "open_days": OPEN_KEPT.days,
    }
    return _answer(request, "step", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def submission_page(request: HttpRequest, key: str) -> HttpResponse:
    """Before it is sent the overview, after that where it stands."""
    if request.method == "POST" and (wait := seconds_to_wait(request, "submission", limit=PER_MINUTE, window=60)):
        return _too_many(request, wait)
    submission = _submission(key)
    if submission is None:
        return _gone(request)
    return _status(request, submission) if submission.is_sent else _overview(request, submission)


def _overview(request: HttpRequest, submission: Submission) -> HttpResponse:
    asked = request.POST.get("schritt", "") if request.method == "POST" else ""
    if asked == "loeschen":
        erase(submission)
        return _answer(request, "erased", {})
    form = SendForm(request.POST if asked == "abschicken" else None)
    told_missing = False
    if asked == "abschicken" and form.is_valid():
        try:
            actions.hand_in(submission)
        except actions.Incomplete:
            told_missing = True
        else:
            return redirect("submission", submission.key)
    parts = shown(actions.checked(submission), submission.given)
    context = {
        "submission": submission,
        "parts": parts,
        "missing": [(part.step, line) for part in parts for line in part.lines if line.errors],
        "told_missing": told_missing,
        "next_step": next((part.step for part in parts if not part.is_complete), STEPS[0]),
        "form": form,
        "open_days": OPEN_KEPT.days,
        "total": _TOTAL,
    }
    return _answer(request, "overview", context, status=422 if told_missing or form.errors else 200)


def _status(request: HttpRequest, submission: Submission) -> HttpResponse:
    # Says what is true now, not what the job saw two minutes ago.
    state, text = state_of(submission)
    form = TextForm(request.POST or None, label=_("Ihre Antwort"), help_text=_("Höchstens 3.000 Zeichen."))
    if request.method == "POST" and state == State.QUESTION and form.is_valid():
        actions.answer(submission, form.cleaned_data["text"])
        return redirect("submission", submission.key)
    too_late = request.method == "POST" and state != State.QUESTION
    page = submission.page
    context = {
        "submission": submission,
        "state": state,
        "text": text,
        "page_url": page.url if page and page.live else "",
        "way": _way(state),
        "form": form,
        # Somebody decided while the answer was written: it is not sent, and not lost.
        "unsent": request.POST.get("text", "")[:MESSAGE_LENGTH] if too_late else "",
        "parts": shown(actions.checked(submission), submission.given),
        "kept_days": ADDRESS_KEPT.days,
    }
    status = 409 if too_late else 422 if form.errors else 200
    return _answer(request, "status", context, status=status)


def _way(state: State) -> list[tuple[State, str]]:
    """Each state of the way with `done`, `now` or nothing."""
    way = [State.RECEIVED, State.IN_REVIEW, State.REJECTED] if state == State.REJECTED else list(WAY)
    now = way.index(State.IN_REVIEW if state == State.QUESTION else state)
    return [(each, "done" if place < now else "now" if place == now else "") for place, each in enumerate(way)]


def _submission(key: str) -> Submission | None:
    return Submission.objects.select_related("page").filter(key=key).first()


def _gone(request: HttpRequest) -> HttpResponse:
    """The same for a key that never was and for one whose submission is erased."""
    return _answer(request, "gone", {"open_days": OPEN_KEPT.days}, status=404)


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    response = _answer(request, "too_many", {"seconds": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"practices/submission/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
