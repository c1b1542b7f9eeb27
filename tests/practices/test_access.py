"""The admin's list of practices: a Verbund-Team finds its own Verbund's, the office finds all."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from core.permissions.groups import make_groups
from core.permissions.roles import EDITORS, EVENTS, READING, VERBUND_TEAM
from partners.models import VerbundTeam
from partners.teams import make_team
from practices.access import may_change, practices_of
from practices.models import PracticeIndexPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(django_user_model):
    """`team(name, network)`: somebody who may edit practices, of a team when there is a network."""
    factories.make_site()

    def make(name, network=None):
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        permission = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=PracticeIndexPage.objects.get(), permission=permission)
        if network:
            VerbundTeam.objects.create(group=group, verbund=network)
        user = django_user_model.objects.create_user(name)
        user.groups.add(group)
        return user

    return make


def test_a_team_finds_and_changes_the_practices_of_its_own_network_only(team, client):
    own, other = factories.network(), factories.network()
    practices = [
        factories.practice(title=f"Beispiel {n}", verbund=verbund) for n, verbund in enumerate((own, other, None))
    ]
    member, office = team("Nord", own), team("Büro")
    assert list(practices_of(member)) == practices[:1]
    assert set(practices_of(office)) == set(practices)
    assert [may_change(member, page) for page in practices] == [True, False, False]
    assert all(may_change(office, page) for page in practices)
    client.force_login(member)
    html = client.get("/redaktion/practices/").content.decode()
    assert "Beispiel 0" in html
    assert "Beispiel 1" not in html
    assert "Beispiel 2" not in html


def test_who_may_edit_nothing_finds_nothing(django_user_model):
    page = factories.practice()
    nobody = django_user_model.objects.create_user("niemand")
    assert not practices_of(nobody).exists()
    assert not may_change(nobody, page)
    assert may_change(None, page), "a command may"


def test_the_menu_leads_nobody_to_a_list_that_is_empty_for_them(team, client, django_user_model):
    factories.practice()
    roles = make_groups()
    for role, shown in ((EDITORS, True), (READING, True), (VERBUND_TEAM, True), (EVENTS, False)):
        user = django_user_model.objects.create_user(role)
        user.groups.add(roles[role])
        if role == VERBUND_TEAM:
            user.groups.add(make_team(Group.objects.create(name="Team Nord"), factories.network(title="Nord")).group)
        client.force_login(user)
        page = client.get("/redaktion/").content.decode()
        assert ("/redaktion/practices/" in page) is shown, role
