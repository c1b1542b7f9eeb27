"""Terms inside the stored versions of records: found and exchanged in their JSON, so that every draft still opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Revision, RevisionMixin

from core.vocabularies.models import Term

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Places:
    """Where a version of a model holds keys of another: single keys, lists of keys, and rows with such places."""

    keys: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    rows: Mapping[str, Places] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.keys or self.lists or self.rows)

    def top(self) -> tuple[str, ...]:
        return (*self.keys, *self.lists, *self.rows)


def places_of(model: type[Model], wanted: type[Model]) -> Places:
    keys = tuple(f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is wanted)
    if not issubclass(model, ClusterableModel):
        return Places(keys)
    lists = tuple(f.name for f in get_all_child_m2m_relations(model) if f.related_model is wanted)
    rows = {
        relation.get_accessor_name(): places
        for relation in get_all_child_relations(model)
        if (places := places_of(relation.related_model, wanted))
    }
    return Places(keys, lists, rows)


def holds(content: Mapping[str, Any], places: Places, key: int) -> bool:
    return (
        any(content.get(name) == key for name in places.keys)
        or any(key in (content.get(name) or ()) for name in places.lists)
        or any(holds(row, below, key) for name, below in places.rows.items() for row in content.get(name) or ())
    )


def exchange(content: dict[str, Any], places: Places, old: int, new: int) -> None:
    """Put `new` where `old` stands; a list that had both keeps one."""
    for name in places.keys:
        if content.get(name) == old:
            content[name] = new
    for name in places.lists:
        if old in (content.get(name) or ()):
            content[name] = list(dict.fromkeys(new if key == old else key for key in content[name]))
    for name, below in places.rows.items():
        for row in content.get(name) or ():
            exchange(row, below, old, new)


def models_with_versions() -> Iterator[type[RevisionMixin]]:
    return (model for model in apps.get_models() if issubclass(model, RevisionMixin))


def change_versions(
    model: type[Model], names: tuple[str, ...], key: int, change: Callable[[dict[str, Any]], bool]
) -> int:
    """Let `change` work on the content of all versions of `model` that may hold `key` in one of the fields `names`.

    It says whether it changed anything. Returns how many versions were written. Reads in batches; of the versions only
    those whose fields contain the key's digits are read.
    """
    versions = _versions(model, names, key)
    numbers = list(versions.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(numbers), _BATCH):
        written = []
        for version in Revision.objects.filter(pk__in=numbers[start : start + _BATCH]):
            if change(version.content):
                written.append(version)
        Revision.objects.bulk_update(written, ["content"])
        changed += len(written)
    return changed


def exchange_in_versions(old: Term, new: Term) -> int:
    """Put `new` for `old` in every stored version of every record. Returns in how many."""
    changed = 0
    for model in models_with_versions():
        places = places_of(model, type(old))

        def change(content: dict[str, Any], places: Places = places) -> bool:
            if not holds(content, places, old.pk):
                return False
            exchange(content, places, old.pk, new.pk)
            return True

        if places:
            changed += change_versions(model, places.top(), old.pk, change)
    return changed


def drafts_with(term: Term) -> Iterator[Any]:
    """The records whose newest version holds the term."""
    for model in models_with_versions():
        places = places_of(model, type(term))
        if not places:
            continue
        newest = model._default_manager.filter(latest_revision__in=_versions(model, places.top(), term.pk))
        for record in newest.select_related("latest_revision").order_by("pk"):
            if holds(record.latest_revision.content, places, term.pk):
                yield record


def _versions(model: type[Model], names: tuple[str, ...], key: int) -> Any:
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"content__{name}__icontains": str(key)})
    return Revision.objects.filter(wanted, content_type=ContentType.objects.get_for_model(model))
