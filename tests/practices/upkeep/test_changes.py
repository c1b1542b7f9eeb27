"""„Hat sich geändert“: the form is filled with what is public, becomes a draft, and nobody's text is lost."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from core.mail.models import OutgoingMail
from practices.models import PracticePage
from practices.upkeep.asking import ask_all
from practices.upkeep.models import ReviewRequest
from tests import factories

PUBLIC = {"approach": "<p>Erst <b>fragen</b>.</p><p>Dann handeln.</p>", "outcome": "<p>40 Menschen</p>"}


@pytest.fixture
def practice(site, settings):
    settings.OFFICE_EMAIL = "buero@example.org"
    page = factories.practice(title="Staplerschein", slug="stapler", contact_email="projekt@example.org", **PUBLIC)
    PracticePage.objects.filter(pk=page.pk).update(next_review_on=timezone.localdate())
    ask_all()
    return PracticePage.objects.get(pk=page.pk)


def link():
    return f"/praxisbeispiel-bestaetigen/{ReviewRequest.objects.latest('pk').key}/geaendert/"


def filled(client):
    """The form as a browser would send it, with nothing changed."""
    form = BeautifulSoup(client.get(link()).content, "html.parser").find("form", class_="form")
    data = {}
    for field in form.find_all(["input", "textarea", "select"]):
        if field.name == "textarea":
            data[field["name"]] = field.get_text().removeprefix("\n").replace("\n", "\r\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True)
            data[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            data[field["name"]] = field.get("value", "on" if field.get("type") == "checkbox" else "")
    return data


def draft_of(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def edit(page, **fields):
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision()


def text(response):
    return " ".join(response.content.decode().split())


def test_the_form_shows_what_is_public_and_no_draft_and_no_address(practice, client):
    edit(practice, outcome="<p>Geheimer Entwurf</p>")
    shown = text(client.get(link()))
    assert "40 Menschen" in shown
    assert "Geheimer Entwurf" not in shown
    assert "projekt@example.org" not in shown


def test_a_change_becomes_a_draft_that_keeps_what_was_not_touched_to_the_letter(practice, client):
    data = filled(client)
    assert data["approach"] == "Erst fragen.\r\n\r\nDann handeln."
    data |= {"approach": "Erst fragen.\r\n\r\nDann gemeinsam handeln.", "effort_setup": "12 bis 15", "ongoing": "on"}
    assert "liegt der Redaktion als Entwurf vor" in text(client.post(link(), data))
    live = PracticePage.objects.get(pk=practice.pk)
    assert (live.approach, live.effort_setup, live.ongoing) == (PUBLIC["approach"], "", False)
    assert live.has_unpublished_changes
    draft = draft_of(practice)
    assert draft.approach == "<p>Erst <b>fragen</b>.</p><p>Dann gemeinsam handeln.</p>"
    assert (draft.effort_setup, draft.ongoing, draft.outcome) == ("12–15", True, PUBLIC["outcome"])
    mail = OutgoingMail.objects.latest("pk")
    assert mail.to == "buero@example.org"
    assert "Vorgehen" in mail.text
    assert f"/pages/{practice.pk}/revisions/compare/live...latest/" in mail.text


def test_an_editors_newer_draft_is_never_overwritten_and_the_owners_text_stands_beside_it(practice, client):
    edit(practice, outcome="<p>41 Menschen</p>", unassigned_text="Rest vom Import")
    client.post(link(), filled(client) | {"outcome": "50 Menschen", "title": "Staplerschein für alle"})
    draft = draft_of(practice)
    assert (draft.outcome, draft.title) == ("<p>41 Menschen</p>", "Staplerschein für alle")
    assert draft.unassigned_text.startswith("Rest vom Import")
    assert "50 Menschen" in draft.unassigned_text
    assert ReviewRequest.objects.get().changes == {"outcome": "50 Menschen", "title": "Staplerschein für alle"}
    assert "Nicht eingetragen" in OutgoingMail.objects.latest("pk").text


def test_what_was_published_while_the_owner_typed_is_not_turned_back(practice, client):
    data = filled(client)
    edit(practice, outcome="<p>60 Menschen</p>").publish()
    PracticePage.objects.filter(pk=practice.pk).update(next_review_on=timezone.localdate())
    client.post(link(), data | {"abstract": "Neu"})
    draft = draft_of(practice)
    assert (draft.outcome, draft.abstract) == ("<p>60 Menschen</p>", "<p>Neu</p>")


def test_a_note_alone_is_enough_and_nothing_at_all_is_not(practice, client):
    data = filled(client)
    nothing = client.post(link(), data)
    assert nothing.status_code == 422
    assert "Bisher ist alles wie zuvor" in text(nothing)
    client.post(link(), data | {"note": "Die Kurse sind jetzt online."})
    assert "Die Kurse sind jetzt online." in draft_of(practice).unassigned_text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("note", "x" * 5001, "höchstens 5.000 Zeichen"),
        ("approach", "x" * 20001, "höchstens 20.000 Zeichen"),
        ("title", "", "nicht leer"),
        ("cost_setup", "viel", "Bitte geben Sie eine Zahl"),
        ("ended_on", "31.02.2026", "Datum"),
        ("stage", "quatsch", "Auswahl"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(practice, client, field, value, message):
    answer = client.post(link(), filled(client) | {"outcome": "Mühsam getippt", field: value})
    assert answer.status_code == 422
    shown = text(answer)
    assert message in shown
    assert "Mühsam getippt" in shown
    assert value == "quatsch" or value in shown
    assert not ReviewRequest.objects.exclude(answer="").exists()


@pytest.mark.parametrize("base", ["", "quatsch", "MQ:1tXXXX:abc"])
def test_a_forged_base_changes_nothing_that_was_not_sent(practice, client, base):
    client.post(link(), filled(client) | {"base": base, "outcome": "50 Menschen"})
    assert draft_of(practice).outcome == "<p>50 Menschen</p>"
    assert draft_of(practice).approach == PUBLIC["approach"]


def test_nothing_chosen_and_the_hint_at_the_title_are_said_in_plain_german(practice, client):
    shown = client.get(link()).content.decode()
    assert "-----" not in shown
    assert "nicht angegeben" in shown
    assert "öffentlich angezeigt" not in shown, "Wagtail's own hint"


def test_each_field_has_a_label_and_errors_lead_to_their_fields(practice, client):
    page = client.post(link(), filled(client) | {"cost_setup": "viel"}).content.decode()
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'for="([^"]+)"', page)) <= ids
    assert 'href="#id_cost_setup"' in page
