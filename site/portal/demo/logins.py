"""Example logins, one for each role; for a development site only."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count

from core.permissions.groups import make_groups
from core.permissions.roles import BY_NAME, EDITORS, EVENTS, READING, REVIEWERS, VERBUND_TEAM
from partners.models import VerbundPage
from partners.teams import make_team


@dataclass(frozen=True, slots=True)
class Login:
    name: str
    password: str
    what: str
    role: str = ""


def _of_role(name: str, role: str) -> Login:
    return Login(name, f"verbundforum-{name}", BY_NAME[role].purpose, role)


LOGINS = (
    Login("leitung", "verbundforum-leitung", "darf alles"),
    _of_role("redaktion", EDITORS),
    _of_role("fachredaktion", REVIEWERS),
    _of_role("verbund", VERBUND_TEAM),
    _of_role("veranstaltungen", EVENTS),
    _of_role("lesen", READING),
)


def make_example_logins() -> tuple[Login, ...]:
    """Create the example users that are missing. On a production site none: their passwords are public."""
    if not settings.EXAMPLE_LOGINS:
        return ()
    groups = make_groups()
    users = get_user_model()._default_manager
    for login in LOGINS:
        if users.filter(username=login.name).exists():
            continue
        if not login.role:
            users.create_superuser(login.name, "", login.password)
            continue
        user = users.create_user(login.name, "", login.password)
        user.groups.add(groups[login.role])
        if login.role == VERBUND_TEAM and (network := _example_network()):
            user.groups.add(make_team(Group.objects.get_or_create(name=f"Team {network.title}")[0], network).group)
    return LOGINS


def _example_network() -> VerbundPage | None:
    """The one with most practices: there is something to see."""
    numbers = VerbundPage.objects.annotate(number=Count("practices")).order_by("-number", "path")
    return numbers.first()
