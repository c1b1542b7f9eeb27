"""An event's page before and after, and the ways between events, practices and networks."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import EventNetwork, EventOrganiser, EventPage, EventPractice
from search.delivery import deliver_everything
from tests import factories


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "geplant"),
        ({"registration_enabled": True}, "offen"),
        ({"registration_enabled": True, "capacity_onsite": 0}, "ausgebucht"),
        ({"registration_enabled": True, "registration_opens_at": timezone.now() + timedelta(days=1)}, "geplant"),
        ({"registration_enabled": True, "registration_closes_at": timezone.now() - timedelta(days=1)}, "geschlossen"),
        ({"cancelled_at": timezone.now()}, "abgesagt"),
        ({"starts_at": timezone.now() - timedelta(hours=3), "ends_at": timezone.now() - timedelta(hours=1)}, "vorbei"),
        ({"starts_at": timezone.now() - timedelta(hours=1), "registration_enabled": True}, "geschlossen"),
    ],
)
def test_the_state_follows_from_times_and_seats(db, change, state):
    now = timezone.now()
    page = EventPage(**{"starts_at": now + timedelta(days=2), "ends_at": now + timedelta(days=3)} | change)
    assert page.state == state


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ends_at": timezone.now()}, "Das Ende liegt vor dem Beginn"),
        (
            {
                "registration_opens_at": timezone.now() + timedelta(days=2),
                "registration_closes_at": timezone.now() + timedelta(days=1),
            },
            "Die Anmeldung endet, bevor sie beginnt",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(lists, fields, says):
    page = factories.event(starts_at=timezone.now() + timedelta(days=5))
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError, match=says):
        page.full_clean()


def test_the_day_plan_is_told_by_days_with_speakers_and_rooms(lists, client):
    factories.event(
        title="Zwei Tage",
        slug="zwei",
        programme=[
            ("item", {"day": date(2027, 6, 9), "time": time(10), "until": time(11), "title": "A", "room": "Saal"}),
            ("item", {"title": "B", "speakers": "Eine Referentin"}),
            ("item", {"day": date(2027, 6, 10), "time": time(9), "title": "C"}),
        ],
    )
    shown = text(client.get("/veranstaltungen/zwei/"))
    assert shown.index("Mittwoch, 9. Juni 2027") < shown.index(">B</h4>") < shown.index("Donnerstag, 10. Juni 2027")
    assert "Raum: Saal" in shown
    assert "Eine Referentin" in shown


def test_after_the_event_the_page_is_a_report_and_takes_no_registrations(site, client):
    page = factories.event(
        title="Werkstatt",
        slug="werkstatt",
        registration_enabled=True,
        report="<p>Das wurde <b>gesagt</b>.</p>",
        materials=[
            ("recording", {"title": "Vortrag", "url": "https://video.example.org/1", "transcript": "Zwiebelprinzip"})
        ],
    )
    before = text(client.get("/veranstaltungen/werkstatt/"))
    assert "Anmelden" in before
    assert "Das wurde" not in before
    over = timezone.now() - timedelta(days=2)
    EventPage.objects.filter(pk=page.pk).update(starts_at=over, ends_at=over + timedelta(hours=1))
    after = text(client.get("/veranstaltungen/werkstatt/"))
    assert "Das wurde <b>gesagt</b>" in after
    assert "Abschrift lesen" in after
    assert "/anmeldung/" not in after
    EventPage.objects.get(pk=page.pk).save_revision().publish()
    deliver_everything()
    found = client.get("/api/v1/search", {"q": "Zwiebelprinzip"}).json()
    assert [hit["title"] for hit in found["results"]] == ["Werkstatt"]


def test_practices_and_networks_tell_where_they_were_presented_and_nothing_of_drafts(lists, client):
    practice, network = factories.practice(title="Beispiel", slug="beispiel"), factories.network(title="V", slug="v")
    for title, live in (("Öffentlich", True), ("Nur Entwurf", False)):
        page = factories.event(title=title, slug=title.lower().replace(" ", "-").replace("ö", "oe"))
        page.practice_links = [EventPractice(practice=practice)]
        page.network_links = [EventNetwork(network=network)]
        page.save_revision().publish()
        if not live:
            page.unpublish()
    for address in ("/praxis/beispiel/", "/verbuende/v/"):
        shown = text(client.get(address))
        assert "Vorgestellt bei" in shown
        assert ">Öffentlich</a>" in shown
        assert "Nur Entwurf" not in shown


def test_partners_and_networks_list_the_events_that_they_hold(lists, client):
    partner, network = factories.partner(title="P", slug="p"), factories.network(title="V", slug="v")
    for title, live in (("Offene Runde", True), ("Nur Entwurf", False)):
        page = factories.event(title=title, slug=title.lower().replace(" ", "-"))
        page.organiser_links = [EventOrganiser(page=each.page_ptr) for each in (partner, network)]
        page.network_links = [EventNetwork(network=network)]
        page.save_revision().publish()
        if not live:
            page.unpublish()
    for address in ("/partner/p/", "/verbuende/v/"):
        shown = text(client.get(address))
        assert shown.count("Eigene Veranstaltungen") == shown.count(">Offene Runde</a>") == 1
        assert "Vorgestellt bei" not in shown
        assert "Nur Entwurf" not in shown
    assert "Eigene Veranstaltungen" not in text(client.get(factories.partner(title="Q", slug="q").url))


def test_a_report_marks_part_by_part_what_is_invented_and_only_that(lists, client):
    over = timezone.now() - timedelta(days=9)
    page = factories.event(
        title="Auftakt",
        slug="auftakt",
        starts_at=over,
        programme=[("item", {"title": "Gab es"}), ("item", {"title": "Gab es nicht", "is_example": True})],
    )
    presented = [factories.practice(title="Echt"), factories.practice(title="Erfunden", is_example=True)]
    page.practice_links = [EventPractice(practice=each) for each in presented]
    page.save_revision().publish()
    shown = text(client.get("/veranstaltungen/auftakt/"))
    assert shown.count("Beispieldaten") == 3
    assert "ist erfunden und zeigt" in shown
    page.is_example = True
    page.save_revision().publish()
    whole = text(client.get("/veranstaltungen/auftakt/"))
    assert "Dieser Eintrag ist erfunden" in whole
    assert "Was auf dieser Seite" not in whole
