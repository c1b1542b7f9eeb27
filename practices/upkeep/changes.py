"""What an owner changes: the fields of the form, and how they get into a draft without anybody's text being lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.rich_edits import as_editable, edited, same_text
from practices.measures import MeasureField
from practices.models import PracticePage
from practices.texts import RICH_TEXTS

#: The fields of the form, by heading. Addresses are no part of it: they are never shown.
GROUPS: dict[str | Promise, tuple[str, ...]] = {
    _("Kurz gesagt"): ("title", "summary", "abstract"),
    _("Das Beispiel"): ("background", "goals", "approach", "outcome", "failures"),
    _("Stand"): ("stage", "stage_reason", "ended_on", "ongoing"),
    _("Aufwand und Geld"): (
        *("effort_setup", "effort_running", "cost_setup", "cost_running"),
        *("cost_drivers", "funding", "self_sustaining"),
    ),
    _("Übertragen"): ("transferability", "core_parts", "adaptable_parts", "suited_for", "not_suited_for"),
    _("Ansprechperson"): ("contact_role", "offers_call", "offers_visit", "offers_talk", "offers_mentoring"),
}
FIELDS = tuple(name for names in GROUPS.values() for name in names)
RICH = tuple(name for name in RICH_TEXTS if name in FIELDS)


@dataclass
class Merged:
    """`taken`: fields that are in the draft now. `aside`: by field what stands beside an editor's newer text."""

    taken: list[str] = attribute(default_factory=list)
    aside: dict[str, Any] = attribute(default_factory=dict)


def shown(page: PracticePage, name: str) -> Any:
    """A field as the form shows it."""
    value = getattr(page, name)
    return as_editable(value) if name in RICH else value


def label(name: str) -> str:
    return str(PracticePage._meta.get_field(name).verbose_name)


def changed(base: PracticePage, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that were sent which differ from the page as the form showed it, as the model keeps them."""
    kept = {name: _kept(name, value) for name, value in sent.items()}
    return {name: value for name, value in kept.items() if not _same(shown(base, name), value)}


def merge(draft: PracticePage, base: PracticePage, changes: Mapping[str, Any]) -> Merged:
    """Put changes to `base` into `draft`. A field that differs between the two is an editor's work and stays."""
    merged = Merged()
    for name, value in changes.items():
        now = shown(draft, name)
        if _same(now, value):
            continue
        if not _same(now, shown(base, name)):
            merged.aside[name] = value
            continue
        setattr(draft, name, edited(getattr(draft, name), value) if name in RICH else value)
        if name == "title":
            draft.draft_title = value
        merged.taken.append(name)
    return merged


def _kept(name: str, value: Any) -> Any:
    """Efforts and costs have a normal form."""
    field = PracticePage._meta.get_field(name)
    return field.clean(value, None) if isinstance(field, MeasureField) else value


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return same_text(one, other)
    return one == other or (not one and not other)
