"""Example logins, for a development site only."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from core.vocabularies.load import VOCABULARIES


@dataclass(frozen=True, slots=True)
class Login:
    name: str
    password: str
    what: str


LOGINS = (
    Login("leitung", "verbundforum-leitung", "darf alles"),
    Login("redaktion", "verbundforum-redaktion", "schreibt und veröffentlicht"),
)


def make_example_logins() -> tuple[Login, ...]:
    """Create the example users that are missing. On a production site none: their passwords are public."""
    if not settings.EXAMPLE_LOGINS:
        return ()
    users = get_user_model()._default_manager
    for login in LOGINS:
        if users.filter(username=login.name).exists():
            continue
        if login.name == "leitung":
            users.create_superuser(login.name, "", login.password)
        else:
            user = users.create_user(login.name, "", login.password)
            user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))
            user.user_permissions.add(*Permission.objects.filter(content_type__app_label="search_tuning"))
            vocabularies = ContentType.objects.get_for_models(*VOCABULARIES.values()).values()
            user.user_permissions.add(*Permission.objects.filter(content_type__in=vocabularies))
    return LOGINS
