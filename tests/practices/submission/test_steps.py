"""The form in steps: what is kept, what is checked, what cannot be done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.submission import actions
from practices.submission.erasing import erase_old
from practices.submission.models import Submission
from practices.submission.steps import STEPS
from practices.tiers import NEEDS, Tier, missing
from tests.practices.submission.conftest import START


def text(response):
    return " ".join(response.content.decode().split())


def test_the_steps_ask_for_every_field_of_the_kurzsteckbrief():
    asked = {name for step in STEPS for name in step.form.base_fields}
    assert {need.field for need in NEEDS if need.tier is Tier.SHORT} <= asked


def test_beginning_mails_a_link_that_nobody_can_guess(begun, mails, client):
    [(template, body)] = mails("anna@nord.example")
    assert template == "submission_link"
    assert f"{START}{begun.key}/" in body
    assert len(begun.key) >= 32
    assert client.get(f"{START}{begun.key}/").status_code == 200
    # Another last character: one key in 64 ends in „x“.
    other = begun.key[:-1] + ("y" if begun.key.endswith("x") else "x")
    assert client.get(f"{START}{other}/").status_code == 404
    assert client.get(f"{START}{begun.key}/worum-es-geht/")["Referrer-Policy"] == "no-referrer"


def test_what_is_sent_becomes_a_draft_that_is_a_complete_kurzsteckbrief(sent, vocabulary, client):
    page = sent.page
    assert not page.live
    assert page.verbund == vocabulary
    assert missing(page.get_latest_revision_as_object()).short == ()
    assert [term.slug for term in page.regions.all()] == ["kassel"]
    assert page.started_on == date(2023, 3, 1)
    assert "3 &lt; 5" in page.abstract
    assert "<ul><li>fragen</li><li>üben</li></ul>" in page.approach
    assert client.get(page.url or "/praxis/lernwerkstatt-im-betrieb/").status_code == 404


def test_each_step_keeps_what_was_typed_also_when_it_is_wrong(begun, client):
    address = f"{START}{begun.key}/worum-es-geht/"
    long = "zu lang " * 40
    response = client.post(address, {"title": "", "summary": long, "abstract": "Text", "weiter": "weiter"})
    assert response.status_code == 422
    assert 'href="#id_title"' in response.content.decode()
    assert "höchstens 160 Zeichen" in text(response)
    for where in (address, f"{START}{begun.key}/"):
        assert long.strip() in text(client.get(where)), "another visit, another device"
    for button in ("zurueck", "spaeter"):
        client.post(address, {"title": f"Mit {button}", "summary": "", "abstract": "", "weiter": button})
        assert f"Mit {button}" in text(client.get(address))


def test_each_step_says_which_of_how_many_it_is_and_the_overview_is_the_last(begun, client):
    address = f"{START}{begun.key}/"
    step = client.get(f"{address}{STEPS[0].name}/").content.decode()
    listed = step[step.index("submission-steps") :]
    total = listed[: listed.index("</ol>")].count("<li>")
    assert f"Schritt 1 von {total}<" in step
    assert f"Schritt {total} von {total}<" in client.get(address).content.decode()


def test_back_and_forth_go_to_the_steps_beside(begun, client, answers):
    there = f"{START}{begun.key}/das-beispiel/"
    assert client.post(there, {"weiter": "zurueck"})["Location"].endswith("/worum-es-geht/")
    assert client.post(there, answers["das-beispiel"] | {"weiter": "weiter"})["Location"].endswith("/einordnung/")
    assert client.get(f"{START}{begun.key}/gibt-es-nicht/").status_code == 404


def test_the_overview_names_what_is_missing_and_sends_nothing_before(begun, client, fill_in):
    page = text(client.get(f"{START}{begun.key}/"))
    assert "Das fehlt noch" in page
    assert "/ansprechstelle/#id_deputy_email" in page
    response = client.post(f"{START}{begun.key}/", {"schritt": "abschicken", "agreed": "on"})
    assert response.status_code == 422
    assert not PracticePage.objects.exists()
    fill_in(begun)
    page = text(client.get(f"{START}{begun.key}/"))
    assert "Das fehlt noch" not in page
    assert "März 2023" in page
    assert "Kassel" in page
    assert "Verbund Nord" in page
    assert "nicht angegeben" not in page, "what does not apply, as the end of what still runs, is not asked for again"
    response = client.post(f"{START}{begun.key}/", {"schritt": "abschicken"})
    assert "Bitte bestätigen Sie das" in text(response)
    assert "<title> Fehler: " in text(response), text(response)[:400]
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    ("step", "changes", "complaint"),
    [
        ("verbund-und-zeit", {"ended_on": "01.2022"}, "Das Ende liegt vor dem Anfang"),
        ("verbund-und-zeit", {"ongoing": ""}, "Bitte nennen Sie das Ende"),
        ("verbund-und-zeit", {"stage": "abgebrochen"}, "warum es beendet oder abgebrochen"),
        ("verbund-und-zeit", {"verbund": "quatsch"}, "einen Verbund aus der Liste"),
        ("verbund-und-zeit", {"started_on": "neulich"}, "Das ist kein Datum"),
        ("einordnung", {"regions": ["atlantis"]}, "Bitte wählen Sie neu"),
        ("einordnung", {"topics": ["ki"] * 21}, "höchstens 20"),
        ("ansprechstelle", {"contact_email": "buero"}, "keine vollständige E-Mail-Adresse"),
        ("worum-es-geht", {"title": "a\u202eb"}, "Steuerzeichen"),
    ],
)
def test_what_cannot_be_right_is_said_beside_the_field(step, changes, complaint, begun, answers, client):
    data = answers[step] | changes | {"weiter": "weiter"}
    response = client.post(f"{START}{begun.key}/{step}/", data)
    assert response.status_code == 422
    assert complaint in text(response)
    right = client.post(f"{START}{begun.key}/{step}/", answers[step] | {"weiter": "weiter"})
    assert right.status_code == 302, "control: without the fault it goes on"


def test_a_network_that_is_not_public_cannot_be_chosen(begun, answers, client, vocabulary):
    vocabulary.unpublish()
    data = answers["verbund-und-zeit"] | {"weiter": "weiter"}
    assert client.post(f"{START}{begun.key}/verbund-und-zeit/", data).status_code == 422


def test_sending_twice_makes_one_draft_and_ends_the_writing(sent, client):
    client.post(f"{START}{sent.key}/", {"schritt": "abschicken", "agreed": "on"})
    actions.hand_in(sent)
    assert PracticePage.objects.count() == 1
    response = client.post(f"{START}{sent.key}/worum-es-geht/", {"title": "Anders", "weiter": "weiter"})
    assert response["Location"] == f"{START}{sent.key}/"
    sent.refresh_from_db()
    assert sent.title == "Lernwerkstatt im Betrieb"
    assert "Die meisten blieben dabei." in text(client.get(f"{START}{sent.key}/")), "the sender still has the text"


def test_a_program_that_fills_in_the_trap_begins_nothing_and_too_many_wait(client, vocabulary):
    client.post(START, {"email": "bot@example.org", "webseite": "x"})
    assert not Submission.objects.exists()
    answers = [client.post(START, {"email": f"n{n}@example.org"}) for n in range(12)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert Submission.objects.count() < 12


def test_very_much_text_is_kept_within_a_limit_and_refused(begun, client):
    response = client.post(f"{START}{begun.key}/das-beispiel/", {"background": "x" * 500_000, "weiter": "weiter"})
    assert response.status_code == 422
    begun.refresh_from_db()
    assert len(begun.given["background"][0]) == 20_000


def test_what_is_not_sent_is_erased_after_its_time_with_its_mails(begun, sent, mails):
    other = actions.begin("ben@nord.example")

    def aged(submission, **moments):
        Submission.objects.filter(pk=submission.pk).update(**moments)
        erase_old()
        return Submission.objects.filter(pk=submission.pk).exists()

    now = timezone.now()
    assert aged(other, changed_at=now - timedelta(days=29))
    assert not aged(other, changed_at=now - timedelta(days=31))
    assert mails("ben@nord.example") == []
    assert aged(sent, changed_at=now - timedelta(days=400)), "one that was sent waits for its decision"
    assert not aged(sent, settled_at=now - timedelta(days=91))
    assert PracticePage.objects.count() == 1, "the practice stays"
    assert not OutgoingMail.objects.filter(about=sent.mails).exists()


def test_the_sender_can_erase_what_is_not_sent(begun, client):
    assert client.get(f"{START}{begun.key}/?schritt=loeschen").status_code == 200
    assert Submission.objects.exists(), "a link erases nothing"
    assert "gelöscht" in text(client.post(f"{START}{begun.key}/", {"schritt": "loeschen"}))
    assert not Submission.objects.exists()
    assert client.get(f"{START}{begun.key}/").status_code == 404
