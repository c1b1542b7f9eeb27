"""Whose content somebody may see and edit: teams of a Verbund are limited to their own, the office is not."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission

from core.permissions.groups import allow_files, collection
from core.permissions.roles import READING, VERBUND_COLLECTIONS, VERBUND_TEAM
from partners.models import VerbundCollection, VerbundPage, VerbundTeam


def networks_of(user: Any) -> set[int] | None:
    """The ids of the networks to which a user is limited; None: not limited.

    Limited is who is in groups of teams only, the role „Verbund-Team“ among them; „Lesen“ beside it lifts no limit. Who
    is also in a group of the office, or administers, is not limited. At most two queries.
    """
    if user.is_superuser:
        return None
    groups = dict(user.groups.values_list("pk", "name"))
    teams = list(VerbundTeam.objects.filter(group__in=groups).values_list("group_id", "verbund_id"))
    of_teams = {group for group, _ in teams}
    others = {name for pk, name in groups.items() if pk not in of_teams and name != VERBUND_TEAM}
    if len(others) < len(groups):
        others.discard(READING)
    return None if others else {verbund for _, verbund in teams}


@transaction.atomic
def make_team(group: Group, verbund: VerbundPage) -> VerbundTeam:
    """Have a group work for a Verbund, with a collection of the Verbund's own for images and documents.

    What the group may do beyond that, it has by its role: its members are in „Verbund-Team“ as well.
    """
    team, _ = VerbundTeam.objects.update_or_create(group=group, defaults={"verbund": verbund})
    give_collection(team)
    return team


def give_collection(team: VerbundTeam) -> Collection:
    """The collection of the team's Verbund, which all teams of that Verbund share; made if it is not there yet.

    A group that worked for another Verbund before loses that one's.
    """
    own = VerbundCollection.objects.filter(verbund=team.verbund_id).select_related("collection").first()
    if own is None:
        title, above = team.verbund.title[:200], collection(Collection.get_first_root_node(), VERBUND_COLLECTIONS)
        if above.get_children().filter(name=title).exists():
            title = f"{title} ({team.verbund.slug[:50]})"
        own = VerbundCollection.objects.create(verbund_id=team.verbund_id, collection=collection(above, title))
    others = VerbundCollection.objects.exclude(pk=own.pk).values("collection")
    GroupCollectionPermission.objects.filter(group_id=team.group_id, collection__in=others).delete()
    allow_files(team.group, own.collection, ("add", "change", "choose"))
    return own.collection
