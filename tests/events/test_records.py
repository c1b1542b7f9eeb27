"""`/api/v1/events`: all that stands on a page, for programs; nobody's name and no link for those registered."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model

from events.models import EventNetwork, EventOrganiser, EventPractice
from events.records import EventOut
from tests import factories

pytestmark = pytest.mark.django_db


def document():
    made = get_document_model()(title="Folien")
    made.file.save("folien.txt", ContentFile(b"Text"))
    return made


def full(days, **fields):
    return factories.event(
        starts_at=timezone.now() + timedelta(days=days),
        ends_at=timezone.now() + timedelta(days=days, hours=2),
        description="<p>Worum es geht</p>",
        report="<p>Was gesagt wurde</p>",
        contact="Erika Muster, 030 1234567",
        online_link="https://raum.example/geheim",
        registration_enabled=True,
        programme=[
            ("item", {"title": "Begrüßung", "time": "09:30", "speakers": "Max Muster", "room": "Saal", "text": ""})
        ],
        documents=[("document", {"document": document(), "title": "Einladung", "licence": ""})],
        materials=[
            ("document", {"document": document(), "title": "Folien", "licence": "CC BY 4.0"}),
            ("recording", {"title": "Mitschnitt", "url": "https://film.example/1", "transcript": "Gesprochenes"}),
        ],
        practice_links=[EventPractice(practice=factories.practice())],
        network_links=[EventNetwork(network=factories.network())],
        organiser_links=[EventOrganiser(page=factories.partner(title="Kammer"))],
        **fields,
    )


def get(client, path, **parameters):
    response = client.get(f"/api/v1/{path}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_record_holds_all_that_stands_on_the_page_and_no_more(client):
    coming, past = full(3), full(-3)
    before, after = (get(client, f"events/{page.pk}") for page in (coming, past))
    assert set(before) == set(EventOut.model_fields)
    assert (before["type"], before["report"], before["materials"], before["recordings"]) == (
        "veranstaltung",
        "",
        [],
        [],
    )
    assert after["report"] == "<p>Was gesagt wurde</p>"
    assert (after["materials"][0]["title"], after["recordings"][0]["transcript"]) == ("Folien", "Gesprochenes")
    assert after["programme"][0] == {
        "day": None, "time": "09:30:00", "until": None, "title": "Begrüßung", "room": "Saal", "text": "",
    }  # fmt: skip
    assert [len(after[name]) for name in ("practices", "networks", "documents")] == [1, 1, 1]
    assert after["organisers"][0]["title"] == "Kammer"
    assert after["registration"] == {"opens_at": None, "closes_at": None}
    text = client.get("/api/v1/events").content.decode()
    for secret in ("Muster", "1234567", "raum.example"):
        assert secret not in text


def test_what_is_not_public_has_no_record(client):
    draft = factories.event(live=False)
    assert get(client, "events")["total"] == 0
    response = client.get(f"/api/v1/events/{draft.pk}")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")


def test_a_page_of_many_takes_as_many_queries_as_one(client):
    def queries(number):
        get(client, "events", anzahl=str(number))
        with CaptureQueriesContext(connection) as asked:
            assert len(get(client, "events", anzahl=str(number))["results"]) == number
        return len(asked)

    for day in (-2, -1, 1):
        full(day)
    assert queries(1) == queries(3) < 30
