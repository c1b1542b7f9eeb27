"""The sections of a practice's page that the firm can comment on, each with its place on the page and in the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.tiers import is_given, panel_id


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is the heading's on the page, `fields` are what stands there; the first leads editors to the form."""

    id: str
    label: str | Promise
    fields: tuple[str, ...]

    @property
    def panel(self) -> str:
        return "id_title" if self.fields[0] == "title" else panel_id(self.fields[0])


SECTIONS = (
    Section("inhalt", _("Titel und Kurzbeschreibung"), ("title", "summary")),
    Section(
        "steckbrief",
        _("Steckbrief"),
        ("verbund", "example_kind", "stage", "started_on", "branches", "regions", "topics", "effort_setup", "licence"),
    ),
    Section("zusammenfassung", _("Zusammenfassung"), ("abstract",)),
    Section("ausgangslage", _("Ausgangslage"), ("background",)),
    Section("ziele", _("Ziele"), ("goals",)),
    Section("vorgehen", _("Vorgehen"), ("approach",)),
    Section("schritte", _("Schritt für Schritt"), ("steps",)),
    Section("ergebnis", _("Ergebnis"), ("outcome",)),
    Section("wirkung", _("Wirkung"), ("effects",)),
    Section("stolpersteine", _("Stolpersteine und was half"), ("obstacles",)),
    Section("gescheitert", _("Was nicht funktioniert hat"), ("failures",)),
    Section("stimmen", _("Stimmen"), ("quotes",)),
    Section(
        "uebertragbarkeit", _("Übertragbarkeit"), ("transferability", "core_parts", "adaptable_parts", "suited_for")
    ),
    Section("voraussetzungen", _("Voraussetzungen"), ("conditions",)),
    Section("finanzierung", _("Finanzierung und Kosten"), ("funding", "cost_drivers")),
    Section("sozialpartner", _("Sozialpartner und Betriebsrat"), ("social_partners",)),
    Section("beteiligte", _("Beteiligte"), ("participants",)),
    Section("bilder", _("Bilder und Videos"), ("image", "pictures", "videos")),
    Section("dateien", _("Dateien, Bausteine und Links"), ("files", "building_block_links", "links", "sources")),
    Section("leichte-sprache", "In Leichter Sprache", ("easy_language",)),
)
BY_ID = {section.id: section for section in SECTIONS}


def sections_of(page: Any) -> list[Section]:
    """Those that the page has something in."""
    return [section for section in SECTIONS if any(_shows(page, field) for field in section.fields)]


def _shows(page: Any, field: str) -> bool:
    value = getattr(page, field)
    return value is not None if field in ("verbund", "image") else is_given(value)
