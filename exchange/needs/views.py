"""`/bedarf-melden/` and `/barriere-melden/`: telling the office what is missing, and what somebody could not use."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.rate_limits import seconds_to_wait
from exchange.needs.actions import report
from exchange.needs.forms import BarrierForm, NeedForm
from exchange.needs.models import Need
from search.query import clean_text

#: Reports from one address of a visitor, in an hour.
PER_HOUR = 10


# Without a token against forged requests: it would need a cookie, and who reports is nobody in particular. What keeps
# programs away is the limit, and a field that people do not see.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def need_page(request: HttpRequest) -> HttpResponse:
    """Telling the office what is missing; what was searched for stands in the form."""
    searched = clean_text(request.GET.get("q", "")[:800])[:200]
    return _page(request, NeedForm, "exchange/need.html", {"sought": searched})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_page(request: HttpRequest) -> HttpResponse:
    """`/barriere-melden/`: telling the office what somebody could not use; `seite` is the address of that page."""
    page = clean_text(request.GET.get("seite", "")[:800])[:300]
    return _page(request, BarrierForm, "exchange/barrier.html", {"page_address": page}, kind=Need.Kind.BARRIER)


def _page(
    request: HttpRequest,
    form_class: type[NeedForm | BarrierForm],
    template: str,
    initial: dict[str, str],
    kind: Need.Kind = Need.Kind.NEED,
) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, template, {"form": form_class(initial=initial)})
    form = form_class(request.POST, instance=Need(kind=kind))
    if not form.is_valid():
        return _answer(request, template, {"form": form}, status=400)
    if wait := seconds_to_wait(request, "need", limit=PER_HOUR, window=3600):
        response = _answer(request, template, {"form": form, "too_many": True}, status=429)
        response["Retry-After"] = str(wait)
        return response
    if not request.POST.get("webseite"):
        report(form.save(commit=False))
    # Sent on, so that loading the page anew reports nothing twice.
    return redirect("need-thanks-answer" if form.cleaned_data["email"] else "need-thanks")


@require_safe
def thanks_page(request: HttpRequest, answered: bool = False) -> HttpResponse:
    return render(request, "exchange/need_thanks.html", {"answered": answered})


def _answer(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
