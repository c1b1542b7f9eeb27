"""What the API says of practices: whole records, made for a page of them at once.

Whom to ask is no part of it, nor who said something, nor what editors note for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps

from core.files import files, values_of
from core.references import ReferenceOut, named, references
from core.rich_text import as_public_html
from partners.models import VerbundPage
from partners.records import shared
from partners.terms import GivenTerms
from practices.choices import LICENCE_URLS
from practices.models import (
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticePage,
    PracticeParticipant,
    PracticeRelation,
    PracticeTag,
)
from practices.record_shape import PracticeOut
from practices.texts import RICH_TEXTS

_TERMS = {
    "branche": "branches",
    "region": "regions",
    "thema": "topics",
    "zielgruppe": "target_groups",
    "groesse": "company_sizes",
}
_PLAIN = (
    "external_id",
    "year",
    "example_kind",
    "network_type",
    "stage",
    "stage_reason",
    "started_on",
    "ended_on",
    "ongoing",
    "suited_for",
    "not_suited_for",
    "social_partners",
    "effort_setup",
    "effort_running",
    "cost_setup",
    "cost_running",
    "cost_drivers",
    "funding",
    "self_sustaining",
    "evidence",
    "sources",
    "licence",
    "confirmed_on",
    "is_unconfirmed",
)
_OFFERS = {
    "offers_call": "telefonat",
    "offers_visit": "besuch",
    "offers_talk": "vortrag",
    "offers_mentoring": "mentoring",
}
_LICENCE_URLS = {licence.value: url for licence, url in LICENCE_URLS.items()}
_EFFECT = ("indicator", "unit", "before", "after", "as_of", "method", "source", "why_none")

Rows = Mapping[int, Sequence[Mapping[str, Any]]]


def practice_records(pages: Sequence[PracticePage]) -> list[PracticeOut]:
    """The practices as the API gives them out. The same number of queries for one and for a hundred."""
    ids = [page.pk for page in pages]
    terms = GivenTerms(pages, *_TERMS.values(), "instruments")
    tags = _rows(PracticeTag, ids, "tag__name", page="content_object_id")
    obstacles = _rows(PracticeObstacle, ids, "kind__slug", "description", "remedy", "solved")
    effects = _rows(PracticeEffect, ids, *_EFFECT)
    participants = _rows(PracticeParticipant, ids, "partner_id", "name", "role")
    blocks = _rows(PracticeBuildingBlock, ids, "block_id")
    relations = _rows(PracticeRelation, ids, "kind", "target_id")
    events = _rows(apps.get_model("events", "EventPractice"), ids, "event_id", page="practice_id")
    others = references(
        [
            *(page.verbund_id for page in pages),
            *_column(participants, "partner_id"),
            *_column(blocks, "block_id"),
            *_column(relations, "target_id"),
            *_column(events, "event_id"),
        ]
    )
    slugs = dict(VerbundPage.objects.filter(pk__in=set(others)).values_list("pk", "slug"))
    documents = files(value for page in pages for value in values_of(page.files, "file"))
    html = iter(as_public_html([getattr(page, name) for page in pages for name in RICH_TEXTS]))
    found = []
    for page in pages:
        given = {key: terms.slugs(page, field) for key, field in _TERMS.items()}
        given |= {
            "verbund": (slugs[page.verbund_id],) if page.verbund_id in slugs else (),
            "jahr": (str(page.year),) if page.year else (),
            "evidenz": (page.evidence,) if page.evidence else (),
        }
        found.append(
            PracticeOut.model_validate(
                {
                    **shared(page, "praxis", given),
                    **{name: getattr(page, name) for name in _PLAIN},
                    **{name: next(html) for name in RICH_TEXTS},
                    **_blocks(page, documents),
                    "verbund": others.get(page.verbund_id),
                    "instruments": list(terms.slugs(page, "instruments")),
                    "tags": [row["tag__name"] for row in tags.get(page.pk, ())],
                    "obstacles": [
                        {**row, "kind": row["kind__slug"] or ""}
                        for row in obstacles.get(page.pk, ())
                        if row["description"] or row["remedy"]
                    ],
                    "effects": [row for row in effects.get(page.pk, ()) if row["indicator"] or row["why_none"]],
                    "participants": list(_participants(participants.get(page.pk, ()), others)),
                    "building_blocks": named(others, [row["block_id"] for row in blocks.get(page.pk, ())]),
                    "related": [
                        {"kind": row["kind"], "practice": others[row["target_id"]]}
                        for row in relations.get(page.pk, ())
                        if row["target_id"] in others
                    ],
                    "events": named(others, [row["event_id"] for row in events.get(page.pk, ())]),
                    "licence_url": _LICENCE_URLS.get(page.licence, ""),
                    "offers": [name for field, name in _OFFERS.items() if getattr(page, field)],
                }
            )
        )
    return found


def _rows(model: Any, ids: Sequence[int], *fields: str, page: str = "page_id") -> Rows:
    """What belongs to the practices, by practice and in the editors' order. One query."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    ordered = [name for name in ("sort_order", "pk") if name == "pk" or hasattr(model, name)]
    for row in model.objects.filter(**{f"{page}__in": ids}).order_by(*ordered).values(page, *fields):
        found.setdefault(row[page], []).append(row)
    return found


def _column(rows: Rows, name: str) -> Iterator[int | None]:
    return (row[name] for of_page in rows.values() for row in of_page)


def _participants(rows: Sequence[Mapping[str, Any]], others: Mapping[int, ReferenceOut]) -> Iterator[dict[str, object]]:
    """As on the page: a partner whose page is not public is not named, unless its name is typed in."""
    for row in rows:
        partner = others.get(row["partner_id"])
        if partner is not None or row["name"]:
            yield {"partner": partner, "name": row["name"], "role": row["role"]}


def _blocks(page: PracticePage, documents: Mapping[int, Any]) -> dict[str, object]:
    """What stands in the page's own blocks. A quote only with consent, and never with who said it."""
    return {
        "steps": list(values_of(page.steps, "step")),
        "conditions": list(values_of(page.conditions, "condition")),
        "quotes": [value["text"] for value in values_of(page.quotes, "quote") if value.get("consent")],
        "videos": list(values_of(page.videos, "video")),
        "files": [
            {
                "title": documents[value["document"]].title,
                "url": documents[value["document"]].url,
                "licence": value.get("licence") or "",
                "accessibility": value.get("accessibility") or "",
            }
            for value in values_of(page.files, "file")
            if value.get("document") in documents
        ],
        "links": list(values_of(page.links, "link")),
        "change_notes": list(values_of(page.change_notes, "note")),
    }
