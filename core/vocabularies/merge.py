"""One term goes up in another: everything that carries it moves, its word becomes a synonym, its address leads on."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.search import index

from core.vocabularies.models import MOST_SYNONYMS, Term, TreeTerm, read_synonyms
from core.vocabularies.revisions import exchange_in_versions
from core.vocabularies.uses import fields_to

LOG_ACTION = "core.merge_terms"


class MergeRefused(Exception):
    """The two terms cannot become one; the message is German."""


@transaction.atomic
def merge(old: Term, new: Term, *, user: Any = None) -> Term:
    """Make `old` part of `new`: all records, drafts and terms below it move. Returns `new` as it is then.

    `old` stays as a hidden row with `merged_into`, so that its slug is neither given again nor forgotten. All records
    that had either term, or one below, reach the search anew, because `new` is saved when they have come to it. When
    `new` lies below `old`, it takes the place of `old`.

    Raises:
        MergeRefused: of different vocabularies, the same, or one of them merged already.
    """
    vocabulary = type(old)
    if type(new) is not vocabulary:
        raise MergeRefused("Zusammenführen lassen sich nur Begriffe desselben Vokabulars.")
    if new.pk == old.pk:
        raise MergeRefused("Das ist derselbe Begriff. Bitte wählen Sie einen anderen.")
    # Both rows are locked, in the order of their keys: of two merges at once the second sees what the first did.
    locked = vocabulary.everything.select_for_update().filter(pk__in=(old.pk, new.pk)).order_by("pk")
    rows: dict[int, Any] = {term.pk: term for term in locked}
    if len(rows) < 2:
        raise MergeRefused("Einen der Begriffe gibt es nicht mehr.")
    gone, target = rows[old.pk], rows[new.pk]
    merged = next((term for term in (gone, target) if term.merged_into_id), None)
    if merged is not None:
        raise MergeRefused(f"„{merged}“ ist schon in einem anderen Begriff aufgegangen.")
    if isinstance(gone, TreeTerm) and _is_below(target, gone):
        target.parent = gone.parent
        target.save()
    moved = sum(_move(model, field, gone.pk, target.pk) for model, field in fields_to(vocabulary))
    drafts = exchange_in_versions(gone, target)
    _move_references(vocabulary, gone.pk, target.pk)
    words = read_synonyms("\n".join((target.synonyms, gone.label, gone.synonyms)))
    words = [word for word in words if word.casefold() != target.label.casefold()]
    target.synonyms = "\n".join(words[:MOST_SYNONYMS])
    # Not by save(): whoever listens to it would look for the row, which is hidden from now on.
    hidden = {"merged_into": target, **({"parent": None} if isinstance(gone, TreeTerm) else {})}
    vocabulary.everything.filter(pk=gone.pk).update(**hidden)
    ReferenceIndex.remove_for_object(gone)
    index.remove_object(gone)
    target.save()
    data = {"old": gone.label, "slug": gone.slug, "rows": moved, "versions": drafts}
    log(target, LOG_ACTION, user=user, data=data)
    return target


def _is_below(term: Any, above: Any) -> bool:
    seen: set[int] = set()
    while term.parent_id is not None and term.pk not in seen:
        if term.parent_id == above.pk:
            return True
        seen.add(term.pk)
        term = term.parent
    return False


def _move(model: type[models.Model], field: Any, old: Any, new: Any, **only: Any) -> int:
    """Point the rows at the other term; a row that would then be there twice goes. Returns how many were moved."""
    rows = model._base_manager.filter(**{field.attname: old}, **only)
    for names in _unique_with(model, field):
        others = {name: OuterRef(name) for name in names if name not in only}
        twin = model._base_manager.filter(**{field.attname: new}, **only, **others)
        rows.filter(Exists(twin)).delete()
    return rows.update(**{field.attname: new})


def _unique_with(model: type[models.Model], field: Any) -> list[tuple[str, ...]]:
    """The sets of fields that, together with `field`, may be in the table only once."""
    sets = [tuple(names) for names in model._meta.unique_together]
    sets += [tuple(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    if field.unique:
        sets.append((field.name,))
    return [tuple(name for name in names if name != field.name) for names in sets if field.name in names]


def _move_references(vocabulary: type[Term], old: int, new: int) -> None:
    kind = ContentType.objects.get_for_model(vocabulary)
    field = ReferenceIndex._meta.get_field("to_object_id")
    _move(ReferenceIndex, field, str(old), str(new), to_content_type=kind)
