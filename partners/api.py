"""`/api/v1/networks` and `/api/v1/partners`: whole records."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from core.visibility import visible_to
from partners.models import PartnerPage, VerbundPage
from partners.records import NetworkOut, NetworksOut, PartnerOut, PartnersOut, network_records, partner_records
from search.records import PageParameters, asked_for, one_of

router = Router(tags=["Verbünde und Partner"])


@router.get("/networks", response=NetworksOut, summary="Alle Verbünde")
def networks(request: HttpRequest, parameters: Annotated[PageParameters, Query()]) -> Any:
    """Alle öffentlichen Weiterbildungsverbünde mit allem, was auf ihrer Seite steht, Seite für Seite."""
    page, records = asked_for(request, visible_to(None, VerbundPage.objects.all()))
    return {**page, "results": network_records(records)}


@router.get("/networks/{id}", response=NetworkOut, summary="Ein Verbund")
def network(request: HttpRequest, id: str) -> Any:
    """Ein Weiterbildungsverbund, mit der Kennung aus der Suche oder aus der Liste."""
    return network_records([one_of(visible_to(None, VerbundPage.objects.all()), id)])[0]


@router.get("/partners", response=PartnersOut, summary="Alle Partner")
def partners(request: HttpRequest, parameters: Annotated[PageParameters, Query()]) -> Any:
    """Alle öffentlichen Partner mit allem, was auf ihrer Seite steht, Seite für Seite."""
    page, records = asked_for(request, visible_to(None, PartnerPage.objects.all()))
    return {**page, "results": partner_records(records)}


@router.get("/partners/{id}", response=PartnerOut, summary="Ein Partner")
def partner(request: HttpRequest, id: str) -> Any:
    """Ein Partner, mit der Kennung aus der Suche oder aus der Liste."""
    return partner_records([one_of(visible_to(None, PartnerPage.objects.all()), id)])[0]
