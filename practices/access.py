"""Whose practices somebody of the team sees in lists and exports: a Verbund-Team its own, the office all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from partners.teams import networks_of
from practices.models import PracticePage


def practices_of(user: Any) -> QuerySet[PracticePage]:
    """The practices, drafts among them, that `user` finds in the admin's list and so may export. Three queries at most
    besides its own."""
    # By keys alone: Wagtail's search takes no other condition. Who is limited to a Verbund, the policy knows.
    pages: QuerySet[PracticePage] = PracticePage.objects.filter(
        pk__in=policy_registry.get_by_type(Page).explorable_instances(user).values_list("pk", flat=True)
    )
    return pages


def may_change(user: Any, page: PracticePage) -> bool:
    """Whether `user` may save a draft of a page that is there; without a user (a command) everything may be done."""
    if user is None:
        return True
    networks = networks_of(user)
    if networks is not None and page.verbund_id not in networks:
        return False
    return bool(page.permissions_for_user(user).can_edit())
