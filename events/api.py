"""`/api/v1/events`: whole records."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from core.visibility import visible_to
from events.models import EventPage
from events.records import EventOut, EventsOut, event_records
from search.records import PageParameters, asked_for, one_of

router = Router(tags=["Veranstaltungen"])


@router.get("/events", response=EventsOut, summary="Alle Veranstaltungen")
def events(request: HttpRequest, parameters: Annotated[PageParameters, Query()]) -> Any:
    """Alle öffentlichen Veranstaltungen, kommende und vergangene, mit Programm und Material, Seite für Seite."""
    page, records = asked_for(request, visible_to(None, EventPage.objects.all()))
    return {**page, "results": event_records(records)}


@router.get("/events/{id}", response=EventOut, summary="Eine Veranstaltung")
def event(request: HttpRequest, id: str) -> Any:
    """Eine Veranstaltung, mit der Kennung aus der Suche oder aus der Liste."""
    return event_records([one_of(visible_to(None, EventPage.objects.all()), id)])[0]
