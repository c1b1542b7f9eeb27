"""Who may see which page."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.visibility import visible_to
from practices.models import PracticeIndexPage, PracticePage
from tests import factories

pytestmark = pytest.mark.django_db


def seen_by(user):
    return set(visible_to(user, PracticePage.objects.all()).values_list("title", flat=True))


@pytest.fixture
def member(db):
    user = get_user_model().objects.create_user("mitglied")
    user.groups.add(Group.objects.create(name="Team"))
    return user


def test_the_public_sees_what_is_live_and_not_expired():
    now = timezone.now()
    factories.practice(title="Offen")
    factories.practice(title="Entwurf", live=False)
    factories.practice(title="Abgelaufen")
    PracticePage.objects.filter(title="Abgelaufen").update(expire_at=now - datetime.timedelta(seconds=1))
    factories.practice(title="Läuft noch")
    PracticePage.objects.filter(title="Läuft noch").update(expire_at=now + datetime.timedelta(hours=1))
    assert seen_by(None) == seen_by(AnonymousUser()) == {"Offen", "Läuft noch"}


def test_a_restriction_above_hides_all_below_from_those_it_shuts_out(member):
    factories.practice(title="Drin")
    restriction = PageViewRestriction.objects.create(page=PracticeIndexPage.objects.get(), restriction_type="groups")
    restriction.groups.set(member.groups.all())
    stranger = get_user_model().objects.create_user("fremd")
    assert seen_by(None) == seen_by(stranger) == set()
    assert seen_by(member) == {"Drin"}


def test_a_login_restriction_is_passed_by_every_user_and_a_password_by_none(member):
    for title, kind in (("Mit Anmeldung", "login"), ("Mit Passwort", "password")):
        page = factories.practice(title=title)
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    assert seen_by(None) == set()
    assert seen_by(member) == {"Mit Anmeldung"}
    assert seen_by(get_user_model().objects.create_superuser("chefin")) == {"Mit Anmeldung", "Mit Passwort"}


def test_no_list_shows_what_the_public_may_not_see(client):
    network = factories.network(title="Sichtbarer Bund")
    factories.practice(title="Offenes Beispiel", verbund=network)
    factories.practice(title="Verborgener Entwurf", live=False, verbund=network)
    hidden = factories.practice(title="Verborgenes Internes", verbund=network)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for address in ("/", "/verbuende/", network.url, "/partner/", "/veranstaltungen/", "/programm/"):
        html = client.get(address).content.decode()
        assert "Verborgen" not in html, address
    assert "Offenes Beispiel" in client.get(network.url).content.decode()
