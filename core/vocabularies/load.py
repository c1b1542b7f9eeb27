"""Bring a vocabulary into the database from a plain structure; again and again without harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core.vocabularies.models import Branch, CompanySize, Region, TargetGroup, Term, Topic, TreeTerm

VOCABULARIES: Mapping[str, type[Term]] = {
    "branch": Branch,
    "region": Region,
    "topic": Topic,
    "target_group": TargetGroup,
    "company_size": CompanySize,
}


@transaction.atomic
def load_vocabulary(name: str, terms: Iterable[Mapping[str, Any]]) -> int:
    """Create the terms that are missing; what an editor changed since stays as it is.

    `terms` are mappings with slug, label, optionally code and children (the same again). Returns how many were made.

    Raises:
        KeyError: there is no vocabulary of that name, or a term has no slug or label.
    """
    model = VOCABULARIES[name]
    return _load(model, terms, None, {term.slug: term for term in model._default_manager.all()})


def _load(model: type[Term], terms: Iterable[Mapping[str, Any]], parent: Term | None, existing: dict[str, Term]) -> int:
    made = 0
    for order, entry in enumerate(terms, start=1):
        term = existing.get(entry["slug"])
        if term is None:
            term = model(slug=entry["slug"], label=entry["label"], code=entry.get("code", ""), order=order * 10)
            if isinstance(term, TreeTerm):
                term.parent = parent
            term.full_clean()
            term.save()
            existing[term.slug] = term
            made += 1
        made += _load(model, entry.get("children", ()), term, existing)
    return made


def create_term(model: type[Term], label: str) -> Term:
    """Create a term at the top of its vocabulary, with a slug made from its label.

    Raises:
        django.core.exceptions.ValidationError: the label cannot be one (too long, or its slug is reserved).
    """
    base = german_slug(label)[:70]
    slug, number = base, 2
    while model._default_manager.filter(slug=slug).exists():
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
