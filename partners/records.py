"""What the API says of networks and partners: whole records, made for a page of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ninja import Schema
from pydantic import Field

from core.pages import BasePage
from core.references import ReferenceOut, named, references
from core.rich_text import as_public_html
from partners.models import PartnerPage, VerbundPage, VerbundPartner
from partners.terms import GivenTerms
from search.records import RecordPage

TERMS = "Die eigenen Kürzel des Eintrags je Facette, ohne übergeordnete; wie in den Suchergebnissen."
HTML = "HTML: Absätze, Zwischenüberschriften, Listen, Hervorhebungen und Links, sonst nichts."


class RecordOut(Schema):
    """What every kind of record has."""

    id: str
    type: str
    title: str
    url: str
    summary: str
    is_example: bool = Field(description="Der Inhalt ist erfunden und als Beispiel gekennzeichnet.")
    published_at: datetime | None
    updated_at: datetime | None
    terms: dict[str, list[str]] = Field(description=TERMS)


class NetworkOut(RecordOut):
    description: str = Field(description=HTML)
    status: str = Field(description="gefoerdert, verstetigt oder beendet.")
    started: int | None = Field(description="Das Jahr, in dem der Verbund angefangen hat.")
    partners: list[ReferenceOut]


class NetworksOut(RecordPage):
    results: list[NetworkOut]


class PartnerOut(RecordOut):
    description: str = Field(description=HTML)
    kind: str = Field(description="Art der Organisation, etwa kammer oder bildungstraeger.")
    networks: list[ReferenceOut]


class PartnersOut(RecordPage):
    results: list[PartnerOut]


def shared(page: BasePage, kind: str, terms: dict[str, tuple[str, ...]]) -> dict[str, object]:
    """The fields of `RecordOut`."""
    return {
        "id": str(page.pk),
        "type": kind,
        "title": page.title,
        "url": page.url or "",
        "summary": page.summary,
        "is_example": page.is_example,
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
        "terms": {key: list(slugs) for key, slugs in terms.items()},
    }


def network_records(pages: Sequence[VerbundPage]) -> list[NetworkOut]:
    """The networks as the API gives them out. The same number of queries for one and for a hundred."""
    terms = GivenTerms(pages, "branches", "regions", "topics")
    links = list(
        VerbundPartner.objects.filter(network__in=[page.pk for page in pages])
        .order_by("sort_order", "pk")
        .values_list("network_id", "partner_id")
    )
    partners = references(partner for _, partner in links)
    descriptions = as_public_html([page.description for page in pages])
    return [
        NetworkOut.model_validate(
            {
                **shared(
                    page,
                    "verbund",
                    {
                        "branche": terms.slugs(page, "branches"),
                        "region": terms.slugs(page, "regions"),
                        "thema": terms.slugs(page, "topics"),
                        "verbund": (page.slug,),
                    },
                ),
                "description": description,
                "status": page.status,
                "started": page.started,
                "partners": named(partners, [partner for network, partner in links if network == page.pk]),
            }
        )
        for page, description in zip(pages, descriptions, strict=True)
    ]


def partner_records(pages: Sequence[PartnerPage]) -> list[PartnerOut]:
    """The partners as the API gives them out. The same number of queries for one and for a hundred."""
    terms = GivenTerms(pages, "branches", "regions")
    links = list(
        VerbundPartner.objects.filter(partner__in=[page.pk for page in pages])
        .order_by("network__title", "pk")
        .values_list("partner_id", "network_id")
    )
    networks = references(network for _, network in links)
    descriptions = as_public_html([page.description for page in pages])
    return [
        PartnerOut.model_validate(
            {
                **shared(
                    page,
                    "partner",
                    {"branche": terms.slugs(page, "branches"), "region": terms.slugs(page, "regions")},
                ),
                "description": description,
                "kind": page.kind,
                "networks": named(networks, [network for partner, network in links if partner == page.pk]),
            }
        )
        for page, description in zip(pages, descriptions, strict=True)
    ]
