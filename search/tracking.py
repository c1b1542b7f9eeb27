"""What writes to the outbox: every change of a page, its place, its privacy, and of what its document tells of others.

Signals are used here and nowhere else: this is plumbing below every way of changing a page (admin, command, import,
scheduled publishing), not a rule of the business. They run inside the transaction of the change. What goes past
Django's models (`QuerySet.update`, SQL) is not seen; `search_index check` finds it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction

from search.outbox import enqueue
from search.sources import dependents_of, has_dependents

#: Saving a draft touches only these: nothing that the public sees.
DRAFT_FIELDS = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def connect() -> None:
    """Listen. Called once, when Django is ready."""
    pre_save.connect(_note_move, dispatch_uid="search.note_move")
    post_save.connect(_saved, dispatch_uid="search.saved")
    pre_delete.connect(_will_be_deleted, dispatch_uid="search.will_be_deleted")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")


def _note_move(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A page with children whose address changes takes the addresses (and the privacy) of its children along."""
    if isinstance(instance, Page) and instance.pk and instance.numchild:
        before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        instance._search_moved = before != instance.url_path


def _saved(
    sender: type[Model],
    instance: Model,
    update_fields: frozenset[str] | None = None,
    raw: bool = False,
    **kwargs: Any,
) -> None:
    if isinstance(instance, Page):
        if update_fields is not None and set(update_fields) <= DRAFT_FIELDS:
            return
        ids = {instance.pk}
        if getattr(instance, "_search_moved", False):
            ids |= _below(instance)
        # A page saved as a plain Page (a move does that) has its dependents at its specific class.
        enqueue(ids | dependents_of(instance.specific if type(instance) is Page else instance))
    elif isinstance(instance, PageViewRestriction):
        enqueue(_shut(instance.page))
    elif has_dependents(sender):
        enqueue(dependents_of(instance))


def _will_be_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if has_dependents(sender):
        instance._search_dependents = dependents_of(instance)  # type: ignore[attr-defined]


def _deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    ids: set[int] = set(getattr(instance, "_search_dependents", ()))
    if isinstance(instance, Page):
        ids.add(instance.pk)
    elif isinstance(instance, PageViewRestriction):
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            ids |= _shut(page)
    enqueue(ids)


def _below(page: Page) -> set[int]:
    return set(Page.objects.descendant_of(page).values_list("pk", flat=True))


def _shut(page: Page) -> set[int]:
    """All that a restriction on `page` opens or shuts, and what tells something of it."""
    pages = Page.objects.descendant_of(page, inclusive=True).specific()
    return {pk for shut in pages for pk in {shut.pk} | dependents_of(shut)}
