"""`/veranstaltungen/archiv/…`, `/veranstaltungen/monat/…` and the calendar file of an event. The list is a page."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.visibility import visible_to
from events.calendars import entry
from events.lists import first_and_last_month, month_weeks, of_year, years_with_events
from events.models import EventPage
from search.calendars import CONTENT_TYPE, as_calendar


@require_safe
def archive_page(request: HttpRequest, year: int) -> HttpResponse:
    """The events of a year that are over."""
    events = of_year(request.user, year) if 1990 <= year <= 2200 else []
    if not events:
        raise Http404
    return render(
        request, "events/archive.html", {"year": year, "events": events, "years": years_with_events(request.user)}
    )


@require_safe
def month_page(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month as a table of weeks; without one, the present."""
    first, last = first_and_last_month(request.user)
    today = timezone.localdate()
    try:
        shown = date(year, month, 1) if year is not None and month is not None else today.replace(day=1)
    except ValueError as error:
        raise Http404 from error
    if not first <= shown <= last:
        raise Http404
    weeks = month_weeks(request.user, shown.year, shown.month)
    context = {
        "month": shown,
        "today": today,
        "weeks": weeks,
        "any_events": any(day.events for week in weeks for day in week if day.in_month),
        "previous": _neighbour(shown, -1, first, last),
        "next": _neighbour(shown, 32, first, last),
    }
    return render(request, "events/month.html", context)


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, to be put into one's own calendar."""
    event = visible_to(request.user, EventPage.objects.filter(slug=slug)).first()
    if event is None:
        raise Http404
    response = HttpResponse(as_calendar(event.title, [entry(event)]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def _neighbour(month: date, days: int, first: date, last: date) -> date | None:
    found = (month + timedelta(days=days)).replace(day=1)
    return found if first <= found <= last else None
