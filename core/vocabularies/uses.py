"""Where terms are used, in every app: worked out from Django's models, since this package knows no content app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from core.vocabularies.models import Term
from core.vocabularies.revisions import drafts_with

#: A term's own fields that point to its vocabulary: not uses by records.
_OWN = ("parent", "merged_into")


@dataclass(frozen=True, slots=True)
class Record:
    """Something that carries a term. `kind` is what its model is called."""

    kind: str
    instance: models.Model
    is_draft: bool = False


def fields_to(vocabulary: type[Term]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every foreign key to the vocabulary, those of the tables between many-to-many fields among them."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model is vocabulary:
                yield model, field


def counts(vocabulary: type[Term]) -> Counter[int]:
    """How many rows carry each term, by its primary key. One query for each field that can hold a term."""
    found: Counter[int] = Counter()
    for model, field in fields_to(vocabulary):
        if model is vocabulary:
            continue
        rows = model._base_manager.filter(**{f"{field.name}__isnull": False}).order_by()
        found.update(dict(rows.values_list(field.attname).annotate(Count("pk"))))
    return found


def records_with(term: Term) -> list[Record]:
    """The records that carry the term, each once, then the drafts that would carry it when published."""
    found: dict[tuple[type[models.Model], Any], Record] = {}
    for model, field in fields_to(type(term)):
        if field.name in _OWN and model is type(term):
            continue
        owner = _owner(model)
        rows = model._base_manager.filter(**{field.name: term})
        keys = rows.values_list(owner.attname, flat=True) if owner else rows.values_list("pk", flat=True)
        carrier: Any = owner.related_model if owner else model
        for instance in carrier._base_manager.filter(pk__in=list(keys)).order_by("pk"):
            record = Record(str(carrier._meta.verbose_name), instance)
            found.setdefault(_identity(instance), record)
    for instance in drafts_with(term):
        record = Record(str(instance._meta.verbose_name), instance, is_draft=True)
        found.setdefault(_identity(instance), record)
    return list(found.values())


def is_used(term: Term) -> bool:
    """Whether anything carries the term, has it above itself or has been merged into it."""
    vocabulary = type(term)
    if any(model._base_manager.filter(**{field.name: term}).exists() for model, field in fields_to(vocabulary)):
        return True
    return any(True for _ in drafts_with(term))


def _owner(model: type[models.Model]) -> Any:
    """The field of a row that leads to the record it is part of, if it is part of one."""
    if model._meta.auto_created:
        return next(
            field for field in model._meta.local_fields if field.is_relation and field.related_model is _made_for(model)
        )
    return next((field for field in model._meta.local_fields if isinstance(field, ParentalKey)), None)


def _made_for(model: type[models.Model]) -> Any:
    return model._meta.auto_created


def _identity(instance: models.Model) -> tuple[type[models.Model], Any]:
    return (Page if isinstance(instance, Page) else type(instance)), instance.pk
