"""The addresses of events that are no pages."""

from __future__ import annotations

from django.urls import path

from events.views import archive_page, event_calendar, month_page
from search.feeds import calendar

urlpatterns = [
    path("veranstaltungen/kalender.ics", calendar, name="events-calendar"),
    path("veranstaltungen/archiv/<int:year>/", archive_page, name="events-archive"),
    path("veranstaltungen/monat/", month_page, name="events-this-month"),
    path("veranstaltungen/monat/<int:year>-<int:month>/", month_page, name="events-month"),
    path("veranstaltungen/<slug:slug>/termin.ics", event_calendar, name="event-calendar"),
]
