"""„Bedarf melden“: nothing that was typed is lost, and no address is kept for ever."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.mail.sending import send_waiting
from exchange.needs.actions import ADDRESS_KEPT, erase_addresses
from exchange.needs.models import Need
from tests import factories

NEED = {"sought": "Schweißen lernen", "situation": "Zwei Leute, keine Zeit."}


def test_a_need_is_kept_and_the_office_is_told(site, client, settings):
    settings.OFFICE_EMAIL = "buero@example.org"
    branch = factories.branch("metall", "Metall")
    answer = client.post("/bedarf-melden/", {**NEED, "branch": branch.pk, "email": "ida@example.org"}, follow=True)
    assert "Danke" in answer.content.decode()
    assert not answer.cookies
    need = Need.objects.get()
    assert (need.sought, need.branch, need.state) == ("Schweißen lernen", branch, "neu")
    send_waiting()
    (message,) = mail.outbox
    assert message.to == ["buero@example.org"]
    assert "Zwei Leute" in message.body
    assert message.extra_headers["Reply-To"] == "ida@example.org"


def test_without_an_address_of_the_office_it_is_kept_all_the_same(site, client):
    client.post("/bedarf-melden/", NEED)
    assert Need.objects.count() == 1


def test_what_was_searched_for_stands_in_the_form(site, client):
    assert "Schweißen &amp; Löten" in client.get("/bedarf-melden/?q=Schweißen+%26+Löten").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"sought": ""}, {"sought": "x" * 201}, {"situation": "y" * 2001}, {"email": "ida"}, {"branch": "999999"}],
)
def test_what_cannot_be_is_given_back_as_it_was_typed(site, client, changes):
    typed = {**NEED, **changes}
    answer = client.post("/bedarf-melden/", typed)
    assert answer.status_code == 400
    assert typed["situation"] in answer.content.decode()
    assert not Need.objects.exists()


def test_a_program_that_fills_in_everything_reports_nothing(site, client):
    assert client.post("/bedarf-melden/", {**NEED, "webseite": "x"}).status_code == 302
    assert not Need.objects.exists()


def test_the_address_is_erased_and_the_rest_stays(site, client):
    client.post("/bedarf-melden/", {**NEED, "email": "ida@example.org"})
    Need.objects.update(created_at=timezone.now() - ADDRESS_KEPT - timedelta(hours=1))
    erase_addresses()
    need = Need.objects.get()
    assert (need.email, need.sought) == ("", NEED["sought"])


def test_the_office_sees_needs_in_the_admin(site, admin_client):
    Need.objects.create(sought="Schweißen lernen")
    assert "Schweißen lernen" in admin_client.get("/redaktion/suche/bedarfe/").content.decode()
