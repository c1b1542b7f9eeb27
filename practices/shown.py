"""What a practice's page shows besides its own columns, as far as the visitor may see it."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from core.visibility import visible_to
from partners.models import PartnerPage, VerbundPage
from practices.choices import LICENCE_URLS
from practices.measures import read_measure
from practices.models.building_blocks import BuildingBlockPage
from search.likeness import alike

_MEASURES = (
    ("effort_setup", "Aufwand für den Aufbau", "Personentage"),
    ("effort_running", "Laufender Aufwand", "Personentage im Jahr"),
    ("cost_setup", "Sachkosten für den Aufbau", "Euro"),
    ("cost_running", "Laufende Sachkosten", "Euro im Jahr"),
)


def shown_with(page: Any, user: Any) -> dict[str, Any]:
    """The template's context. Each kind of row takes two queries at most, however many rows there are."""
    networks = visible_to(user, VerbundPage.objects.filter(pk=page.verbund_id))
    return {
        "verbund": networks.first() if page.verbund_id else None,
        "alike": alike(page.pk, f"{page.title}. {page.summary}", "praxis", 3, user=user),
        "measures": measures(page),
        "obstacles": [row for row in page.obstacles.select_related("kind") if row.description or row.remedy],
        "effects": [row for row in page.effects.all() if row.indicator or row.why_none],
        "participants": _participants(page, user),
        "building_blocks": _building_blocks(page, user),
        "related": _related(page, user),
        "event_list": _events(page, user),
        "quotes": [block.value for block in page.quotes if block.value["consent"]],
        "pictures": [
            block.value
            for block in page.pictures
            if block.value["image"] and (block.value["consent"] or not block.value["shows_people"])
        ],
        "files": [block.value for block in page.files if block.value["document"]],
        "licence_url": LICENCE_URLS.get(page.licence, ""),
        "offers": [
            label
            for given, label in (
                (page.offers_call, "Telefonat"),
                (page.offers_visit, "Besuch"),
                (page.offers_talk, "Vortrag"),
                (page.offers_mentoring, "Mentoring"),
            )
            if given
        ],
    }


def _events(page: Any, user: Any) -> Any:
    """Where it was presented."""
    events = apps.get_model("events", "EventPage").objects.filter(practice_links__practice_id=page.pk)
    return visible_to(user, events).order_by("-starts_at")


def measures(page: Any) -> list[dict[str, str]]:
    """Effort and cost, each with a text that is never empty; none at all where nobody has said anything."""
    if not any(getattr(page, field) for field, _, _ in _MEASURES):
        return []
    return [
        {"label": label, "text": read_measure(getattr(page, field)).shown(unit)} for field, label, unit in _MEASURES
    ]


def _participants(page: Any, user: Any) -> list[dict[str, Any]]:
    """A partner whose page the visitor may not see is not named either, unless its name is typed in."""
    rows = list(page.participants.all())
    ids = [row.partner_id for row in rows if row.partner_id]
    partners = {p.pk: p for p in visible_to(user, PartnerPage.objects.filter(pk__in=ids))} if ids else {}
    shown = ({"partner": partners.get(row.partner_id), "name": row.name, "role": row.role} for row in rows)
    return [row for row in shown if row["partner"] or row["name"]]


def _building_blocks(page: Any, user: Any) -> list[Any]:
    ids = [row.block_id for row in page.building_block_links.all()]
    if not ids:
        return []
    found = {block.pk: block for block in visible_to(user, BuildingBlockPage.objects.filter(pk__in=ids))}
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


def _related(page: Any, user: Any) -> list[dict[str, Any]]:
    rows = list(page.relations.all())
    if not rows:
        return []
    ids = [row.target_id for row in rows]
    found = {p.pk: p for p in visible_to(user, type(page)._default_manager.filter(pk__in=ids))}
    return [{"kind": row.get_kind_display(), "page": found[row.target_id]} for row in rows if row.target_id in found]
