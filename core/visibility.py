"""Who may see which page: one function for pages, search, API, feeds, sitemap, mails and exports."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def visible_to(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that `user` may read now: live, unexpired, and under no restriction that shuts `user` out.

    `user` is a user, or None for the public. Expiry is decided by the clock here, not by the job that unpublishes.
    A restriction by password is passed by nobody here: only the page itself can ask for one. One query more, for the
    restrictions.
    """
    now = timezone.now()
    pages = pages.live().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now))
    shut = Q()
    for path in shut_paths(user):
        shut |= Q(path__startswith=path)
    return pages.exclude(shut) if shut else pages


def shut_paths(user: Any) -> list[str]:
    """The tree paths of restricted pages that `user` (None: the public) may not see, with all below them."""
    user = user or AnonymousUser()
    if getattr(user, "is_active", False) and user.is_superuser:
        return []
    groups = set(user.groups.values_list("pk", flat=True)) if user.is_authenticated else set()
    # One narrow query: each restriction as often as it has groups.
    allowed: dict[str, dict[int, bool]] = {}
    rows = PageViewRestriction.objects.values_list("page__path", "pk", "restriction_type", "groups")
    for path, restriction, kind, group in rows:
        passes = allowed.setdefault(path, {})
        passes[restriction] = passes.get(restriction, False) or (
            user.is_authenticated
            and (
                kind == PageViewRestriction.LOGIN
                or (kind == PageViewRestriction.GROUPS and group is not None and group in groups)
            )
        )
    return [path for path, passes in allowed.items() if not all(passes.values())]
