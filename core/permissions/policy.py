"""Wagtail's rules for pages, with two more: some users are limited to what is theirs, and some may look at all.

`LimitedPages` answers for sets of pages (explorer, search, reports, bulk actions, the admin's API),
`LimitedPageTester` for one page (every view of it). Both are Wagtail's own extension points.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.permissions.limits import limit_of, owned_by, owns

#: What Wagtail asks for before it shows lists of pages: any of these.
EXPLORE = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})
VIEW_ALL = "wagtailcore.view_page"


def may_view_all(user: Any) -> bool:
    """Whether somebody may look at the lists of all pages, drafts included, without changing any."""
    return limit_of(user) is None and bool(user.has_perm(VIEW_ALL))


class LimitedPages(PagePermissionPolicy):
    """Whoever is limited has the permissions of their groups on their own pages only, and may add below the lists."""

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        if set(actions) >= EXPLORE and may_view_all(user):
            return True
        return bool(super().user_has_any_permission(user, actions))

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Page) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        return owns(user, instance) or ("add" in actions and instance.pk in self._lists(user))

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        pages: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        owners = limit_of(user)
        if owners is None:
            return pages
        return pages.filter(owned_by(owners) | Q(pk__in=self._lists(user) if "add" in actions else ()))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        if may_view_all(user):
            return self.model.base_page_model.objects.filter(depth=1)
        return super().instances_with_direct_explore_permission(user)

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        if user.is_active and may_view_all(user):
            everything: QuerySet[Any] = self.model._default_manager.all()
            return everything
        pages: QuerySet[Any] = super().explorable_instances(user)
        owners = limit_of(user)
        if owners is None:
            return pages
        # The lists, and the way to them.
        ways = {
            perm.page.path[:end]
            for perm in self.get_cached_permissions_for_user(user)
            for end in range(Page.steplen, len(perm.page.path) + 1, Page.steplen)
        }
        return pages.filter(owned_by(owners) | Q(path__in=ways))

    def users_with_any_permission_for_instance(
        self, actions: Collection[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        users: QuerySet[Any] = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        return users.exclude(pk__in=[user.pk for user in users if not owns(user, instance)])

    def _lists(self, user: Any) -> set[int]:
        """The pages below which somebody who is limited may add; none for who belongs to nobody."""
        if not limit_of(user):
            return set()
        permissions = self.get_cached_permissions_for_user(user)
        return {perm.page_id for perm in permissions if perm.permission.codename == "add_page"}


class LimitedPageTester(PagePermissionTester):
    """For a page that is not theirs, whoever is limited may do nothing; below a list, add."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.foreign = not owns(user, page)
        if self.foreign:
            is_list = page.pk in self.permission_policy._lists(user)
            self.permissions: set[str] = {"add"} if is_list else set()

    def can_edit(self) -> bool:
        return not self.foreign and bool(super().can_edit())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.foreign and bool(super().can_delete(ignore_bulk))

    def can_submit_for_moderation(self) -> bool:
        return not self.foreign and bool(super().can_submit_for_moderation())

    def can_lock(self) -> bool:
        return not self.foreign and bool(super().can_lock())

    def can_unlock(self) -> bool:
        return not self.foreign and bool(super().can_unlock())

    def can_view_revisions(self) -> bool:
        return not self.foreign and bool(super().can_view_revisions())
