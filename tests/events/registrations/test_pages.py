"""Registering as a person does: form, mail, confirmation, self-service; and what bad input gets."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.mail.sending import send_waiting
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations.erasing import erase_after_events, erase_ended
from events.registrations.jobs import remind, tell_changes
from events.registrations.models import Registration, RegistrationCount, State

FORM = "/veranstaltungen/werkstatt/anmeldung/"


def text(response):
    return " ".join(response.content.decode().split())


def questions(event, *asked):
    event = EventPage.objects.get(pk=event.pk)
    event.registration_form = [(kind, value) for kind, value in asked]
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def test_form_mail_button_and_the_page_that_follows(event, client, filled, link, mails):
    assert "Verbindlich anmelden" in text(client.get(FORM))
    response = client.post(FORM, filled(), follow=True)
    assert response.redirect_chain == [(f"{FORM}danke/", 302)]
    assert "sehen Sie in Ihr Postfach" in text(response)
    page = link("anna@example.org")
    for _ in range(2):
        # What looks through mails follows links: nothing happens.
        assert "Anmeldung bestätigen" in text(client.get(page))
    assert Registration.objects.get().state == State.RESERVED
    assert "Sie sind angemeldet" in text(client.post(page, {"schritt": "bestaetigen"}))
    assert Registration.objects.get().state == State.CONFIRMED
    assert mails("anna@example.org") == ["registration_confirm", "registration_confirmed"]
    assert "Sie sind abgemeldet" in text(client.post(page, {"schritt": "abmelden"}))
    assert client.get(page).status_code == 404
    assert "Set-Cookie" not in client.get(FORM).headers


def test_a_full_event_says_so_and_takes_people_on_the_list(event, client, filled, link):
    for number in range(3):
        client.post(FORM, filled(f"p{number}@example.org"))
    full = text(client.get(FORM))
    assert "kommen auf die Warteliste" in full
    assert "Verbindlich anmelden" not in full
    client.post(FORM, filled())
    shown = text(client.post(link("anna@example.org"), {"schritt": "bestaetigen"}))
    assert "Sie stehen auf der Warteliste" in shown
    assert "an Stelle 1" in shown
    client.post(link("p1@example.org"), {"schritt": "abmelden"})
    assert "Platz annehmen" in text(client.get(link("anna@example.org")))
    assert "Sie sind angemeldet" in text(client.post(link("anna@example.org"), {"schritt": "annehmen"}))


def test_the_page_is_the_same_for_an_address_that_is_known(event, client, filled):
    first = client.post(FORM, filled(), follow=True)
    second = client.post(FORM, filled(), follow=True)
    assert text(first) == text(second)
    assert Registration.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("key", ["x", "a" * 500, "..", "Ä", "' OR 1=1 --"])
def test_forged_foreign_and_used_up_links_all_look_the_same(event, client, filled, link, key):
    client.post(FORM, filled())
    page = link("anna@example.org")
    client.post(page, {"schritt": "abmelden"})
    used, forged = client.get(page), client.get(f"/anmeldung/{key}/")
    assert used.status_code == forged.status_code == 404
    if "/" not in key and key != "..":
        assert text(used) == text(forged)
    posted = client.post(page, {"schritt": "bestaetigen"})
    assert (posted.status_code, text(posted)) == (404, text(used))
    assert Registration.objects.get().state == State.CANCELLED


def test_links_that_no_longer_hold_make_the_same_work_as_forged_ones(event, client, filled, link):
    """How long the answer takes must not tell which keys there were. Statements are counted: time is not for tests."""
    paths = {}
    for state, change in {
        "forged": None,
        "cancelled": {"state": State.CANCELLED},
        "expired": {"state": State.EXPIRED},
        "late": {"expires_at": timezone.now() - timedelta(seconds=1)},
    }.items():
        paths[state] = "/anmeldung/unbekannt/"
        if change:
            client.post(FORM, filled(f"{state}@example.org"))
            paths[state] = link(f"{state}@example.org")
            Registration.objects.filter(email=f"{state}@example.org").update(**change)
    before = list(Registration.objects.order_by("pk").values())
    for ask in (client.get, lambda path: client.post(path, {"schritt": "bestaetigen"})):
        seen = {}
        for state, path in paths.items():
            with CaptureQueriesContext(connection) as queries:
                response = ask(path)
            seen[state] = (response.status_code, text(response), len(queries))
        assert len(set(seen.values())) == 1, seen
        assert seen["forged"][0] == 404
    assert list(Registration.objects.order_by("pk").values()) == before


def test_two_errors_of_one_field_are_one_note_of_it(event, client, filled):
    shown = text(client.post(FORM, filled(name="x" * 201 + "\ny")))
    assert shown.count('id="id_name_error"') == 1
    assert 'aria-describedby="id_name_error"' in shown
    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Bitte nennen Sie Ihren Namen."),
        ({"name": "x" * 10_000}, "höchstens 200 Zeichen"),
        ({"name": "Anna\nBcc: alle@example.org"}, "Zeilenumbrüche und Steuerzeichen"),
        ({"name": "Anna\x00"}, "teuerzeichen"),
        ({"email": "anna"}, "keine vollständige E-Mail-Adresse"),
        ({"email": "anna@example.org\nBcc: b@example.org"}, "keine vollständige E-Mail-Adresse"),
        ({"consent": ""}, "Ohne Ihr Einverständnis"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_on_top_and_nothing_typed_is_lost(event, client, filled, change, says):
    response = client.post(FORM, filled() | {"name": "Anna"} | change)
    assert response.status_code == 422
    shown = text(response)
    assert shown.count(says) >= 2
    target = re.search(r'<div class="form-errors".*?href="#([^"]+)"', shown)[1]
    assert f'id="{target}"' in shown
    assert f'id="{target}_error"' in shown
    assert 'aria-describedby="' in shown or "consent" in change
    if "email" not in change:
        assert 'value="anna@example.org"' in shown
    assert not Registration.objects.exists()


def test_a_program_that_fills_in_the_trap_or_answers_at_once_registers_nobody(event, client, filled):
    assert client.post(FORM, filled(webseite="x")).status_code == 302
    fresh = re.search(r'name="opened" value="([^"]+)"', client.get(FORM).content.decode())[1]
    for opened in (fresh, "", "gefälscht", "x:y:z"):
        response = client.post(FORM, filled() | {"opened": opened})
        assert response.status_code == 422
        assert "senden Sie sie noch einmal ab" in text(response)
        assert "Anna Beispiel" in text(response)
    assert not Registration.objects.exists()


def test_thirty_requests_a_minute_from_one_address_are_enough(event, client, filled, settings):
    answers = [client.post(FORM, filled(f"p{number}@example.org")) for number in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {302}
    assert answers[30].status_code == 429
    assert int(answers[30]["Retry-After"]) >= 1
    assert "warten Sie" in text(answers[30])
    assert Registration.objects.count() == 30


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"registration_closes_at": timezone.now() - timedelta(minutes=1)}, 200, "ist geschlossen"),
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, 200, "beginnt am"),
        ({"cancelled_at": timezone.now()}, 200, "ist abgesagt"),
        ({"registration_enabled": False}, 404, ""),
        ({"live": False}, 404, ""),
    ],
)
def test_what_takes_no_registrations_says_why_and_drafts_say_nothing(event, client, filled, change, status, says):
    EventPage.objects.filter(pk=event.pk).update(**change)
    response = client.get(FORM)
    assert response.status_code == status
    assert says in text(response)
    assert client.post(FORM, filled()).status_code == (409 if status == 200 else 404)
    assert not Registration.objects.exists()


def test_the_editors_questions_are_asked_checked_and_kept(event, client, filled, link):
    questions(
        event,
        ("short_text", {"label": "Einrichtung", "help_text": "", "purpose": "Namensschild", "required": True}),
        ("choices", {"label": "Essen", "purpose": "Catering", "required": False, "choices": ["vegan", "mit Fisch"]}),
        ("number", {"label": "Personen", "purpose": "Planung", "required": False}),
        ("checkbox", {"label": "Rollstuhlplatz", "purpose": "Raum", "required": False}),
        ("choice", {"label": "Werkstatt", "purpose": "Räume", "required": False, "choices": ["A", "B"]}),
        ("long_text", {"label": "Anliegen", "purpose": "Vorbereitung", "required": False}),
    )
    shown = text(client.get(FORM))
    assert "Zweck: Catering" in shown
    names = dict(re.findall(r'<label class="kern-label" for="id_(frage_[^"]+)">([^<]+)<', shown))
    name_of = {label.replace(" (freiwillig)", ""): name for name, label in names.items()}
    missing = client.post(FORM, filled())
    assert "Bitte beantworten Sie diese Frage." in text(missing)
    asked = {name_of["Einrichtung"]: "IHK", name_of["Personen"]: "2", name_of["Anliegen"]: "x" * 3000}
    assert "höchstens 2000 Zeichen" in text(client.post(FORM, filled(**asked)))
    asked[name_of["Anliegen"]] = "Zeile 1\r\nZeile 2"
    assert "ist keine gültige Auswahl" in text(client.post(FORM, filled(**asked, **{name_of["Werkstatt"]: "C"})))
    assert client.post(FORM, filled(**asked, **{name_of["Werkstatt"]: "B"})).status_code == 302
    registration = Registration.objects.get()
    assert [pair[0] for pair in registration.answers] == ["Einrichtung", "Personen", "Werkstatt", "Anliegen"]
    assert registration.consent.text.startswith("Ich bin einverstanden")
    assert registration.consented_at
    page = link("anna@example.org")
    changed = client.post(page, {"schritt": "aendern", "name": "Anna Neu", name_of["Einrichtung"]: "HWK"})
    assert "gespeichert" in text(changed)
    registration.refresh_from_db()
    assert (registration.name, registration.answers) == ("Anna Neu", [["Einrichtung", "HWK"]])


def test_mails_are_plain_and_html_and_a_name_brings_no_markup(event, client, filled, link, settings):
    client.post(FORM, filled(name="<b>Anna</b> & Co"))
    client.post(link("anna@example.org"), {"schritt": "bestaetigen"})
    send_waiting()
    first, second = mail.outbox
    assert "Anna" not in first.body  # a stranger's mailbox gets no text of whoever typed the address
    assert "<b>Anna</b> & Co" in second.body
    html = second.alternatives[0][0]
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp; Co" in html
    assert f'href="{settings.BASE_URL}/veranstaltungen/werkstatt/termin.ics"' in html


def test_a_mail_server_that_is_away_undoes_nothing(event, client, filled, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.post(FORM, filled())
    send_waiting()
    assert Registration.objects.get().state == State.RESERVED
    assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING


def test_the_online_link_is_for_those_who_attend_online_and_have_confirmed(event, client, filled, link):
    EventPage.objects.filter(pk=event.pk).update(online_link="https://konferenz.example.org/geheim", format="online")
    client.post(FORM, filled())
    page = link("anna@example.org")
    assert "geheim" not in text(client.get(page))
    assert "geheim" not in text(client.get(FORM))
    for address in ("", "termin.ics", "anmeldung/danke/"):
        assert "geheim" not in text(client.get(f"/veranstaltungen/werkstatt/{address}"))
    assert "geheim" in text(client.post(page, {"schritt": "bestaetigen"}))
    assert "geheim" in OutgoingMail.objects.last().text


def test_everybody_is_told_once_of_a_change_that_matters_and_of_a_cancellation(event, client, filled, link, mails):
    client.post(FORM, filled())
    client.post(link("anna@example.org"), {"schritt": "bestaetigen"})
    assert tell_changes() == ""
    EventPage.objects.filter(pk=event.pk).update(summary="Anders beschrieben")
    assert tell_changes() == ""
    EventPage.objects.filter(pk=event.pk).update(venue_name="Halle 3")
    assert tell_changes() == "1 benachrichtigt"
    assert tell_changes() == ""
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now(), cancellation_reason="Sturm")
    assert tell_changes() == "1 benachrichtigt"
    assert mails("anna@example.org")[-2:] == ["registration_event_changed", "registration_event_cancelled"]
    assert "Sturm" in OutgoingMail.objects.last().text


def test_who_is_registered_is_reminded_once_the_day_before(event, client, filled, link, mails):
    client.post(FORM, filled())
    client.post(link("anna@example.org"), {"schritt": "bestaetigen"})
    assert remind() == ""
    EventPage.objects.filter(pk=event.pk).update(starts_at=timezone.now() + timedelta(minutes=30), ends_at=None)
    Registration.objects.update(changed_at=timezone.now() - timedelta(days=5))
    assert remind() == "1 erinnert"
    assert remind() == ""
    assert mails("anna@example.org")[-1] == "registration_reminder"


def test_after_the_event_persons_are_erased_and_counts_stay(event, client, filled, link):
    client.post(FORM, filled())
    client.post(link("anna@example.org"), {"schritt": "bestaetigen"})
    client.post(FORM, filled("b@example.org"))
    assert erase_after_events(timezone.now() + timedelta(days=109)) == 0
    assert erase_after_events(timezone.now() + timedelta(days=111)) == 2
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert sorted(RegistrationCount.objects.values_list("state", "number")) == [("confirmed", 1), ("reserved", 1)]


def test_what_was_cancelled_is_erased_after_a_month(event, client, filled, link):
    client.post(FORM, filled())
    client.post(link("anna@example.org"), {"schritt": "abmelden"})
    assert erase_ended() == 0
    assert erase_ended(timezone.now() + timedelta(days=31)) == 1
    assert RegistrationCount.objects.get().state == State.CANCELLED
    actions.reserve(event, name="x", email="anna@example.org", attendance="vor-ort")
