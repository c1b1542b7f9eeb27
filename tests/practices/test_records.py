"""`/api/v1/practices`: all that stands on a practice's page, for programs; nothing that does not stand there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from core.vocabularies.models import Instrument, ObstacleType
from events.models import EventPractice
from practices.models import (
    BuildingBlockIndexPage,
    BuildingBlockPage,
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticeParticipant,
    PracticeRelation,
)
from practices.record_shape import PracticeOut
from tests import factories

pytestmark = pytest.mark.django_db

SECRETS = {
    "contact_role": "Projektbüro Sonnenschein",
    "contact_email": "geheim@beispiel.example",
    "deputy_email": "vertretung@beispiel.example",
    "unassigned_text": "Rest aus der Tabelle",
}


def shut(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def document(name="bogen"):
    made = get_document_model()(title=name.title())
    made.file.save(f"{name}.txt", ContentFile(b"Text"))
    return made


def full(**fields):
    """A practice with one of everything, and what may not be told of it."""
    home = factories.make_site()
    index = BuildingBlockIndexPage.objects.first() or factories.publish(
        BuildingBlockIndexPage(title="Bausteine", slug="bausteine"), home
    )
    block = factories.publish(BuildingBlockPage(title="Ansprachebogen", summary="Ein Bogen."), index)
    kind = ObstacleType.objects.get_or_create(slug="zeit", defaults={"label": "Keine Zeit"})[0]
    other, hidden = factories.practice(title="Vorbild"), shut(factories.partner(title="Verschwiegen GmbH"))
    page = factories.practice(
        background=f'<p>Siehe <a linktype="page" id="{other.pk}">dort</a> und '
        f'<a linktype="page" id="{hidden.pk}">hier</a>.</p>',
        verbund=factories.network(title="Verbund Nord"),
        effort_setup="12–15",
        started_on=date(2024, 3, 1),
        offers_talk=True,
        obstacles=[PracticeObstacle(kind=kind, description="Keine Zeit", remedy="Abends", solved="ja")],
        effects=[PracticeEffect(indicator="Anmeldungen", before=Decimal("3.50"), as_of=date(2024, 5, 1))],
        building_block_links=[PracticeBuildingBlock(block=block)],
        relations=[PracticeRelation(kind="baut-auf", target=other)],
        participants=[
            PracticeParticipant(partner=factories.partner(title="Lehrwerkstatt"), role="Räume"),
            PracticeParticipant(partner=hidden, role="Geld"),
        ],
        steps=[("step", {"title": "Anfangen", "text": "Los", "weeks": 3, "involved": ""})],
        conditions=[("condition", {"condition": "Ein Raum", "necessity": "muss", "kind": ""})],
        quotes=[
            ("quote", {"text": "Das half uns.", "speaker": "Erika Muster", "consent": True}),
            ("quote", {"text": "Bitte nicht zeigen.", "speaker": "Max Muster", "consent": False}),
        ],
        files=[("file", {"document": document(), "licence": "cc-by-4.0", "accessibility": "ja"})],
        links=[("link", {"title": "Mehr", "url": "https://beispiel.example/"})],
        videos=[("video", {"title": "Film", "url": "https://beispiel.example/film", "transcript": "Gesagtes"})],
        **{**SECRETS, **fields},
    )
    event = factories.event(title="Werkstatttag")
    EventPractice.objects.create(event=event, practice=page)
    return page


def get(client, path, **parameters):
    response = client.get(f"/api/v1/{path}", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_record_holds_all_that_stands_on_the_page(client):
    branch = factories.branch("handel", "Handel", parent=factories.branch("wirtschaft"))
    page = full(external_id="X-1", branches=[branch], year=2022)
    record = get(client, f"practices/{page.pk}")
    assert set(record) == set(PracticeOut.model_fields)
    assert (record["id"], record["type"], record["external_id"]) == (str(page.pk), "praxis", "X-1")
    assert record["url"] == f"/praxis/{page.slug}/"
    assert record["terms"]["branche"] == ["handel"], "its own, as in the search"
    assert record["terms"]["jahr"] == ["2022"]
    assert record["terms"]["verbund"] == [page.verbund.slug]
    assert record["verbund"]["title"] == "Verbund Nord"
    assert record["obstacles"] == [{"kind": "zeit", "description": "Keine Zeit", "remedy": "Abends", "solved": "ja"}]
    assert (record["effects"][0]["before"], record["effects"][0]["after"]) == (3.5, None)
    assert record["steps"] == [{"title": "Anfangen", "text": "Los", "weeks": 3, "involved": ""}]
    assert [block["title"] for block in record["building_blocks"]] == ["Ansprachebogen"]
    assert [(row["kind"], row["practice"]["title"]) for row in record["related"]] == [("baut-auf", "Vorbild")]
    assert [event["title"] for event in record["events"]] == ["Werkstatttag"]
    assert (record["effort_setup"], record["offers"]) == ("12–15", ["vortrag"])
    assert record["licence_url"].startswith("https://creativecommons.org/")
    assert client.get(record["files"][0]["url"]).status_code == 200


def test_links_lead_to_what_is_public_and_nowhere_else(client):
    background = get(client, f"practices/{full().pk}")["background"]
    assert background == '<p>Siehe <a href="/praxis/vorbild/">dort</a> und <a>hier</a>.</p>'


def test_neither_contacts_nor_persons_nor_what_is_hidden_is_told(client):
    page = full()
    text = client.get(f"/api/v1/practices/{page.pk}").content.decode()
    assert "Das half uns." in text
    for secret in (*SECRETS.values(), "Muster", "Bitte nicht zeigen", "Verschwiegen", "Geld"):
        assert secret not in text, secret


def test_a_network_that_is_not_public_is_not_named(client):
    page = full()
    shut(page.verbund)
    record = get(client, f"practices/{page.pk}")
    assert (record["verbund"], record["terms"]["verbund"]) == (None, [])


def test_what_is_not_public_is_in_no_list_and_has_no_record_for_anybody(client, admin_client):
    public = factories.practice(title="Offen")
    hidden = [
        factories.practice(title="Entwurf", live=False),
        factories.practice(title="Abgelaufen", expire_at=timezone.now() - timedelta(minutes=1)),
        shut(factories.practice(title="Intern")),
    ]
    for visitor in (client, admin_client):
        assert [record["id"] for record in get(visitor, "practices")["results"]] == [str(public.pk)]
        answers = {
            (answer := visitor.get(f"/api/v1/practices/{wanted}")).status_code: answer.content
            for wanted in (*(page.pk for page in hidden), 999_999, "abc", "9" * 30, "-1", public.get_parent().pk)
        }
        assert list(answers) == [404]
    assert get(client, f"practices/{public.pk}")["title"] == "Offen"


def test_pages_miss_nothing_and_repeat_nothing(client):
    made = [str(factories.practice().pk) for _ in range(5)]
    pages = [get(client, "practices", anzahl="2", seite=str(number), utm_source="brief") for number in (1, 2, 3, 4)]
    assert [record["id"] for page in pages for record in page["results"]] == made
    assert {(page["total"], page["page_size"]) for page in pages} == {(5, 2)}
    assert [page["page"] for page in pages] == [1, 2, 3, 4]


@pytest.mark.parametrize("wrong", [{"anzahl": "101"}, {"anzahl": "0"}, {"seite": "0"}, {"seite": "eins"}])
def test_a_page_that_cannot_be_is_refused_with_the_limits(client, wrong):
    factories.make_site()
    response = client.get("/api/v1/practices", wrong)
    error = response.json()["error"]
    assert (response.status_code, error["code"], list(error["fields"])) == (400, "invalid_parameter", list(wrong))
    assert " bis " in next(iter(error["fields"].values()))


def test_a_page_of_many_takes_as_many_queries_as_one(client):
    def queries(number):
        get(client, "practices", anzahl=str(number))
        with CaptureQueriesContext(connection) as asked:
            assert len(get(client, "practices", anzahl=str(number))["results"]) == number
        return len(asked)

    for term in range(4):
        full(instruments=[Instrument.objects.create(slug=f"hilfe-{term}", label=f"Hilfe {term}")])
    # The first two are a practice that others build on and the first that has everything.
    assert queries(2) == queries(8) < 45
