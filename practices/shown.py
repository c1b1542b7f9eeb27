"""What a practice's page shows besides its own columns, as far as the visitor may see it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import offered
from partners.contact import takes_mail
from practices.choices import LICENCE_URLS, Relation
from practices.effects import bars
from practices.measures import read_measure
from practices.neighbours import Neighbours
from practices.pdf.library import has_library
from practices.rows import Rows, given_rows, read_rows
from practices.sections import sections
from practices.sharing import address, comparison_link, mail_link
from search.likeness import nearest

#: Practices named below the article: those that editors chose, then those that are like it.
MOST_RELATED = 3

_MEASURES = (
    ("effort_setup", _("Aufwand für den Aufbau"), _("Personentage")),
    ("effort_running", _("Laufender Aufwand"), _("Personentage im Jahr")),
    ("cost_setup", _("Sachkosten für den Aufbau"), _("Euro")),
    ("cost_running", _("Laufende Sachkosten"), _("Euro im Jahr")),
)


def shown_with(page: Any, user: Any, *, is_preview: bool = False) -> dict[str, Any]:
    """The template's context. Five queries at most, however many rows there are; in a preview some more."""
    rows = given_rows(page) if is_preview else read_rows(page)
    alike = nearest(page.pk, f"{page.title}. {page.summary}", "praxis", 2 * MOST_RELATED)
    pages = Neighbours({*rows.page_ids, *alike, *([page.verbund_id] if page.verbund_id else [])}, user)
    verbund = pages.get(page.verbund_id)
    shown: dict[str, Any] = {
        "verbund": verbund,
        "terms": rows.terms,
        "tags": rows.tags,
        "related": _related(rows, pages),
        "alike": _alike(rows, alike, pages),
        "measures": measures(page),
        "obstacles": [row for row in rows.obstacles if row.description or row.remedy],
        "effects": [
            {"row": row, "bars": None if row.why_none else bars(row)}
            for row in page.effects.all()
            if row.indicator or row.why_none
        ],
        "weeks": _weeks(page),
        "participants": _participants(rows, pages),
        "building_blocks": pages.those(rows.blocks),
        "event_list": sorted(pages.those(rows.events), key=lambda event: event.starts_at, reverse=True),
        "quotes": [block.value for block in page.quotes if block.value["consent"]],
        "pictures": [
            block.value
            for block in page.pictures
            if block.value["image"] and (block.value["consent"] or not block.value["shows_people"])
        ],
        "files": offered(block.value for block in page.files),
        "must_haves": [block.value for block in page.conditions if block.value["necessity"] == "muss"],
        "nice_to_haves": [block.value for block in page.conditions if block.value["necessity"] != "muss"],
        "licence_url": LICENCE_URLS.get(page.licence, ""),
        "offers": offers(page),
        "contact": takes_mail(page),
        "has_pdf": has_library(),
        "full_address": address(page),
        "mail_link": mail_link(page),
        "comparison_link": comparison_link(page.slug),
    }
    shown["has_charts"] = any(effect["bars"] for effect in shown["effects"])
    return {**shown, "sections": sections(page, shown)}


def measures(page: Any) -> list[dict[str, str]]:
    """Effort and cost, each with a text that is never empty; none at all where nobody has said anything."""
    if not any(getattr(page, field) for field, _, _ in _MEASURES):
        return []
    return [
        {"label": str(label), "text": read_measure(getattr(page, field)).shown(unit)}
        for field, label, unit in _MEASURES
    ]


def offers(page: Any) -> list[str]:
    """What the people behind a practice are ready to do."""
    every = (
        (page.offers_call, gettext("Telefonat")),
        (page.offers_visit, gettext("Besuch")),
        (page.offers_talk, gettext("Vortrag")),
        (page.offers_mentoring, gettext("Mentoring")),
    )
    return [label for given, label in every if given]


def _weeks(page: Any) -> int:
    """How long all steps take together; 0 when one of them does not say."""
    each = [block.value["weeks"] for block in page.steps]
    return sum(each) if each and all(each) else 0


def _participants(rows: Rows, pages: Neighbours) -> list[dict[str, Any]]:
    """A partner whose page the visitor may not see is not named either, unless its name is typed in."""
    shown = ({"partner": pages.get(row.partner_id), "name": row.name, "role": row.role} for row in rows.participants)
    return [row for row in shown if row["partner"] or row["name"]]


def _related(rows: Rows, pages: Neighbours) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind_shown,
            "page": pages[row.target_id],
            "takes_its_place": row.kind == Relation.REPLACED_BY,
        }
        for row in rows.relations
        if row.target_id in pages
    ]


def _alike(rows: Rows, alike: tuple[int, ...], pages: Neighbours) -> list[Any]:
    chosen = {row.target_id for row in rows.relations}
    room = max(0, MOST_RELATED - len(chosen & set(pages)))
    return [page for page in pages.those(alike) if page.pk not in chosen][:room]
