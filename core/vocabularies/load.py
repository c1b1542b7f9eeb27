"""Bring a vocabulary into the database from a plain structure; again and again without harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.text import slugify

from core.vocabularies.models import (
    Branch,
    CompanySize,
    Instrument,
    ObstacleType,
    Region,
    TargetGroup,
    Term,
    Topic,
    TreeTerm,
)

VOCABULARIES: Mapping[str, type[Term]] = {
    "branch": Branch,
    "region": Region,
    "topic": Topic,
    "target_group": TargetGroup,
    "company_size": CompanySize,
    "obstacle_type": ObstacleType,
    "instrument": Instrument,
}


DATA = Path(__file__).resolve().parent / "data"

#: Filled in where empty when the start set is loaded again: official keys that no editor makes up.
_KEYS = ("code", "nuts")


def start_sets() -> dict[str, dict[str, Any]]:
    """The vocabularies that ship with the site, by the name of their file (`branchen`, `regionen` …)."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.yaml"))}


@transaction.atomic
def load_start_sets(only: Collection[str] = ()) -> dict[str, int]:
    """Create the terms of the start sets that are missing; of all, or of those named. Returns how many, by name.

    Raises:
        KeyError: there is no start set of a name in `only`; nothing is loaded then.
    """
    sets = start_sets()
    wanted = {name: sets[name] for name in only} if only else sets
    return {name: load_vocabulary(entry["vocabulary"], entry["terms"]) for name, entry in wanted.items()}


@transaction.atomic
def load_vocabulary(name: str, terms: Iterable[Mapping[str, Any]]) -> int:
    """Create the terms that are missing. What is there stays as editors left it: label, synonyms, description, order
    and place; only an empty official key is filled in. A term that was merged into another does not come back.

    `terms` are mappings with slug, label, optionally code, nuts, description, synonyms and children (the same again).
    Returns how many were made.

    Raises:
        KeyError: there is no vocabulary of that name, or a term has no slug or label.
    """
    model = VOCABULARIES[name]
    existing = {term.slug: term for term in model.everything.select_related("merged_into")}
    return _load(model, terms, None, existing)


def _load(model: type[Term], terms: Iterable[Mapping[str, Any]], parent: Term | None, existing: dict[str, Term]) -> int:
    made = 0
    for order, entry in enumerate(terms, start=1):
        term = existing.get(entry["slug"])
        if term is None:
            term = _new(model, entry, parent, order * 10)
            existing[term.slug] = term
            made += 1
        else:
            _fill_keys(term, entry)
        made += _load(model, entry.get("children", ()), term.merged_into or term, existing)
    return made


def _new(model: type[Term], entry: Mapping[str, Any], parent: Term | None, order: int) -> Term:
    given = {field: entry[field] for field in (*_KEYS, "description") if field in entry}
    term = model(slug=entry["slug"], label=entry["label"], order=order, **given)
    term.synonyms = "\n".join(entry.get("synonyms", ()))
    if isinstance(term, TreeTerm):
        term.parent = parent
    term.full_clean()
    term.save()
    return term


def _fill_keys(term: Term, entry: Mapping[str, Any]) -> None:
    empty = {key: entry[key] for key in _KEYS if entry.get(key) and getattr(term, key, None) == ""}
    if empty:
        type(term).everything.filter(pk=term.pk).update(**empty)


def create_term(model: type[Term], label: str) -> Term:
    """Create a term at the top of its vocabulary, with a slug made from its label.

    Raises:
        django.core.exceptions.ValidationError: the label cannot be one (too long, or its slug is reserved).
    """
    base = german_slug(label)[:70]
    slug, number = base, 2
    while model.everything.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    term = model(slug=slug, label=label)
    term.full_clean()
    term.save()
    return term


_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def german_letters(text: str) -> str:
    """The text with umlauts and ß written out, as German does where there are none."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def german_slug(text: str) -> str:
    """A slug in which umlauts are written out: „Nürnberger Land“ becomes nuernberger-land."""
    return slugify(german_letters(text))
