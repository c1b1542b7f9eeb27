"""Whom the admin limits to content of their own, and whose content a page is. Apps say both in `ready()`.

Whose a page is, is decided by its row, never by what a form or a revision says: the row of a draft follows its newest
revision (`note_owner`), that of a live page what is published.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.visibility import visible_to

#: `user -> ids of the owners to which they are limited`, or None for no limit.
Find = Callable[[Any], set[int] | None]
_finders: list[Find] = []
#: The field that names the owner, by label of the page type; `pk`: the page itself is the owner.
_owner_fields: dict[str, str] = {}


def register_limit(find: Find) -> None:
    """Say who is limited. With several, the first that limits a user counts."""
    _finders.append(find)


def register_owned(label: str, field: str) -> None:
    """Say that pages of a type belong to whom `field` (a foreign key, or `pk`) names."""
    _owner_fields[label] = field


def limit_of(user: Any) -> frozenset[int] | None:
    """The owners to whose content `user` is limited; None: no limit. Kept on the user, as Wagtail keeps permissions."""
    if not user.is_authenticated or user.is_superuser:
        return None
    if not hasattr(user, "_owners_limited_to"):
        limits = [found for find in _finders if (found := find(user)) is not None]
        user._owners_limited_to = frozenset(limits[0]) if limits else None
    owners: frozenset[int] | None = user._owners_limited_to
    return owners


def owner_field(model: type) -> str | None:
    """The foreign key that says whose a page of this type is; None: it belongs to nobody, or is an owner itself."""
    field = _owner_fields.get(model._meta.label) if hasattr(model, "_meta") else None
    return None if field == "pk" else field


def owned_by(owners: frozenset[int]) -> Q:
    """The pages of any type that belong to one of `owners`, as a condition on pages."""
    parts = [
        Q(pk__in=apps.get_model(label)._default_manager.filter(**{f"{field}__in": owners}).values("pk"))
        for label, field in _owner_fields.items()
    ]
    return reduce(or_, parts, Q(pk__in=[]))


def owns(user: Any, page: Page) -> bool:
    """Whether a page is within what `user` is limited to; always, for who is not. One query a user, as a rule."""
    owners = limit_of(user)
    if owners is None:
        return True
    if not hasattr(user, "_pages_owned"):
        user._pages_owned = set(Page.objects.filter(owned_by(owners)).values_list("pk", flat=True))
    # What was made since is asked for.
    return page.pk in user._pages_owned or Page.objects.filter(owned_by(owners), pk=page.pk).exists()


def choosable(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that `user` may choose in a form: who is limited, their own, and what is public and belongs to
    nobody (partners, building blocks, information)."""
    owners = limit_of(user)
    if owners is None:
        return pages
    types = ContentType.objects.get_for_models(*(apps.get_model(label) for label in _owner_fields)).values()
    shared = visible_to(user, Page.objects.exclude(content_type__in=types))
    return pages.filter(owned_by(owners) | Q(pk__in=shared.values("pk")) | Q(depth=1))


def note_owner(page: Page) -> None:
    """Have the row of a page that is not live say whose its newest revision is."""
    field = owner_field(type(page))
    if field and page.pk and not page.live:
        attname = page._meta.get_field(field).attname
        type(page)._default_manager.filter(pk=page.pk).update(**{attname: getattr(page, attname)})
