"""The sections of a practice's page that the firm can comment on, each with its place on the page and in the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practices.tiers import is_given, panel_id


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is the heading's on the page, `fields` are what stands there; the first leads editors to the form."""

    id: str
    label: str
    fields: tuple[str, ...]

    @property
    def panel(self) -> str:
        return "id_title" if self.fields[0] == "title" else panel_id(self.fields[0])


SECTIONS = (
    Section("inhalt", "Titel und Kurzbeschreibung", ("title", "summary")),
    Section(
        "steckbrief",
        "Steckbrief",
        ("verbund", "example_kind", "stage", "started_on", "branches", "regions", "topics", "effort_setup", "licence"),
    ),
    Section("zusammenfassung", "Zusammenfassung", ("abstract",)),
    Section("ausgangslage", "Ausgangslage", ("background",)),
    Section("ziele", "Ziele", ("goals",)),
    Section("vorgehen", "Vorgehen", ("approach",)),
    Section("schritte", "Schritt für Schritt", ("steps",)),
    Section("ergebnis", "Ergebnis", ("outcome",)),
    Section("wirkung", "Wirkung", ("effects",)),
    Section("stolpersteine", "Stolpersteine und was half", ("obstacles",)),
    Section("gescheitert", "Was nicht funktioniert hat", ("failures",)),
    Section("stimmen", "Stimmen", ("quotes",)),
    Section("uebertragbarkeit", "Übertragbarkeit", ("transferability", "core_parts", "adaptable_parts", "suited_for")),
    Section("voraussetzungen", "Voraussetzungen", ("conditions",)),
    Section("finanzierung", "Finanzierung und Kosten", ("funding", "cost_drivers")),
    Section("sozialpartner", "Sozialpartner und Betriebsrat", ("social_partners",)),
    Section("beteiligte", "Beteiligte", ("participants",)),
    Section("bilder", "Bilder und Videos", ("image", "pictures", "videos")),
    Section("dateien", "Dateien, Bausteine und Links", ("files", "building_block_links", "links", "sources")),
    Section("leichte-sprache", "In Leichter Sprache", ("easy_language",)),
)
BY_ID = {section.id: section for section in SECTIONS}


def sections_of(page: Any) -> list[Section]:
    """Those that the page has something in."""
    return [section for section in SECTIONS if any(_shows(page, field) for field in section.fields)]


def _shows(page: Any, field: str) -> bool:
    value = getattr(page, field)
    return value is not None if field in ("verbund", "image") else is_given(value)
