"""The example events, with a full one and its waiting list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from core.mail.queue import forget_mails
from core.text import as_rich_text
from core.vocabularies.models import Branch, Region, TargetGroup, Topic
from events.models import EventNetwork, EventOrganiser, EventPage, EventPractice
from events.registrations.registration import reserve
from portal.demo.read import moment

#: Names for people who do not exist, at a domain that nobody can have.
_GIVEN = (
    "Amina",
    "Bernd",
    "Carla",
    "Deniz",
    "Elif",
    "Frank",
    "Greta",
    "Hasan",
    "Ines",
    "Jonas",
    "Kira",
    "Levin",
    "Mara",
)
_FAMILY = ("Abend", "Birkenfeld", "Cordes", "Dornbusch", "Erlenbach", "Feldkamp", "Grünwald", "Hagedorn", "Ilsetal")


def event_filler(
    practices: dict[str, Any], networks: dict[str, Any], partners: dict[str, Any], terms: Callable[..., Any]
) -> Callable[[EventPage, dict[str, Any]], None]:
    def fill(page: Any, entry: dict[str, Any]) -> None:
        page.starts_at = moment(entry["beginn"])
        page.ends_at = moment(entry["ende"]) if entry.get("ende") else None
        page.all_day = bool(entry.get("ganztaegig"))
        page.format = entry.get("format", "")
        venue = entry.get("ort") or {}
        page.venue_name, page.venue_address = venue.get("name", ""), venue.get("adresse", "")
        page.description = as_rich_text(entry["beschreibung"])
        page.programme = [("item", _session(item)) for item in entry.get("programm") or ()]
        page.accessibility, page.costs = entry.get("barrierefreiheit", ""), entry.get("kosten", "")
        page.contact = entry.get("kontakt", "")
        page.report = as_rich_text(entry.get("rueckblick", ""))
        registration = entry.get("anmeldung")
        if registration:
            page.registration_enabled = True
            page.capacity_onsite = registration.get("plaetze_vor_ort")
            page.capacity_online = registration.get("plaetze_online")
            page.online_link = registration.get("link", "")
            page.registration_form = [next(iter(question.items())) for question in registration.get("fragen") or ()]
        organisers = [networks.get(slug) or partners[slug] for slug in entry.get("veranstalter") or ()]
        page.organiser_links = [EventOrganiser(page=Page.objects.get(pk=each.pk)) for each in organisers]
        page.branches = terms(Branch, entry.get("branchen"), entry)
        page.regions = terms(Region, entry.get("regionen"), entry)
        page.topics = terms(Topic, entry.get("themen"), entry)
        page.target_groups = terms(TargetGroup, entry.get("zielgruppen"), entry)
        page.practice_links = [EventPractice(practice=practices[slug]) for slug in entry.get("praxisbeispiele") or ()]
        page.network_links = [EventNetwork(network=networks[slug]) for slug in entry.get("verbuende") or ()]

    return fill


def _session(item: dict[str, Any]) -> dict[str, Any]:
    names = {"day": "tag", "time": "zeit", "until": "bis", "speakers": "wer", "room": "raum"}
    return {
        "title": item["titel"],
        "text": item.get("text", ""),
        **{key: item.get(name) or ("" if key in ("speakers", "room") else None) for key, name in names.items()},
    }


def fill_seats(event: EventPage, number: int) -> None:
    """Register example people, unless somebody is registered already. Nobody gets a mail."""
    if event.registrations.exists():
        return
    for place in range(number):
        given, family = _GIVEN[place % len(_GIVEN)], _FAMILY[(place * 5) % len(_FAMILY)]
        made = reserve(
            event,
            name=f"{given} {family}",
            email=f"beispiel-{place + 1}@example.org",
            attendance="vor-ort",
            consent_text="Beispieldaten: Diese Person gibt es nicht.",
            by_team=True,
        )
        forget_mails(made.mails)
