"""The contact form: it passes a message on and copies it to the sender, shows no address and floods nobody."""

import re

import pytest
from django.core import mail
from django.core.cache import caches

from core.mail.models import OutgoingMail
from core.mail.sending import send_waiting
from exchange.contact.actions import PER_SENDER
from exchange.contact.views import PER_HOUR
from tests import factories

WRITTEN = {"name": "Ida Beispiel", "email": "ida@firma.example", "message": "Wie viele Coaches\nbrauchen wir?"}


@pytest.fixture
def practice(site, settings):
    settings.OFFICE_EMAIL = "buero@forum.example"
    return factories.practice(
        title="Azubis als Coaches", contact_email="projekt@verbund.example", contact_role="Projektbüro"
    )


def address(page):
    return f"/kontakt/{page.pk}/"


def text(response):
    return " ".join(response.content.decode().split())


def test_the_way_from_a_practice_to_the_mail_and_its_copy(practice, client):
    assert f'href="{address(practice)}"' in text(client.get(practice.url))
    form = client.get(address(practice))
    assert "Projektbüro" in text(form)
    answer = client.post(address(practice), WRITTEN, follow=True)
    assert "unterwegs" in text(answer)
    assert not answer.cookies
    send_waiting()
    passed_on, copy = mail.outbox
    assert (passed_on.to, copy.to) == (["projekt@verbund.example"], ["ida@firma.example"])
    assert passed_on.extra_headers["Reply-To"] == "ida@firma.example"
    for message in mail.outbox:
        assert "Wie viele Coaches\nbrauchen wir?" in message.body
        assert practice.title in message.subject
    assert "verbund.example" not in copy.body + copy.alternatives[0].content
    for page in (form, answer, client.get(practice.url)):
        assert "verbund.example" not in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "goes_to"),
    [
        ({"contact_email": "eins@a.example", "deputy_email": "zwei@a.example"}, "eins@a.example"),
        ({"deputy_email": "zwei@a.example"}, "zwei@a.example"),
        ({}, "buero@forum.example"),
    ],
)
def test_somebody_reads_it_whoever_is_named(practice, client, fields, goes_to):
    page = factories.practice(**fields)
    client.post(address(page), WRITTEN)
    assert OutgoingMail.objects.get(template="contact").to == goes_to


def test_networks_and_partners_are_written_to_in_the_same_way(practice, client):
    for page in (factories.network(), factories.partner()):
        assert client.get(address(page)).status_code == 200
        assert client.post(address(page), WRITTEN).status_code == 302
    assert OutgoingMail.objects.filter(template="contact").count() == 2


def test_where_nobody_reads_mail_there_is_no_form(practice, client, settings):
    settings.OFFICE_EMAIL = ""
    page = factories.practice()
    assert client.get(address(page)).status_code == 404
    assert "/kontakt/" not in text(client.get(page.url))


def test_drafts_other_pages_and_nothing_get_the_same_answer(practice, client, site):
    draft = factories.practice(live=False, contact_email="geheim@a.example")
    pages = [client.get(f"/kontakt/{key}/") for key in (draft.pk, site.pk, 999_999)]
    assert {page.status_code for page in pages} == {404}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"email": "ida"},
        {"message": ""},
        {"message": "http://a.example http://b.example www.c.example"},
        {"message": "y" * 3001},
    ],
)
def test_what_cannot_be_is_given_back_as_it_was_typed(practice, client, changes):
    typed = {**WRITTEN, **changes}
    answer = client.post(address(practice), typed)
    assert answer.status_code == 400
    assert "Bitte prüfen Sie Ihre Angaben" in text(answer)
    assert typed["message"] in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_a_program_that_fills_in_everything_sends_nothing(practice, client):
    assert client.post(address(practice), {**WRITTEN, "webseite": "x"}).status_code == 302
    assert not OutgoingMail.objects.exists()


def test_whoever_writes_without_end_is_asked_to_wait_and_loses_no_word(practice, client):
    for _ in range(PER_HOUR):
        assert client.post(address(practice), {**WRITTEN, "email": f"ida{_}@firma.example"}).status_code == 302
    answer = client.post(address(practice), {**WRITTEN, "message": "Noch etwas"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Noch etwas" in text(answer)


def test_nobody_gets_copies_without_end_from_many_places(practice, client):
    for _ in range(PER_SENDER):
        caches["limits"].clear()
        assert client.post(address(practice), WRITTEN).status_code == 302
    caches["limits"].clear()
    assert client.post(address(practice), {**WRITTEN, "email": "IDA@firma.example"}).status_code == 429
    assert OutgoingMail.objects.filter(template="contact_copy").count() == PER_SENDER


def test_a_name_cannot_bring_lines_of_its_own_into_the_mail(practice, client):
    client.post(address(practice), {**WRITTEN, "name": "Ida\r\nBcc: opfer@a.example"})
    message = OutgoingMail.objects.get(template="contact")
    assert re.match(r"Ida Bcc: opfer@a\.example hat Ihnen", message.text)
    assert set(message.headers) == {"Reply-To"}
