"""Who may see which page or file: one place for pages, search, API, feeds, sitemap, mails and exports."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.lookups import StartsWith
from django.db.models.query import QuerySet
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.query import PageQuerySet


def visible_to(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that `user` may read now: live, unexpired, and under no restriction that shuts `user` out.

    `user` is a user, or None for the public. Expiry is decided by the clock here, not by the job that unpublishes.
    A restriction by password is passed by nobody here: only the page itself can ask for one.
    """
    now = timezone.now()
    return unrestricted(user, pages.live().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now)))


def unrestricted(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages`, live or not, that no restriction shuts `user` (None: the public) out of. No query more."""
    user = user or AnonymousUser()
    if user.is_active and user.is_superuser:
        return pages
    shut = PageViewRestriction.objects.all()
    if user.is_authenticated:
        own = PageViewRestriction.objects.filter(
            restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.values("pk")
        )
        shut = shut.exclude(restriction_type=PageViewRestriction.LOGIN).exclude(pk__in=own.values("pk"))
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return pages.exclude(Exists(shut.filter(StartsWith(path, F("page__path"))).order_by()))


def public_files(files: QuerySet) -> QuerySet:
    """Those of the documents or images `files` that lie in no restricted collection. No query more.

    The file itself is guarded by Wagtail; this keeps its title and address from being read where it is offered.
    """
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    shut = CollectionViewRestriction.objects.filter(StartsWith(path, F("collection__path")))
    return files.exclude(Exists(shut.order_by()))
