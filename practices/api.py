"""`/api/v1/practices`: whole records."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from core.visibility import visible_to
from practices.models import PracticePage
from practices.record_shape import PracticeOut, PracticesOut
from practices.records import practice_records
from search.records import PageParameters, asked_for, one_of

router = Router(tags=["Praxisbeispiele"])


@router.get("/practices", response=PracticesOut, summary="Alle Praxisbeispiele")
def practices(request: HttpRequest, parameters: Annotated[PageParameters, Query()]) -> Any:
    """Alle öffentlichen Praxisbeispiele mit allem, was auf ihrer Seite steht, Seite für Seite.

    Ansprechpersonen und ihre Adressen gehören nicht dazu: Anfragen nimmt das Formular auf der Seite des Beispiels an.
    """
    page, records = asked_for(request, visible_to(None, PracticePage.objects.all()))
    return {**page, "results": practice_records(records)}


@router.get("/practices/{id}", response=PracticeOut, summary="Ein Praxisbeispiel")
def practice(request: HttpRequest, id: str) -> Any:
    """Ein Praxisbeispiel, mit der Kennung aus der Suche oder aus der Liste."""
    return practice_records([one_of(visible_to(None, PracticePage.objects.all()), id)])[0]
