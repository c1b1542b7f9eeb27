"""Whose practices somebody of the team sees in lists and exports: a Verbund-Team its own, the office all."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from partners.teams import networks_of
from practices.models import PracticePage


def practices_of(user: Any) -> PageQuerySet:
    """The practices, drafts among them, that `user` finds in the admin's list and so may export. Three queries at most
    besides its own."""
    # By keys alone: Wagtail's search takes no other condition. Who is limited to a Verbund, the policy knows.
    pages: PageQuerySet = PracticePage.objects.filter(
        pk__in=policy_registry.get_by_type(Page).explorable_instances(user).values_list("pk", flat=True)
    )
    return pages


def may_change(user: Any, page: PracticePage) -> bool:
    """Whether `user` may save a draft of a page that is there and not locked for them; without a user (a command)
    everything may be done."""
    if user is None:
        return True
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return False
    return may_own(user, page) and bool(page.permissions_for_user(user).can_edit())


def may_own(user: Any, page: PracticePage) -> bool:
    """Whether the page's Verbund is one that `user` works for; those who are not limited may give it any or none."""
    networks = None if user is None else networks_of(user)
    return networks is None or page.verbund_id in networks
