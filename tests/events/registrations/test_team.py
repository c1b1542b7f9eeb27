"""What the team sees and does in the admin, and what it does not."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.mail.models import OutgoingMail
from events.models import EventPage
from events.registrations import registration as actions
from events.registrations.models import Registration, State
from partners.models import VerbundTeam
from tests import factories

HOME = "/redaktion/anmeldungen/"


def text(response):
    return " ".join(response.content.decode().split())


def person(event, number, **more):
    return actions.confirm(
        actions.reserve(
            event,
            name=more.pop("name", f"Person {number}"),
            email=f"p{number}@example.org",
            attendance="vor-ort",
            **more,
        )
    )


@pytest.fixture
def member(django_user_model):
    """`member(rights, verbund)`: a user of a group, which is the team of a Verbund or of the office."""

    def make(*codenames, verbund=None):
        number = factories.number()
        user = django_user_model.objects.create_user(f"u{number}")
        group = Group.objects.create(name=f"Gruppe {number}")
        group.permissions.set(Permission.objects.filter(codename__in=[*codenames, "access_admin"]))
        if verbund:
            VerbundTeam.objects.create(group=group, verbund=verbund)
        user.groups.add(group)
        return user

    return make


@pytest.fixture
def office(client, member):
    client.force_login(member("view_registration", "change_registration"))
    return client


def test_the_list_is_searched_filtered_and_counted(event, office):
    for number in range(5):
        person(event, number)
    page = f"{HOME}{event.pk}/"
    assert "Werkstatt Verbund" in text(office.get(HOME))
    shown = text(office.get(page))
    assert "3 von 3 Plätzen vergeben" in shown
    assert "3 angemeldet" in shown
    assert "2 auf der Warteliste" in shown
    assert "Person 1" not in text(office.get(page, {"stand": "waiting"}))
    assert "Person 4" in text(office.get(page, {"stand": "waiting"}))
    assert "Person 2" not in text(office.get(page, {"q": "p1@example"}))
    assert "Niemand passt" in text(office.get(page, {"q": "niemand"}))
    assert office.get(page, {"stand": "quatsch", "p": "-7"}).status_code == 200


@pytest.mark.parametrize("name", ["=1+1", "+49", "-x", "@SUM(A1)", "'x", '=HYPERLINK("http://x")'])
def test_no_cell_of_an_export_is_a_formula(event, office, name):
    person(event, 1, name=name, answers=[("Einrichtung", name)])
    rows = list(
        csv.reader(
            io.StringIO(office.get(f"{HOME}{event.pk}/anmeldungen.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0][-1] == "Einrichtung"
    assert rows[1][1] == rows[1][-1] == f"'{name}"
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(office.get(f"{HOME}{event.pk}/anmeldungen.xlsx").streaming_content))
    )
    assert (book.active["B2"].value, book.active["B2"].data_type) == (name, "s")


def test_an_export_holds_what_the_list_shows_and_is_logged(event, office):
    for number in range(5):
        person(event, number)
    rows = office.get(f"{HOME}{event.pk}/anmeldungen.csv", {"stand": "waiting"}).content.decode().splitlines()
    assert len(rows) == 3
    entry = PageLogEntry.objects.get(action="events.registrations.export")
    assert entry.message == "2 Anmeldungen exportiert"


def test_a_person_is_added_by_hand_within_the_seats(event, office, mails):
    page = f"{HOME}{event.pk}/eintragen/"
    data = {"name": "Ben", "email": "ben@example.org", "attendance": "vor-ort", "agreed": "on"}
    assert office.post(page, data | {"agreed": ""}).status_code == 422
    assert office.post(page, data | {"name": "Ben\nCc: x"}).status_code == 422
    assert not Registration.objects.exists()
    office.post(page, data)
    assert Registration.objects.get().state == State.CONFIRMED
    assert mails("ben@example.org") == ["registration_confirmed"]
    for number in range(3):
        office.post(page, data | {"email": f"n{number}@example.org"})
    assert list(Registration.objects.order_by("number").values_list("state", flat=True)) == ["confirmed"] * 3 + [
        "waiting"
    ]
    EventPage.objects.filter(pk=event.pk).update(cancelled_at=timezone.now())
    assert "abgesagt oder vorbei" in text(office.post(page, data | {"email": "late@example.org"}))


def test_checking_in_is_a_click_and_can_be_taken_back(event, office):
    first = person(event, 1)
    page = f"{HOME}{event.pk}/einlass/"
    assert "0 von 1" in text(office.get(page))
    response = office.post(page, {"anmeldung": first.pk, "da": "ja"})
    assert response["Location"].endswith(f"#person-{first.pk}")
    assert "1 von 1" in text(office.get(page))
    office.post(page, {"anmeldung": first.pk, "da": "nein"})
    assert "0 von 1" in text(office.get(page))
    assert office.post(page, {"anmeldung": "x"}).status_code in (404, 400)


def test_at_the_door_a_name_is_searched_and_the_search_stays(event, office):
    first, _ = person(event, 1, name="Anna Ä & Co"), person(event, 2, name="Berta")
    page = f"{HOME}{event.pk}/einlass/?q=anna+%C3%84+%26"
    shown = text(office.get(page))
    assert "Anna Ä" in shown
    assert "Berta" not in shown
    assert "0 von 2" in shown
    response = office.post(page, {"anmeldung": first.pk, "da": "ja"})
    assert "Berta" not in text(office.get(response["Location"]))
    assert "Niemand mit diesem Namen" in text(office.get(f"{HOME}{event.pk}/einlass/", {"q": "Zorro"}))


def test_cancelling_somebody_lets_the_next_move_up(event, office):
    people = [person(event, number) for number in range(4)]
    office.post(f"{HOME}{event.pk}/{people[0].pk}/abmelden/")
    assert Registration.objects.get(pk=people[3].pk).state == State.OFFERED
    assert office.get(f"{HOME}{event.pk}/{people[1].pk}/abmelden/").status_code == 405


def test_a_message_goes_to_those_of_the_chosen_states_each_by_their_own_mail(event, office):
    for number in range(5):
        person(event, number)
    OutgoingMail.objects.all().delete()
    page = f"{HOME}{event.pk}/nachricht/"
    assert office.post(page, {"to": [], "subject": "x", "text": "y"}).status_code == 422
    assert office.post(page, {"to": ["confirmed"], "subject": "a\nBcc: b", "text": "y"}).status_code == 422
    office.post(page, {"to": ["waiting"], "subject": "Wichtig", "text": "Zeile 1\r\nZeile 2"})
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == ["p3@example.org", "p4@example.org"]
    mail = OutgoingMail.objects.first()
    assert mail.subject == "Wichtig: Werkstatt Verbund"
    assert "Zeile 1" in mail.text
    assert "Zeile 1<br>Zeile 2" in mail.html


def test_name_badges_are_a_pdf_that_takes_any_name(event, office):
    EventPage.objects.filter(pk=event.pk).update(capacity_onsite=None)
    for number, name in enumerate(["Łukasz Şahin", "x" * 200, "Я", "=1", "李", "Anna", "B", "C", "D"]):
        person(event, number, name=name, answers=[("Einrichtung", "Handwerkskammer " * 9)])
    response = office.get(f"{HOME}{event.pk}/namensschilder.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert response.content.count(b"/Type /Page\n") == 2
    empty = factories.event(title="Leer", registration_enabled=True)
    assert office.get(f"{HOME}{empty.pk}/namensschilder.pdf").content.startswith(b"%PDF-")


def test_a_team_sees_the_events_of_its_own_verbund_and_no_other_by_any_address(event, client, member):
    own, other = factories.network(title="Eigener"), factories.network(title="Fremder")
    EventPage.objects.filter(pk=event.pk).update(responsible=other)
    mine = factories.event(title="Unsere Runde", registration_enabled=True)
    EventPage.objects.filter(pk=mine.pk).update(responsible=own)
    nobodys = factories.event(title="Niemandes", registration_enabled=True)
    registered = person(event, 1)
    client.force_login(member("view_registration", "change_registration", verbund=own))
    assert "Unsere Runde" in text(client.get(HOME))
    assert "Werkstatt Verbund" not in text(client.get(HOME))
    assert "Niemandes" not in text(client.get(HOME))
    names = ["", "anmeldungen.csv", "anmeldungen.xlsx", "namensschilder.pdf", "einlass/", "eintragen/", "nachricht/"]
    for name in names:
        assert client.get(f"{HOME}{mine.pk}/{name}").status_code == 200, name
        assert client.get(f"{HOME}{event.pk}/{name}").status_code == 404, name
        assert client.get(f"{HOME}{nobodys.pk}/{name}").status_code == 404, name
    for name, data in {
        "einlass/": {"anmeldung": registered.pk, "da": "ja"},
        "nachricht/": {"to": ["confirmed"], "subject": "x", "text": "y"},
        f"{registered.pk}/abmelden/": {},
    }.items():
        assert client.post(f"{HOME}{event.pk}/{name}", data).status_code == 404
    # Nor through one's own event.
    assert client.post(f"{HOME}{mine.pk}/{registered.pk}/abmelden/").status_code == 404
    registered.refresh_from_db()
    assert registered.state == State.CONFIRMED
    assert registered.checked_in_at is None


def test_who_may_only_look_changes_nothing_and_who_may_not_look_sees_nothing(event, client, member):
    registered = person(event, 1)
    client.force_login(member("view_registration"))
    assert "Abmelden<span" not in text(client.get(f"{HOME}{event.pk}/"))
    for name in ("eintragen/", "nachricht/", "einlass/", f"{registered.pk}/abmelden/"):
        assert client.post(f"{HOME}{event.pk}/{name}", {"anmeldung": registered.pk, "da": "ja"}).status_code == 404
    client.force_login(member())
    assert client.get(f"{HOME}{event.pk}/").status_code == 404
    assert "Werkstatt" not in text(client.get(HOME))
    client.logout()
    assert client.get(f"{HOME}{event.pk}/").status_code == 302


def test_an_event_with_registrations_is_not_deleted(event, admin_client):
    person(event, 1)
    response = admin_client.post(f"/redaktion/pages/{event.pk}/delete/", follow=True)
    assert "sagen Sie die Veranstaltung ab" in text(response)
    assert EventPage.objects.filter(pk=event.pk).exists()


def test_a_capacity_below_what_is_taken_is_allowed_and_said(event, admin_client):
    for number in range(3):
        person(event, number)
    form = nested_form_data(
        {
            "title": event.title,
            "slug": event.slug,
            "summary": "Kurz",
            "starts_at": timezone.localtime(event.starts_at).strftime("%d.%m.%Y %H:%M"),
            "format": "vor-ort",
            "description": rich_text(""),
            "report": rich_text(""),
            "registration_enabled": "on",
            "capacity_onsite": "1",
            "retention_days": "90",
            "offer_hours": "48",
            **{name: streamfield([]) for name in ("programme", "documents", "materials", "registration_form")},
            **{name: inline_formset([]) for name in ("practice_links", "network_links", "organiser_links", "comments")},
        }
    )
    response = admin_client.post(
        f"/redaktion/pages/{event.pk}/edit/", form | {"action-publish": "action-publish"}, follow=True
    )
    assert "3 Plätze sind vergeben, jetzt gibt es nur noch 1." in text(response)
    assert Registration.objects.filter(state=State.CONFIRMED).count() == 3
    assert "mehr, als es gibt" in text(admin_client.get(f"{HOME}{event.pk}/"))
