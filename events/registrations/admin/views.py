"""The pages of the team."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from core.spreadsheets import as_csv, as_xlsx
from events.models import EventPage
from events.registrations import mails
from events.registrations import registration as actions
from events.registrations.access import CHANGE, SEE, events_of
from events.registrations.admin.badges import badges
from events.registrations.admin.forms import AddForm, FilterForm, MessageForm
from events.registrations.admin.tables import table
from events.registrations.errors import AttendanceNotOffered, RegistrationClosed
from events.registrations.models import ACTIVE, SEATED, Registration, RegistrationCount, State
from events.registrations.seats import attendances, capacity_of, taken

TITLE = "Anmeldungen"
PAGE_SIZE = 50
#: What may be exported and printed at once.
MOST = 5_000


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The events with registration, the next first, and how many are registered."""
    events = events_of(request.user).filter(Q(registration_enabled=True) | Q(registrations__isnull=False)).distinct()
    events = events.annotate(
        seated=Count("registrations", filter=Q(registrations__state__in=SEATED), distinct=True),
        waiting=Count("registrations", filter=Q(registrations__state=State.WAITING), distinct=True),
    ).order_by("-starts_at")
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "events/registrations_admin/overview.html", {**_frame(TITLE), "page": page})


@require_safe
def participants(request: HttpRequest, event_id: int) -> HttpResponse:
    event = _event(request, event_id)
    form = FilterForm(request.GET)
    found = _found(event, form)
    states = dict(event.registrations.values_list("state").annotate(number=Count("pk")).order_by())
    context = {
        **_frame(f"{TITLE}: {event.title}", event),
        "event": event,
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("p")),
        "states": [(state.label, states.get(state, 0), state.value) for state in State],
        "seats": [(way.label, taken(event, way), capacity_of(event, way)) for way in attendances(event)],
        "erased": RegistrationCount.objects.filter(event=event),
        "parameters": request.GET.urlencode(),
        "may_change": request.user.has_perm(CHANGE),
    }
    return render(request, "events/registrations_admin/participants.html", context)


@require_safe
def export(request: HttpRequest, event_id: int, kind: str) -> HttpResponse | FileResponse:
    """Those that the list shows, as a spreadsheet."""
    event = _event(request, event_id)
    found = list(_found(event, FilterForm(request.GET))[:MOST])
    headings, rows = table(found)
    name = f"anmeldungen-{event.slug}.{kind}"
    log(instance=event, action="events.registrations.export", user=request.user, data={"number": len(found)})
    response: HttpResponse | FileResponse
    if kind == "csv":
        response = HttpResponse(as_csv(headings, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        response = FileResponse(as_xlsx("Anmeldungen", headings, rows), as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def badge_sheets(request: HttpRequest, event_id: int) -> HttpResponse:
    event = _event(request, event_id)
    on_site = event.registrations.filter(state=State.CONFIRMED, attendance=attendances(event)[0])
    response = HttpResponse(badges(event, on_site.order_by("name", "number")[:MOST]), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="namensschilder-{event.slug}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, event_id: int) -> HttpResponse:
    """The list at the door: one large button a person. On paper the buttons are boxes to tick."""
    event = _event(request, event_id, CHANGE if request.method == "POST" else SEE)
    q = request.GET.get("q", "").strip()[:200]
    if request.method == "POST":
        registration = get_object_or_404(event.registrations, pk=_number(request.POST.get("anmeldung")))
        here = request.POST.get("da") == "ja"
        registration.checked_in_at = timezone.now() if here else None
        Registration.objects.filter(pk=registration.pk).update(checked_in_at=registration.checked_in_at)
        # Back to the same list, so that the next person is where one expects them.
        asked = f"?{urlencode({'q': q})}" if q else ""
        return redirect(f"{reverse('registrations_check_in', args=[event.pk])}{asked}#person-{registration.pk}")
    expected = event.registrations.filter(state=State.CONFIRMED)
    context = {
        **_frame(f"Einlass: {event.title}", event),
        "event": event,
        "people": list(expected.filter(name__icontains=q).order_by("name", "number")[:MOST]),
        "q": q,
        "expected": expected.count(),
        "here": expected.filter(checked_in_at__isnull=False).count(),
        "may_change": request.user.has_perm(CHANGE),
    }
    return render(request, "events/registrations_admin/check_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, event_id: int) -> HttpResponse:
    event = _event(request, event_id, CHANGE)
    form = AddForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.reserve(
                event,
                name=given["name"],
                email=given["email"],
                attendance=given["attendance"],
                consent_text="Von der Geschäftsstelle eingetragen, mit Zustimmung der Person.",
                by_team=True,
            )
        except RegistrationClosed:
            form.add_error(None, "Diese Veranstaltung ist abgesagt oder vorbei.")
        except AttendanceNotOffered:
            form.add_error("attendance", "Diese Art der Teilnahme gibt es hier nicht.")
        else:
            messages.success(request, f"{made.name}: {made.get_state_display()}.")
            return redirect("registrations", event.pk)
    context = {**_frame("Person eintragen", event), "event": event, "form": form}
    return render(request, "events/registrations_admin/add.html", context, status=422 if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, event_id: int, registration_id: int) -> HttpResponse:
    event = _event(request, event_id, CHANGE)
    registration = actions.cancel(get_object_or_404(event.registrations, pk=registration_id))
    messages.success(request, f"{registration.name}: {registration.get_state_display()}.")
    return redirect("registrations", event.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, event_id: int) -> HttpResponse:
    """Write to all, or to those of some states."""
    event = _event(request, event_id, CHANGE)
    form = MessageForm(request.POST or None, initial={"to": [State.CONFIRMED]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            people = list(event.registrations.filter(state__in=set(given["to"]) & set(ACTIVE)))
            for person in people:
                person.event = event
                mails.message(person, given["subject"], given["text"])
            log(instance=event, action="events.registrations.message", user=request.user, data={"number": len(people)})
        messages.success(request, f"Die Nachricht geht an {len(people)} Personen.")
        return redirect("registrations", event.pk)
    context = {**_frame("Nachricht schreiben", event), "event": event, "form": form}
    return render(request, "events/registrations_admin/message.html", context, status=422 if form.errors else 200)


def _event(request: HttpRequest, event_id: int, permission: str = SEE) -> EventPage:
    """Raises Http404 for an event of somebody else, as for one that does not exist."""
    event = events_of(request.user, permission).filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def _found(event: EventPage, form: FilterForm) -> QuerySet[Registration]:
    found: QuerySet[Registration] = event.registrations.order_by("number")
    given = form.cleaned_data if form.is_valid() else {}
    if given.get("q"):
        found = found.filter(Q(name__icontains=given["q"]) | Q(email__icontains=given["q"]))
    if given.get("stand"):
        found = found.filter(state=given["stand"])
    if given.get("teilnahme"):
        found = found.filter(attendance=given["teilnahme"])
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _frame(title: str, event: EventPage | None = None) -> dict[str, Any]:
    items = [
        {"url": reverse("wagtailadmin_home"), "label": "Start"},
        {"url": reverse("registrations_overview"), "label": TITLE},
    ]
    if event is not None:
        items.append({"url": reverse("registrations", args=[event.pk]), "label": event.title})
    return {"header_title": title, "header_icon": "group", "breadcrumbs_items": items}
