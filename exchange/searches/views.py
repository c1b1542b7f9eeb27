"""`/suche/benachrichtigen/`: asking to hear of a search, confirming, changing and ending it. No account, no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.rate_limits import seconds_to_wait
from exchange.searches.actions import (
    CONFIRM_WITHIN,
    SearchTooLong,
    change_frequency,
    confirm,
    end,
    parameters_of,
    subscribe,
)
from exchange.searches.description import in_words
from exchange.searches.forms import SubscribeForm
from exchange.searches.models import Frequency, SavedSearch
from search.facets import registered_facets
from search.query import read_parameters

#: Requests for mails from one address of a visitor, in an hour.
PER_HOUR = 20


# The views here are without a token against forged requests: it would need a cookie, and there is nothing to forge. Who
# asks is nobody in particular; who changes or ends a search has to know its key, which is in the address alone.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe_page(request: HttpRequest) -> HttpResponse:
    """The form, and what follows it: the same page whether the address is known or not."""
    read = read_parameters(request.GET, registered_facets())
    context: dict[str, object] = {
        "search": in_words(read.query),
        "parameters": parameters_of(read.query),
        "unknown": [item.value for item in read.unknown],
        "hours": int(CONFIRM_WITHIN.total_seconds() // 3600),
    }
    if request.method != "POST":
        return _answer(request, "subscribe", {**context, "form": SubscribeForm()})
    form = SubscribeForm(request.POST)
    if not form.is_valid() or read.unknown:
        return _answer(request, "subscribe", {**context, "form": form}, status=400)
    if wait := seconds_to_wait(request, "subscribe", limit=PER_HOUR, window=3600):
        response = _answer(request, "subscribe", {**context, "form": form, "too_many": True}, status=429)
        response["Retry-After"] = str(wait)
        return response
    # A field that people do not see: what fills it in is a program. It gets the same answer.
    if not request.POST.get("webseite"):
        try:
            subscribe(form.cleaned_data["email"], read.query, Frequency(form.cleaned_data["frequency"]))
        except SearchTooLong:
            return _answer(request, "subscribe", {**context, "form": form, "too_long": True}, status=400)
    return _answer(request, "subscribed", {**context, "email": form.cleaned_data["email"]})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def manage_page(request: HttpRequest, key: str) -> HttpResponse:
    """To confirm a search, or to change it. A GET changes nothing: programs that look through mails follow links."""
    saved = SavedSearch.objects.filter(key=key).first()
    if saved is None:
        return _answer(request, "gone", {}, status=404)
    changed = ""
    if request.method == "POST":
        if saved.confirmed_at is None:
            confirm(saved)
            changed = "confirmed"
        elif request.POST.get("frequency") in Frequency.values:
            change_frequency(saved, Frequency(request.POST["frequency"]))
            changed = "frequency"
        saved.refresh_from_db()
    return _answer(
        request,
        "manage",
        {
            "saved": saved,
            "search": in_words(saved.read().query),
            "parameters": saved.parameters,
            "frequencies": Frequency.choices,
            "changed": changed,
        },
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def end_page(request: HttpRequest, key: str) -> HttpResponse:
    """End a search: by the button here, or by one click in a mail program (RFC 8058)."""
    saved = SavedSearch.objects.filter(key=key).first()
    if request.method == "POST":
        if saved is not None:
            end(saved)
        return _answer(request, "ended", {})
    if saved is None:
        return _answer(request, "gone", {}, status=404)
    return _answer(request, "end", {"saved": saved, "search": in_words(saved.read().query)})


def _answer(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, f"exchange/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
