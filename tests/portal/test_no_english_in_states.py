"""No English in what is seen less often: errors, one's own registration, logging in, news, texts for programs."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from portal import health
from portal.pages.models import GlossaryEntry, GlossaryPage, NewsIndexPage, NewsPage, SectionPage
from wagtail.documents import get_document_model

from core.mail.models import OutgoingMail
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations.models import Registration
from practices.review.signing import request_sign_off
from practices.submission.models import Submission
from search.engine import EngineUnavailable
from search.running import forget_engines
from tests import factories
from tests.portal.test_no_english import english_in, lists, shown_of, torn_in

__all__ = ["lists"]


def faults(response):
    caches["limits"].clear()
    shown = shown_of(response)
    return english_in(shown) + torn_in(shown)


def test_every_page_of_an_error_is_german(lists, client, monkeypatch):
    client.raise_request_exception = False
    gone = factories.information(title="Weg", slug="weg")
    gone.unpublish()
    answers = {
        400: client.get("/suche/", headers={"host": "böse host"}),
        403: Client(enforce_csrf_checks=True).post("/redaktion/login/", {"username": "x"}),
        404: client.get("/gibt-es-nicht/"),
        405: client.post("/suche/"),
        410: client.get(gone.url),
        429: too_many(client),
    }
    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert {status: found for status, answer in answers.items() if (found := faults(answer))} == {}
    for status, error in ((403, PermissionDenied), (500, RuntimeError("kaputt"))):
        with monkeypatch.context() as patched:
            patched.setattr("search.views.read_parameters", raising(error))
            answer = client.get("/suche/")
        assert (answer.status_code, faults(answer)) == (status, [])
    with monkeypatch.context() as patched:
        patched.setattr("search.views.search", raising(EngineUnavailable("fort")))
        patched.setattr("search.feeds.search", raising(EngineUnavailable("fort")))
        for address in ("/suche/?q=Lernen", "/suche/feed.atom", "/suche/kalender.ics"):
            answer = client.get(address)
            assert (answer.status_code, faults(answer)) == (503, []), address
    forget_engines()


def raising(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def too_many(client):
    """What somebody gets who sends a form too often."""
    for _ in range(200):
        answer = client.post("/praxisbeispiel-einreichen/", {"email": "kein"})
        if answer.status_code == 429:
            return answer
    return answer


def test_ones_own_registration_is_german_in_every_state(lists, client):
    event = factories.event(
        title="Treffen",
        slug="treffen",
        format="hybrid",
        starts_at=timezone.now() + timedelta(days=20),
        registration_enabled=True,
        capacity_onsite=1,
        capacity_online=5,
        online_link="https://treffen.example/x",
    )
    people = [actions.reserve(event, name=f"P {n}", email=f"p{n}@example.org", attendance="vor-ort") for n in range(3)]
    path = {each.pk: f"/anmeldung/{each.key}/" for each in people}
    first, second, third = (path[each.pk] for each in people)
    read = {"reserved": client.get(first)}
    read["confirmed"] = client.post(first, {"schritt": "bestaetigen"})
    read["waiting"] = client.post(second, {"schritt": "bestaetigen"})
    client.post(third, {"schritt": "bestaetigen"})
    read["wrong change"] = client.post(first, {"schritt": "aendern", "name": "", "attendance": "nirgends"})
    read["changed"] = client.post(first, {"schritt": "aendern", "name": "Anna", "attendance": "vor-ort"})
    read["unknown step"] = client.post(first, {"schritt": "x"})
    read["full"] = client.get(f"{event.url}anmeldung/")
    read["cancelled"] = client.post(first, {"schritt": "abmelden"})
    read["offered"] = client.get(second)
    read["accepted"] = client.post(second, {"schritt": "annehmen"})
    read["gone"] = client.get(first)
    Registration.objects.filter(pk=people[1].pk).update(expires_at=timezone.now() - timedelta(days=1))
    read["late"] = client.get(second)
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    read["event cancelled"] = client.get(third)
    read["closed"] = client.get(f"{event.url}anmeldung/")
    EventPage.objects.filter(pk=event.pk).update(
        cancelled_at=None, starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1)
    )
    read["begun"] = client.get(third)
    assert {state: found for state, answer in read.items() if (found := faults(answer))} == {}
    mails = {f"{mail.template}: {mail.subject}": mail for mail in OutgoingMail.objects.all()}
    assert {name: found for name, mail in mails.items() if (found := english_in(f"{mail.subject} {mail.text}"))} == {}
    assert len({mail.template for mail in mails.values()}) > 4


def test_news_glossary_and_all_blocks_are_german(lists, client):
    section = SectionPage.objects.get()
    glossary = GlossaryPage(title="Glossar", slug="glossar")
    glossary.entries = [GlossaryEntry(term="KMU", variants="Mittelstand", definition="Kleine und mittlere Betriebe.")]
    glossary = factories.publish(glossary, section)
    news = factories.publish(NewsIndexPage(title="Aktuelles", slug="aktuelles"), section)
    empty = factories.publish(NewsIndexPage(title="Newsletter", slug="newsletter"), section)
    one = NewsPage(title="Neues", slug="neues", date=date(2026, 3, 1), summary="Kurz.")
    one = factories.publish(one, news)
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"x", name="film.webm"))
    file = get_document_model().objects.create(title="Bogen", file=ContentFile(b"x", name="bogen.txt"))
    practice = factories.practice(title="Gelernt")
    page = factories.information(
        title="Alles",
        slug="alles",
        body=[
            ("section", {"heading": "Ziel", "text": "<p>Für KMU.</p>"}),
            ("facts", {"heading": "Angaben", "facts": [{"term": "Seit", "text": "2020"}]}),
            ("questions", {"heading": "Fragen", "questions": [{"question": "Wer?", "answer": "<p>Alle.</p>"}]}),
            ("timeline", {"heading": "Verlauf", "steps": [{"when": "2022", "title": "Auftakt", "text": ""}]}),
            ("numbers", {"heading": "Zahlen", "numbers": [{"number": "55", "text": "Projekte"}], "source": "Presse"}),
            ("downloads", {"heading": "Dateien", "files": [{"document": file, "accessibility": "nein", "text": ""}]}),
            ("quote", {"text": "Gut.", "speaker": "Wer", "consent": True}),
            ("practices", {"heading": "Praxis", "practices": [practice]}),
            ("contact", {"heading": "Kontakt", "name": "Büro", "email": "buero@example.org", "telephone": "030 1"}),
            ("video", {"heading": "Film", "video": film, "captions": file, "transcript": "Gesagt wird …"}),
            ("team", {"heading": "Team", "people": [{"name": "Ada", "role": "Leitung", "consent": True}]}),
        ],
    )
    for each in (section, glossary, news, empty, one, page):
        answer = client.get(each.url)
        assert (answer.status_code, faults(answer)) == (200, []), each.url


def test_logging_in_and_getting_a_new_password_are_german(lists, client, django_user_model):
    django_user_model.objects.create_user("anna", "anna@example.org", "geheim-1234")
    login, reset = "/redaktion/login/", "/redaktion/password_reset/"
    answers = [
        client.get(login),
        client.post(login, {"username": "", "password": ""}),
        client.post(login, {"username": "anna", "password": "falsch"}),
        client.get(reset),
        client.post(reset, {"email": "kein"}),
        client.post(reset, {"email": "anna@example.org"}, follow=True),
        client.get(f"{reset}confirm/MQ/abc-def/", follow=True),
        client.get(f"{reset}complete/"),
    ]
    assert [faults(answer) for answer in answers] == [[] for _ in answers]
    assert "Bei Verbundforum anmelden" in answers[0].content.decode()
    assert "wagtail</" not in answers[0].content.decode().lower()


def test_what_is_submitted_and_signed_off_is_german_in_every_state(lists, client):
    for state in Submission._meta.get_field("state").choices:
        submission = Submission.objects.create(email="b@example.org", given={"title": ["Lernen"]}, state=state[0])
        answer = client.get(f"/praxisbeispiel-einreichen/{submission.key}/")
        assert faults(answer) == [], state
    draft = factories.practice(live=False, title="Entwurf", slug="entwurf", background="<p>Noch nicht fertig.</p>")
    asked = request_sign_off(draft, address="c@example.org", organisation="Werk", days=14)
    for data in ({"decision": "freigeben", "answered_by": "Ada", "organisation": "Werk"}, {"decision": "x"}):
        assert faults(client.post(f"/freigabe/{asked.key}/", data)) == []
    assert faults(client.get(f"/freigabe/{asked.key}/")) == []


def test_feeds_calendars_and_what_programs_are_told_is_german(lists, client):
    event = factories.event(title="Treffen", slug="treffen", format="hybrid", venue_name="Rathaus")
    practice = factories.practice(title="Lernen", slug="lernen")
    for address in (
        "/suche/feed.atom",
        "/suche/kalender.ics",
        f"{event.url}termin.ics",
        "/veranstaltungen/kalender.ics",
    ):
        text = client.get(address).content.decode().replace("\r\n ", "")
        read = [line.partition(":")[2] for line in text.splitlines() if line.startswith(("SUMMARY", "DESC", "X-WR"))]
        assert english_in(" ".join(read) if read else text) == [], address
    for address in ("/api/v1/docs", "/api/v1/search?anzahl=1000", practice.url):
        assert faults(client.get(address)) == [], address
    assert health.healthz(client.get("/").wsgi_request).status_code == 200


@pytest.mark.parametrize("text", ["Please try again later.", "Sign in to Wagtail", "Page not found"])
def test_the_control_english_of_an_error_is_noticed(text):
    assert english_in(f"<h1>{text}</h1>")
