"""The two tiers of a practice, and what is missing for each: data, and a rule that only looks.

A Kurzsteckbrief (K) can be filled in 20 minutes; a Vollbeschreibung (V) answers who wants to transfer it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from core.text import as_plain_text
from practices.choices import STAGES_WITH_REASON, TierReached

TITLE_LENGTH = 100
SUMMARY_LENGTH = 160


class Tier(Enum):
    SHORT = "Kurzsteckbrief"
    FULL = "Vollbeschreibung"


@dataclass(frozen=True, slots=True)
class Need:
    """A field that a tier needs. `flaw` says in German what is wrong with it on a page, or nothing."""

    field: str
    label: str
    tier: Tier
    flaw: Callable[[Any], str]

    @property
    def anchor(self) -> str:
        """The id of the field's panel in the form (`practices.panels`)."""
        return "id_title" if self.field == "title" else panel_id(self.field)


@dataclass(frozen=True, slots=True)
class Missing:
    """What a page lacks: `(need, what is wrong with it)` of each tier, in the order of the form."""

    short: tuple[tuple[Need, str], ...]
    full: tuple[tuple[Need, str], ...]

    @property
    def reached(self) -> TierReached:
        if self.short:
            return TierReached.ROUGH
        return TierReached.SHORT if self.full else TierReached.FULL

    @property
    def named(self) -> str:
        """The labels of all that is missing, what the Kurzsteckbrief needs first."""
        return ", ".join(need.label for need, _ in (*self.short, *self.full))


def panel_id(field: str) -> str:
    return f"feld-{field.replace('_', '-')}"


def missing(page: Any) -> Missing:
    """What `page`, saved or not, lacks for each tier. One query for each relation that is not read yet."""
    found: dict[Tier, list[tuple[Need, str]]] = {Tier.SHORT: [], Tier.FULL: []}
    for need in NEEDS:
        flaw = need.flaw(page)
        if flaw:
            found[need.tier].append((need, flaw))
    return Missing(tuple(found[Tier.SHORT]), tuple(found[Tier.FULL]))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a page is on its way to the `next` tier: None when it has reached the last one."""

    reached: str
    next: str | None
    done: int
    total: int
    missing: tuple[Need, ...]


def progress(page: Any) -> Progress:
    """As noted when the page's newest revision was saved; worked out for a page that has no note yet."""
    noted = page.lacking or page.tier == TierReached.FULL
    lacking = set((page.lacking if noted else missing(page).named).split(", "))
    short, full = (tuple(need for need in NEEDS if need.tier is tier and need.label in lacking) for tier in Tier)
    reached = TierReached.ROUGH if short else TierReached.SHORT if full else TierReached.FULL
    if reached is TierReached.FULL:
        return Progress(str(reached.label), None, len(NEEDS), len(NEEDS), ())
    tier, left = (Tier.SHORT, short) if short else (Tier.FULL, full)
    total = sum(tier is Tier.FULL or need.tier is tier for need in NEEDS)
    return Progress(str(reached.label), tier.value, total - len(left), total, left)


def is_given(value: Any) -> bool:
    """Whether a field's value says anything: text with a word in it, a date, a choice, at least one row or block."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(as_plain_text(value))
    rows = getattr(value, "all", None)
    if rows is not None:
        return len(list(rows())) > 0
    return len(value) > 0 if hasattr(value, "__len__") else True


def _absent(field: str) -> Callable[[Any], str]:
    return lambda page: "" if is_given(getattr(page, field)) else "fehlt"


def _up_to(field: str, limit: int) -> Callable[[Any], str]:
    def flaw(page: Any) -> str:
        text = getattr(page, field) or ""
        if not text.strip():
            return "fehlt"
        return f"ist länger als {limit} Zeichen" if len(text) > limit else ""

    return flaw


def _period(page: Any) -> str:
    if page.started_on is None:
        return "fehlt"
    return "" if page.ended_on or page.ongoing else "ohne Ende: bis wann, oder läuft noch?"


def _stage(page: Any) -> str:
    if not page.stage:
        return "fehlt"
    return "ohne Begründung" if page.stage in STAGES_WITH_REASON and not page.stage_reason.strip() else ""


def _need(tier: Tier, field: str, label: str, flaw: Callable[[Any], str] | None = None) -> Need:
    return Need(field, label, tier, flaw or _absent(field))


_K, _V = Tier.SHORT, Tier.FULL
NEEDS: tuple[Need, ...] = (
    _need(_K, "title", "Titel", _up_to("title", TITLE_LENGTH)),
    _need(_K, "summary", "Kurzbeschreibung", _up_to("summary", SUMMARY_LENGTH)),
    _need(_K, "abstract", "Zusammenfassung"),
    _need(_K, "background", "Ausgangslage"),
    _need(_V, "goals", "Ziele"),
    _need(_K, "approach", "Vorgehen"),
    _need(_V, "steps", "Umsetzungsschritte"),
    _need(_V, "building_block_links", "Bausteine"),
    _need(_K, "outcome", "Ergebnis"),
    _need(_V, "effects", "Wirkungen"),
    _need(_V, "obstacles", "Stolpersteine"),
    _need(_V, "core_parts", "Kern"),
    _need(_V, "adaptable_parts", "Anpassbar"),
    _need(_V, "suited_for", "Geeignet für"),
    _need(_V, "not_suited_for", "Nicht geeignet für"),
    _need(_V, "conditions", "Voraussetzungen"),
    _need(_K, "example_kind", "Art des Beispiels"),
    _need(_K, "topics", "Themen"),
    _need(_K, "branches", "Branchen"),
    _need(_K, "regions", "Regionen"),
    _need(_K, "company_sizes", "Betriebsgrößen"),
    _need(_V, "target_groups", "Zielgruppen"),
    _need(_K, "verbund", "Verbund"),
    _need(_V, "participants", "Beteiligte und ihre Rollen"),
    _need(_V, "network_type", "Netzwerktyp"),
    _need(_K, "started_on", "Laufzeit", _period),
    _need(_K, "stage", "Umsetzungsstand", _stage),
    _need(_V, "effort_setup", "Aufwand für den Aufbau"),
    _need(_V, "effort_running", "Laufender Aufwand"),
    _need(_V, "cost_setup", "Sachkosten für den Aufbau"),
    _need(_V, "cost_running", "Laufende Sachkosten"),
    _need(_V, "instruments", "Förderinstrumente"),
    _need(_V, "funding", "Finanzierung"),
    _need(_V, "self_sustaining", "Trägt sich ohne Förderung"),
    _need(_K, "contact_email", "Ansprechperson"),
    _need(_K, "deputy_email", "Vertretung"),
    _need(_K, "licence", "Lizenz des Textes"),
)
