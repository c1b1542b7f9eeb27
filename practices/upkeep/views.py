"""`/praxisbeispiel-bestaetigen/<key>/`: is it still true? A GET changes nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.rate_limits import seconds_to_wait
from practices.upkeep.answering import AlreadyAnswered, answer
from practices.upkeep.models import Answer, ReviewRequest

PER_MINUTE = 30


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer.choices)
    note = forms.CharField(
        label="Was hat sich geändert?",
        help_text="Höchstens 5.000 Zeichen. Die Redaktion arbeitet es ein, bevor etwas veröffentlicht wird.",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "Bitte fassen Sie sich kürzer: höchstens 5.000 Zeichen."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == Answer.CHANGED and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Bitte sagen Sie in ein paar Sätzen, was sich geändert hat.")
        return cleaned


# Without a token against forged requests: it would need a cookie. Who answers has to know the key.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST" and (wait := seconds_to_wait(request, "review", limit=PER_MINUTE, window=60)):
        response = _answer(request, "too_many", {"seconds": wait}, status=429)
        response["Retry-After"] = str(wait)
        return response
    asked = ReviewRequest.objects.select_related("page").filter(key=key).first()
    if asked is None or not asked.page.live or (asked.due_on != asked.page.next_review_on and not asked.answered_at):
        return _answer(request, "gone", {}, status=404)
    if asked.answered_at:
        return _answer(request, "thanks", {"asked": asked, "page_shown": asked.page})
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(asked, Answer(form.cleaned_data["answer"]), form.cleaned_data["note"])
        except AlreadyAnswered:
            return _answer(request, "gone", {}, status=404)
        asked.refresh_from_db()
        return _answer(request, "thanks", {"asked": asked, "page_shown": asked.page})
    context = {"asked": asked, "page_shown": asked.page, "form": form}
    return _answer(request, "question", context, status=422 if request.method == "POST" else 200)


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"practices/upkeep/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
