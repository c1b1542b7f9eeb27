"""The groups of the roles: complete, made again without harm, and what the office changed by hand."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from core.permissions.groups import make_groups
from core.permissions.roles import BY_NAME, EVERYWHERE, ROLES, VERBUND_TEAM
from events.models import EventIndexPage
from partners.models import VerbundTeam
from partners.teams import make_team
from tests import factories

pytestmark = pytest.mark.django_db


def codenames(group):
    return set(group.permissions.values_list("codename", flat=True))


def pages_of(group):
    return set(
        GroupPagePermission.objects.filter(group=group).values_list("page__content_type__model", "permission__codename")
    )


def test_every_name_in_the_roles_is_one_that_there_is():
    for role in ROLES:
        for label in role.pages:
            assert issubclass(apps.get_model(label), Page), label
        for label, actions in role.models.items():
            app, model = apps.get_model(label)._meta.label_lower.split(".")
            names = {f"{action}_{model}" for action in actions}
            found = Permission.objects.filter(content_type__app_label=app, codename__in=names)
            assert set(found.values_list("codename", flat=True)) == names, label


def test_every_role_becomes_a_group_with_all_that_the_role_says():
    factories.make_site()
    groups = make_groups()
    assert set(groups) == {"Redaktion", "Fachredaktion", "Verbund-Team", "Veranstaltungen", "Lesen"}
    for name, group in groups.items():
        role = BY_NAME[name]
        assert "access_admin" in codenames(group)
        wanted = {
            (label.split(".")[1].lower(), f"{action}_page")
            for label, actions in role.pages.items()
            for action in actions
            if apps.get_model(label).objects.exists()
        }
        assert pages_of(group) == wanted, name
        files = GroupCollectionPermission.objects.filter(group=group).exclude(permission__codename__endswith="ection")
        places = {"Root" if place == EVERYWHERE else place for place in role.files}
        assert set(files.values_list("collection__name", flat=True)) == places, name
    assert codenames(groups["Lesen"]) == {c for c in codenames(groups["Lesen"]) if c.startswith("view_")} | {
        "access_admin"
    }


def test_a_second_time_adds_only_what_is_missing_and_keeps_what_the_office_gave():
    factories.make_site()
    team = make_groups()[VERBUND_TEAM]
    before = (codenames(team), pages_of(team), Collection.objects.count(), Group.objects.count())
    make_groups()
    assert (codenames(team), pages_of(team), Collection.objects.count(), Group.objects.count()) == before
    extra = Permission.objects.get(codename="view_branch")
    team.permissions.add(extra)
    GroupPagePermission.objects.filter(group=team, page=EventIndexPage.objects.get()).delete()
    make_groups()
    assert (codenames(team) - {"view_branch"}, pages_of(team)) == before[:2]
    assert extra in team.permissions.all()
    call_command("make_groups", "--exactly")
    assert codenames(team) == before[0]


def test_what_wagtail_brings_along_gets_german_names_and_asks_the_office():
    factories.make_site()
    mods, editors = (Group.objects.get_or_create(name=name)[0] for name in ("Moderators", "Editors"))
    workflow = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(mods)
    get_user_model().objects.create_user("altgedient").groups.add(editors)
    office = make_groups()["Redaktion"]
    workflow.refresh_from_db()
    task.refresh_from_db()
    assert (workflow.name, task.name) == ("Freigabe durch die Redaktion", "Freigabe durch die Redaktion")
    assert list(task.groups.all()) == [office]
    assert Group.objects.filter(name="Editors").exists(), "somebody is in it"
    assert not Group.objects.filter(name="Moderators").exists()


def test_a_page_made_later_is_allowed_the_next_time():
    assert pages_of(make_groups()[VERBUND_TEAM]) == set()
    factories.make_site()
    assert pages_of(make_groups()[VERBUND_TEAM]) != set()


def test_each_verbund_has_a_collection_of_its_own_that_its_teams_share():
    north, south = factories.network(title="Nord"), factories.network(title="Nord", slug="nord-2")
    make_groups()
    groups = [Group.objects.create(name=f"Team {number}") for number in range(3)]
    make_team(groups[0], north)
    make_team(groups[1], north)
    make_team(groups[2], south)

    def collections(group):
        return set(GroupCollectionPermission.objects.filter(group=group).values_list("collection__name", flat=True))

    assert collections(groups[0]) == collections(groups[1]) == {"Nord"}
    assert collections(groups[2]) == {"Nord (nord-2)"}
    # Who changes to another Verbund takes nothing along.
    make_team(groups[0], south)
    assert collections(groups[0]) == {"Nord (nord-2)"}
    assert VerbundTeam.objects.count() == 3
