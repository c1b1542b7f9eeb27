"""`/veranstaltungen/<slug>/anmeldung/` and `/anmeldung/<key>/`: registering and all that follows, without account."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.rate_limits import seconds_to_wait
from core.visibility import visible_to
from events.choices import EventState
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations.errors import NoSeat, NotPossible, RegistrationClosed
from events.registrations.forms import AttendeeForm, RegistrationForm
from events.registrations.models import Registration
from events.registrations.seats import attendances, is_free, place_in_line

#: Requests that write, from one address of a visitor in a minute.
PER_MINUTE = 30


# The views here are without a token against forged requests: it would need a cookie, and there is nothing to forge. Who
# registers is nobody in particular; who changes or cancels has to know the key, which is in the address alone.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The form. What follows it is the same page whether the address is known or not."""
    event = visible_to(request.user, EventPage.objects.filter(slug=slug)).first()
    if event is None or not event.registration_enabled:
        raise Http404
    form = RegistrationForm(request.POST or None, event=event)
    context = {"event": event, "page": event, "form": form, "state": event.state, "seats": _seats(event)}
    if event.state not in (EventState.OPEN, EventState.FULL):
        return _answer(request, "closed", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _answer(request, "form", context)
    if wait := seconds_to_wait(request, "register", limit=PER_MINUTE, window=60):
        return _too_many(request, context, wait)
    if not form.is_valid():
        return _answer(request, "form", context, status=422)
    # A field that people do not see: what fills it in is a program. It gets the same answer.
    if not request.POST.get("webseite"):
        try:
            actions.reserve(
                event,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                attendance=form.attendance,
                answers=form.answers,
                consent_text=form.consent_text,
            )
        except RegistrationClosed:
            return _answer(request, "closed", context, status=409)
    # Sent on, so that loading the page anew registers nobody twice.
    return redirect("registration-thanks", slug)


@require_safe
def thanks_page(request: HttpRequest, slug: str) -> HttpResponse:
    event = visible_to(request.user, EventPage.objects.filter(slug=slug)).first()
    if event is None:
        raise Http404
    return _answer(request, "thanks", {"event": event, "page": event})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def self_service_page(request: HttpRequest, key: str) -> HttpResponse:
    """To confirm, accept, change or cancel. A GET changes nothing: programs that look through mails follow links."""
    if request.method == "POST" and (wait := seconds_to_wait(request, "registration", limit=PER_MINUTE, window=60)):
        return _too_many(request, {}, wait)
    registration = Registration.objects.select_related("event").filter(key=key).first()
    if registration is None or not registration.is_active or registration.is_late:
        return _answer(request, "gone", {}, status=404)
    step = request.POST.get("schritt", "") if request.method == "POST" else ""
    form = AttendeeForm.of(registration)
    told = ""
    status = 200
    try:
        match step:
            case "bestaetigen":
                registration = actions.confirm(registration)
                told = "confirmed"
            case "annehmen":
                registration = actions.accept(registration)
                told = "accepted"
            case "abmelden":
                event = registration.event
                actions.cancel(registration)
                return _answer(request, "cancelled", {"event": event})
            case "aendern":
                form = AttendeeForm(request.POST, event=registration.event)
                if form.is_valid():
                    registration = actions.change(
                        registration, name=form.cleaned_data["name"], attendance=form.attendance, answers=form.answers
                    )
                    told = "changed"
                else:
                    status = 422
    except NoSeat:
        form.add_error(
            "attendance", gettext("Dafür ist gerade kein Platz frei. Ihre bisherige Anmeldung bleibt, wie sie ist.")
        )
        status = 409
    except RegistrationClosed:
        status = 409
    except NotPossible:
        return _answer(request, "gone", {}, status=404)
    event = registration.event
    context = {
        "registration": registration,
        "event": event,
        "form": form,
        "told": told,
        "begun": event.starts_at <= timezone.now(),
        "place": place_in_line(registration),
    }
    return _answer(request, "self_service", context, status=status)


def _seats(event: EventPage) -> list[tuple[str, bool]]:
    """Each way to attend, and whether there is a seat for who registers now."""
    return [(str(way.label), is_free(event, way)) for way in attendances(event)]


def _too_many(request: HttpRequest, context: dict[str, Any], wait: int) -> HttpResponse:
    response = _answer(request, "too_many", {**context, "seconds": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"events/registration/{template}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # The key stands in the address of the page, and must not go on to others by a link.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
