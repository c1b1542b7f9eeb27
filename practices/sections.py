"""The article of a practice as a list of sections: what has nothing to say is not there, and not in the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Section:
    """`template` stands in templates/practices/sections/ and writes what comes below the heading."""

    id: str
    heading: Any
    template: str


def sections(page: Any, shown: Mapping[str, Any]) -> list[Section]:
    """The sections of `page` that have content, in reading order; `shown` is the rest of the template's context."""
    every: tuple[tuple[str, Any, Any], ...] = (
        ("zusammenfassung", _("Das Wichtigste in Kürze"), page.abstract),
        ("ausgangslage", _("Ausgangslage"), page.background or page.goals),
        ("vorgehen", _("Vorgehen"), page.approach or page.steps),
        ("stolpersteine", _("Stolpersteine und was half"), shown["obstacles"] or page.failures),
        ("ergebnis", _("Ergebnis"), page.outcome or shown["quotes"]),
        ("wirkung", _("Wirkung"), shown["effects"]),
        (
            "uebertragbarkeit",
            _("Übertragbarkeit"),
            any((page.transferability, page.core_parts, page.adaptable_parts, page.suited_for, page.not_suited_for)),
        ),
        ("voraussetzungen", _("Passt das zu uns?"), page.conditions),
        (
            "finanzierung",
            _("Kosten und Finanzierung"),
            any((page.cost_drivers, page.funding, page.self_sustaining, shown["terms"]["instruments"])),
        ),
        ("beteiligte", _("Beteiligte"), shown["participants"] or page.social_partners),
        (
            "materialien",
            _("Materialien"),
            any((shown["building_blocks"], shown["files"], shown["pictures"], page.videos, page.links)),
        ),
        ("ansprechperson", _("Ansprechperson"), shown["contact"]),
        ("vorgestellt", _("Vorgestellt bei"), shown["event_list"]),
        ("leichte-sprache", _("In Leichter Sprache"), page.easy_language),
        ("angaben", _("Quellen und Angaben"), True),
    )
    return [Section(key, heading, f"practices/sections/{key}.html") for key, heading, content in every if content]
