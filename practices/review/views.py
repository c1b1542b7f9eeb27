"""`/freigabe/<key>/`: the draft as it will look, and the firm's answer. A GET changes nothing; nothing else opens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Revision

from core.rate_limits import seconds_to_wait
from practices.review.fingerprint import fingerprint
from practices.review.forms import AnswerForm
from practices.review.models import Decision, SignOff
from practices.review.models.gate import sign_off_needed
from practices.review.sections import sections_of
from practices.review.signing import NotOpen, answer

PER_MINUTE = 30


# Without a token against forged requests: it would need a cookie. Who answers has to know the key.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off_page(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST" and (wait := seconds_to_wait(request, "sign-off", limit=PER_MINUTE, window=60)):
        response = _answer(request, "too_many", {"seconds": wait}, status=429)
        response["Retry-After"] = str(wait)
        return response
    sign_off = SignOff.objects.select_related("page", "revision").filter(key=key).first()
    if sign_off is None or sign_off.erased_at:
        return _answer(request, "gone", {}, status=404)
    if sign_off.answered_at:
        return _thanks(request, sign_off)
    revision = shown_revision(sign_off)
    if not sign_off.is_open or revision is None:
        return _answer(request, "gone", {}, status=404)
    # As the public will see it, also in the browser of somebody who is logged in.
    request.user = AnonymousUser()
    page = revision.as_object()
    form = AnswerForm(request.POST or None, sections=sections_of(page), initial={"organisation": sign_off.organisation})
    if request.method == "POST" and form.is_valid():
        try:
            answer(
                sign_off,
                Decision(form.cleaned_data["decision"]),
                answered_by=form.cleaned_data["answered_by"],
                organisation=form.cleaned_data["organisation"],
                remark=form.cleaned_data["remark"],
                comments=form.comments(),
            )
        except NotOpen:
            return _answer(request, "gone", {}, status=404)
        sign_off.refresh_from_db()
        return _thanks(request, sign_off)
    context = {**page.get_context(request), "sign_off": sign_off, "form": form}
    return _answer(request, "draft", context, status=422 if request.method == "POST" else 200)


def shown_revision(sign_off: SignOff) -> Revision | None:
    """The revision that was sent. When old ones have been purged: the newest, if it says the same."""
    if sign_off.revision is not None:
        return sign_off.revision
    newest = sign_off.page.get_latest_revision()
    return newest if newest is not None and fingerprint(newest.content) == sign_off.fingerprint else None


def _thanks(request: HttpRequest, sign_off: SignOff) -> HttpResponse:
    """What was answered, and what follows from it for this practice."""
    revision = sign_off.revision or sign_off.page.get_latest_revision()
    needed = revision is not None and sign_off_needed(sign_off.page_id, revision.content)
    return _answer(request, "thanks", {"sign_off": sign_off, "needed": needed})


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"practices/review/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
