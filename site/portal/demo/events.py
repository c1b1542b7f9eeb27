"""The example events, with a full one and its waiting list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from core.mail.queue import forget_mails
from core.text import as_rich_text
from core.vocabularies.models import Branch, Region, TargetGroup, Topic
from events.models import EventNetwork, EventOrganiser, EventPage, EventPractice
from events.registrations.registration import reserve
from portal.demo.read import CONTENT, moment

#: What stays ahead is at least so far ahead: there is time to register.
NOTICE = timedelta(weeks=6)
ROUND = timedelta(weeks=52)

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
_AT = ("Kammer", "Koordinierungsstelle", "Betriebsrat", "Bildungsträger", "Agentur für Arbeit")


def event_filler(
    practices: dict[str, Any], networks: dict[str, Any], partners: dict[str, Any], terms: Callable[..., Any]
) -> Callable[[EventPage, dict[str, Any]], None]:
    def fill(page: Any, entry: dict[str, Any]) -> None:
        later = weeks_later(entry)
        page.starts_at = moment(entry["beginn"], later)
        page.ends_at = moment(entry["ende"], later) if entry.get("ende") else None
        page.all_day = bool(entry.get("ganztaegig"))
        page.format = entry.get("format", "")
        venue = entry.get("ort") or {}
        page.venue_name, page.venue_address = venue.get("name", ""), venue.get("adresse", "")
        page.description = as_rich_text(entry["beschreibung"])
        page.programme = [("item", _session(item, later)) for item in entry.get("programm") or ()]
        page.documents = [_file(item) for item in entry.get("unterlagen") or ()]
        page.materials = [_recording(i) if "aufzeichnung" in i else _file(i) for i in entry.get("material") or ()]
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


def weeks_later(entry: dict[str, Any]) -> timedelta:
    """How much later than its file says an event is, so that it is still to come for whoever loads it years from now.

    Whole rounds of 52 weeks: the day of the week stays. Nothing for events that are meant to be over.
    """
    if not entry.get("bleibt_kuenftig"):
        return timedelta()
    missing = timezone.now() + NOTICE - moment(entry["beginn"])
    return ROUND * max(0, -(-missing // ROUND))


def _session(item: dict[str, Any], later: timedelta) -> dict[str, Any]:
    return {
        "day": item["tag"] + later if item.get("tag") else None,
        "time": item.get("zeit") or None,
        "until": item.get("bis") or None,
        "title": item["titel"],
        "speakers": item.get("wer", ""),
        "room": item.get("raum", ""),
        "text": item.get("text", ""),
        "is_example": bool(item.get("beispieldaten")),
    }


def _file(item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A file of content/files, put among the documents of the site."""
    path = CONTENT / "files" / item["datei"]
    with path.open("rb") as opened:
        document = get_document_model().objects.create(title=item["titel"], file=File(opened, name=path.name))
    marks = {"licence": item.get("lizenz", ""), "is_example": bool(item.get("beispieldaten"))}
    return "document", {"document": document, "title": item["titel"], **marks}


def _recording(item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    marks = {"transcript": item.get("abschrift", ""), "is_example": bool(item.get("beispieldaten"))}
    return "recording", {"title": item["titel"], "url": item["aufzeichnung"], **marks}


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
            answers=[("Einrichtung", _AT[place % len(_AT)])],
            consent_text="Beispieldaten: Diese Person gibt es nicht.",
            by_team=True,
        )
        forget_mails(made.mails)
