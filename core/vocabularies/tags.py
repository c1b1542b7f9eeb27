"""Free tags, and how one becomes a term: what carried the tag carries the term, drafts among them, and the tag goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase, Tag
from wagtail.log_actions import log

from core.vocabularies.load import create_term
from core.vocabularies.models import Term, TreeTerm
from core.vocabularies.revisions import change_versions, places_of

LOG_ACTION = "core.tag_to_term"
_BATCH = 500


class TagRefused(Exception):
    """The tag cannot become such a term; the message is German."""


def tagged_models() -> Iterator[tuple[Any, Any]]:
    """The table between a kind of record and its free tags, and the kind of record."""
    for model in apps.get_models():
        if issubclass(model, ItemBase) and model._meta.get_field("tag").related_model is Tag:
            owner = next((f for f in model._meta.local_fields if f.name == "content_object"), None)
            if owner is not None:
                yield model, owner.related_model


def with_usage() -> list[dict[str, Any]]:
    """All tags that something carries, with how many records do, the most used first."""
    used: dict[int, int] = {}
    for rows, _ in tagged_models():
        for tag_id, number in rows._base_manager.order_by().values_list("tag_id").annotate(Count("pk")):
            used[tag_id] = used.get(tag_id, 0) + number
    found = [{"tag": tag, "usage": used[tag.pk]} for tag in Tag.objects.filter(pk__in=used)]
    return sorted(found, key=lambda row: (-row["usage"], row["tag"].name.casefold()))


def field_for(owner: type[models.Model], vocabulary: type[Term]) -> Any:
    """The many-to-many field in which records of that kind carry terms of the vocabulary, if they do."""
    return next((field for field in owner._meta.many_to_many if field.related_model is vocabulary), None)


@transaction.atomic
def tag_to_term(tag: Tag, vocabulary: type[Term], *, parent: Term | None = None, user: Any = None) -> Term:
    """Make a term of the tag; if there is one of that name already, that one is taken. Returns it.

    Raises:
        TagRefused: some record with the tag cannot carry terms of the vocabulary, the tag is gone meanwhile, or its
            name cannot be a term's.
    """
    locked = Tag.objects.select_for_update().filter(pk=tag.pk).first()
    if locked is None:
        raise TagRefused("Dieses Schlagwort gibt es nicht mehr.")
    carriers = [(rows, owner, field_for(owner, vocabulary)) for rows, owner in tagged_models()]
    for rows, owner, field in carriers:
        if field is None and rows._base_manager.filter(tag=locked).exists():
            raise TagRefused(
                f"„{locked.name}“ steht auch bei {owner._meta.verbose_name_plural}; dort gibt es kein Feld "
                f"„{vocabulary._meta.verbose_name_plural}“. Bitte wählen Sie ein anderes Vokabular."
            )
    term = _of_that_name(vocabulary, locked.name) or _made(vocabulary, locked.name, parent)
    moved = versions = 0
    for rows, owner, field in carriers:
        if field is not None:
            moved += _give(rows, field, locked, term)
            versions += _give_in_versions(rows, owner, field, locked, term)
    # Deleted and saved as objects, so that the search hears of the records that lose the tag and get the term.
    name = locked.name
    locked.delete()
    term.save()
    log(term, LOG_ACTION, user=user, data={"tag": name, "rows": moved, "versions": versions})
    return term


def _of_that_name(vocabulary: type[Term], name: str) -> Term | None:
    wanted = name.casefold()
    return next((term for term in vocabulary.objects.all() if term.label.casefold() == wanted), None)


def _made(vocabulary: type[Term], name: str, parent: Term | None) -> Term:
    if len(name) > 120:
        raise TagRefused("Das Schlagwort ist länger als 120 Zeichen. Bitte kürzen Sie es zuerst.")
    term = create_term(vocabulary, name)
    if isinstance(term, TreeTerm) and isinstance(parent, vocabulary):
        term.parent = parent
        term.save()
    return term


def _give(rows: Any, field: Any, tag: Tag, term: Term) -> int:
    through = field.remote_field.through
    page_key, term_key = field.m2m_column_name(), field.m2m_reverse_name()
    ids = set(rows._base_manager.filter(tag=tag).values_list("content_object_id", flat=True))
    ids -= set(through._base_manager.filter(**{term_key: term.pk}).values_list(page_key, flat=True))
    made = [through(**{page_key: pk, term_key: term.pk}) for pk in sorted(ids)]
    through._base_manager.bulk_create(made, batch_size=_BATCH, ignore_conflicts=True)
    return len(made)


def _give_in_versions(rows: Any, owner: Any, field: Any, tag: Tag, term: Term) -> int:
    relation = next((r for r in get_all_child_relations(owner) if r.related_model is rows), None)
    if relation is None or field.name not in places_of(owner, type(term)).lists:
        return 0
    name = relation.get_accessor_name()

    def change(content: dict[str, Any]) -> bool:
        kept = [row for row in content.get(name) or () if row.get("tag") != tag.pk]
        if len(kept) == len(content.get(name) or ()):
            return False
        content[name] = kept
        content[field.name] = list(dict.fromkeys([*(content.get(field.name) or ()), term.pk]))
        return True

    return change_versions(owner, (name,), tag.pk, change)
