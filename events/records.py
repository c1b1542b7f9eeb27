"""What the API says of events: whole records, made for a page of them at once.

Whom to ask, who speaks and who takes part are no part of it, nor the link that only those who registered get.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ninja import Schema
from pydantic import Field

from core.files import FileOut, files, values_of
from core.references import ReferenceOut, named, references
from core.rich_text import as_public_html
from events.models import EventNetwork, EventOrganiser, EventPage, EventPractice
from partners.records import HTML, RecordOut, shared
from partners.terms import GivenTerms
from search.records import RecordPage


class SessionOut(Schema):
    """Ein Punkt des Programms."""

    day: dt.date | None
    time: dt.time | None
    until: dt.time | None
    title: str
    room: str
    text: str


class RecordingOut(Schema):
    title: str
    url: str
    transcript: str


class RegistrationOut(Schema):
    """Wie man sich anmeldet: auf der Seite der Veranstaltung."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None


class EventOut(RecordOut):
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    all_day: bool
    format: str = Field(description="vor-ort, online, hybrid oder leer, wenn es nicht bekannt ist.")
    venue_name: str
    venue_address: str
    accessibility: str
    costs: str
    cancelled_at: dt.datetime | None
    cancellation_reason: str
    registration: RegistrationOut | None = Field(description="null: ohne Anmeldung.")
    description: str = Field(description=HTML)
    programme: list[SessionOut]
    documents: list[FileOut]
    report: str = Field(description=f"Der Rückblick, wenn die Veranstaltung vorbei ist. {HTML}")
    materials: list[FileOut]
    recordings: list[RecordingOut]
    organisers: list[ReferenceOut]
    practices: list[ReferenceOut]
    networks: list[ReferenceOut]


class EventsOut(RecordPage):
    results: list[EventOut]


def event_records(pages: Sequence[EventPage]) -> list[EventOut]:
    """The events as the API gives them out. The same number of queries for one and for a hundred."""
    terms = GivenTerms(pages, "branches", "regions", "topics", "target_groups")
    ids = [page.pk for page in pages]
    practices = _linked(EventPractice, ids, "practice_id")
    networks = _linked(EventNetwork, ids, "network_id")
    organisers = _linked(EventOrganiser, ids, "page_id")
    others = references(pk for rows in (practices, networks, organisers) for linked in rows.values() for pk in linked)
    documents = files(
        value for page in pages for field in (page.documents, page.materials) for value in values_of(field, "document")
    )
    html = as_public_html([text for page in pages for text in (page.description, page.report)])
    return [
        EventOut.model_validate(
            {
                **shared(
                    page,
                    "veranstaltung",
                    {
                        "branche": terms.slugs(page, "branches"),
                        "region": terms.slugs(page, "regions"),
                        "thema": terms.slugs(page, "topics"),
                        "zielgruppe": terms.slugs(page, "target_groups"),
                    },
                ),
                **{name: getattr(page, name) for name in _PLAIN},
                "registration": {"opens_at": page.registration_opens_at, "closes_at": page.registration_closes_at}
                if page.registration_enabled
                else None,
                "description": html[2 * place],
                "programme": [
                    {name: value.get(name) or ("" if name in ("title", "room", "text") else None) for name in _SESSION}
                    for value in values_of(page.programme, "item")
                ],
                "documents": _files(values_of(page.documents, "document"), documents),
                # The page shows both only afterwards.
                "report": html[2 * place + 1] if page.is_past else "",
                "materials": _files(values_of(page.materials, "document"), documents) if page.is_past else [],
                "recordings": [
                    {name: value.get(name) or "" for name in ("title", "url", "transcript")}
                    for value in (values_of(page.materials, "recording") if page.is_past else ())
                ],
                "organisers": named(others, organisers.get(page.pk, ())),
                "practices": named(others, practices.get(page.pk, ())),
                "networks": named(others, networks.get(page.pk, ())),
            }
        )
        for place, page in enumerate(pages)
    ]


_PLAIN = (
    "starts_at",
    "ends_at",
    "all_day",
    "format",
    "venue_name",
    "venue_address",
    "accessibility",
    "costs",
    "cancelled_at",
    "cancellation_reason",
)
_SESSION = ("day", "time", "until", "title", "room", "text")


def _linked(model: Any, ids: Sequence[int], field: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = model.objects.filter(event__in=ids).order_by("sort_order", "pk").values_list("event_id", field)
    for event, linked in rows:
        found.setdefault(event, []).append(linked)
    return found


def _files(values: Iterable[Mapping[str, Any]], documents: Mapping[int, Any]) -> list[dict[str, str]]:
    return [
        {"title": value["title"], "url": documents[value["document"]].url, "licence": value.get("licence") or ""}
        for value in values
        if value.get("document") in documents
    ]
