"""Who is limited to a Verbund, and who is not."""

from django.contrib.auth.models import Group

from partners.models import VerbundTeam
from partners.teams import networks_of
from tests import factories


def test_who_is_in_teams_alone_is_limited_to_their_networks(site, django_user_model):
    user = django_user_model.objects.create_user("team")
    assert networks_of(user) == set()
    network = factories.network(title="Eigener")
    team = Group.objects.create(name="Team")
    VerbundTeam.objects.create(group=team, verbund=network)
    user.groups.add(team)
    assert networks_of(user) == {network.pk}
    user.groups.add(Group.objects.create(name="Redaktion"))
    assert networks_of(user) is None


def test_who_administers_is_not_limited(site, django_user_model):
    assert networks_of(django_user_model.objects.create_superuser("leitung")) is None


def test_the_office_assigns_groups_to_networks_in_the_settings(site, admin_client):
    network, group = factories.network(title="Eigener"), Group.objects.create(name="Team")
    admin_client.post("/redaktion/verbund-teams/new/", {"group": group.pk, "verbund": network.pk})
    assert VerbundTeam.objects.get().verbund == network
    assert "Eigener" in admin_client.get("/redaktion/verbund-teams/").content.decode()


def test_the_role_of_a_team_limits_even_beside_lesen_and_without_a_verbund(site, django_user_model):
    user = django_user_model.objects.create_user("team")
    role, reading = Group.objects.create(name="Verbund-Team"), Group.objects.create(name="Lesen")
    user.groups.add(reading)
    assert networks_of(user) is None, "who only reads belongs to no team"
    user.groups.add(role)
    assert networks_of(user) == set()
    network, team = factories.network(), Group.objects.create(name="Team")
    VerbundTeam.objects.create(group=team, verbund=network)
    user.groups.add(team)
    assert networks_of(user) == {network.pk}
    user.groups.add(Group.objects.create(name="Fachredaktion"))
    assert networks_of(user) is None
