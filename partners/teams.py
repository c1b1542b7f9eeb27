"""Whose content somebody may see and edit: teams of a Verbund are limited to their own, the office is not."""

from __future__ import annotations

from typing import Any

from partners.models import VerbundTeam


def networks_of(user: Any) -> set[int] | None:
    """The ids of the networks to which a user is limited; None: not limited.

    Limited is who is in groups of teams only. Who is also in a group of the office, or administers, is not. At most two
    queries.
    """
    if user.is_superuser:
        return None
    groups = set(user.groups.values_list("pk", flat=True))
    teams = list(VerbundTeam.objects.filter(group__in=groups).values_list("group_id", "verbund_id"))
    if groups - {group for group, _ in teams}:
        return None
    return {verbund for _, verbund in teams}
