"""The public page of a practice in full, building blocks, and that nothing that is not public shows."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from practices.models import (
    BuildingBlockIndexPage,
    BuildingBlockPage,
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticeParticipant,
    PracticeRelation,
)
from tests import factories

pytestmark = pytest.mark.django_db


def building_block(**fields):
    home = factories.make_site()
    index = BuildingBlockIndexPage.objects.first() or factories.publish(
        BuildingBlockIndexPage(title="Bausteine", slug="bausteine"), home
    )
    return factories.publish(BuildingBlockPage(**{"title": "Ansprachebogen", "summary": "Ein Bogen.", **fields}), index)


def full_practice(rows=1, **fields):
    blocks = [building_block(title=f"Bogen {factories.number()}") for _ in range(rows)]
    others = [factories.practice() for _ in range(rows)]
    partners = [factories.partner() for _ in range(rows)]
    return factories.practice(
        obstacles=[PracticeObstacle(description="Keine Zeit", remedy="Abends üben", solved="ja") for _ in range(rows)],
        effects=[
            PracticeEffect(indicator="Anmeldungen", unit="Personen", before=Decimal(3), method="zaehlung")
            for _ in range(rows)
        ],
        building_block_links=[PracticeBuildingBlock(block=block) for block in blocks],
        relations=[PracticeRelation(kind="baut-auf", target=other) for other in others],
        participants=[PracticeParticipant(partner=partner, role="Werkstatt") for partner in partners],
        steps=[("step", {"title": "Anfangen", "text": "Los", "weeks": 3, "involved": ""})] * rows,
        conditions=[("condition", {"condition": "Ein Raum", "necessity": "muss", "kind": ""})] * rows,
        **fields,
    )


def text_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_all_parts_and_says_what_was_not_collected(client):
    html = text_of(client, full_practice(effort_setup="12–15", started_on=date(2024, 3, 1), ongoing=True))
    for expected in ("Keine Zeit", "Abends üben", "Bogen ", "Werkstatt", "Anfangen", "Ein Raum", "seit März 2024"):
        assert expected in html
    assert "12–15\N{NO-BREAK SPACE}Personentage" in html
    assert html.count("nicht erhoben") == 4, "three measures and the figure after"
    assert re.findall(r"<(dd|td|th)[^>]*>\s*</\1>", html) == []


def test_a_practice_with_nothing_but_a_summary_has_no_empty_headings(client):
    html = text_of(client, factories.practice())
    for heading in ("Ausgangslage", "Wirkung", "Stolpersteine", "Voraussetzungen", "Beteiligte", "Bausteine</h2>"):
        assert f">{heading}" not in html
    assert "nicht erhoben" not in html


def test_contact_addresses_and_leftovers_never_stand_on_the_page(client):
    page = full_practice(
        contact_email="buero@betrieb.example", deputy_email="zweite@betrieb.example", unassigned_text="Reste aus Word"
    )
    html = text_of(client, page)
    assert "betrieb.example" not in html
    assert "Reste aus Word" not in html


def test_contact_addresses_are_neither_in_the_api_nor_found(find, client):
    page = full_practice(contact_email="buero@betrieb.example", unassigned_text="Quarkspeise")
    assert "betrieb.example" not in client.get(f"/api/v1/practices/{page.pk}").content.decode()
    assert find(q="Quarkspeise")["results"] == []
    assert find(q="buero@betrieb.example", exakt="1")["results"] == []


def test_quotes_and_pictures_of_people_need_consent_to_be_shown(client):
    quotes = [
        ("quote", {"text": "Das half", "speaker": "Meisterin", "consent": True}),
        ("quote", {"text": "Geheim", "speaker": "Lehrling", "consent": False}),
    ]
    html = text_of(client, factories.practice(quotes=quotes))
    assert "Das half" in html
    assert "Geheim" not in html


def test_the_page_takes_as_many_queries_for_twenty_rows_as_for_one(client):
    def queries(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as context:
            client.get(page.url)
        return len(context)

    bare, few = queries(factories.practice()), queries(full_practice(rows=1))
    assert queries(full_practice(rows=20)) == few
    assert few <= bare + 12


def test_a_building_block_counts_and_names_only_practices_that_the_visitor_sees(client):
    block = building_block()
    for live, title in ((True, "Öffentliches Beispiel"), (False, "Geheimer Entwurf")):
        factories.practice(title=title, live=live, building_block_links=[PracticeBuildingBlock(block=block)])
    html = " ".join(text_of(client, block).split())
    assert re.search(r"Benutzt in 1 Praxisbeispiel\b", html)
    assert "Öffentliches Beispiel" in html
    assert "Geheimer Entwurf" not in html


def test_a_draft_of_a_live_practice_does_not_count_for_a_building_block(client):
    block, page = building_block(), factories.practice(title="Noch ohne Baustein")
    page.building_block_links = [PracticeBuildingBlock(block=block)]
    page.save_revision()
    assert "Noch ohne Baustein" not in text_of(client, block)


def test_what_is_not_public_is_not_named_on_the_page(client):
    hidden = factories.practice(live=False, title="Verborgenes Vorbild")
    partner = factories.partner(live=False, title="Verborgener Partner")
    page = factories.practice(
        relations=[PracticeRelation(kind="baut-auf", target=hidden)],
        participants=[PracticeParticipant(partner=partner, role="Werkstatt")],
    )
    html = text_of(client, page)
    assert "Verborgen" not in html
    assert "Baut auf" not in html


def test_building_blocks_and_the_new_texts_are_found(titles, counts):
    block = building_block(title="Lernlandkarte")
    factories.practice(
        title="Mit Karte",
        building_block_links=[PracticeBuildingBlock(block=block)],
        obstacles=[PracticeObstacle(description="Schichtleiter sagten ab", remedy="Frühstücksrunde")],
        goals="<p>Meisterbrief nachholen</p>",
    )
    assert titles(q="Lernlandkarte") == ["Lernlandkarte", "Mit Karte"]
    assert titles(q="Lernlandkarte", art="seite") == ["Lernlandkarte"]
    assert titles(q="Frühstücksrunde") == ["Mit Karte"]
    assert titles(q="Meisterbrief") == ["Mit Karte"]
    assert counts("art", q="Lernlandkarte") == {"seite": 1, "praxis": 1}


def test_all_that_the_page_shows_is_found_and_nothing_that_it_withholds(titles):
    partner = factories.partner(title="Lehrwerkstatt Uferweg")
    file = get_document_model().objects.create(title="Gesprächsleitfaden", file=ContentFile(b"x", "l.txt"))
    factories.practice(
        title="Alles",
        stage="abgebrochen",
        network_type="transformation",
        sources="<Forschungsbericht 537>",
        participants=[PracticeParticipant(partner=partner)],
        quotes=[
            ("quote", {"text": "Endlich Rückenwind!", "speaker": "Erika Muster", "consent": True}),
            ("quote", {"text": "Vertrauliches", "speaker": "Max Muster", "consent": False}),
        ],
        videos=[("video", {"title": "Rundgang", "url": "https://film.example/", "transcript": "Hebebühne"})],
        files=[("file", {"document": file, "licence": "cc0-1.0", "accessibility": "ja"})],
    )
    found = ("Rückenwind", "Hebebühne", "Rundgang", "Gesprächsleitfaden", "Forschungsbericht", "abgebrochen")
    for word in (*found, "Transformationsnetzwerk"):
        assert titles(q=word) == ["Alles"], word
    assert titles(q="Uferweg") == ["Alles", "Lehrwerkstatt Uferweg"]
    for word in ("Vertrauliches", "Muster"):
        assert titles(q=f'"{word}"') == [], word
    partner.title = "Lernort Hafen"
    partner.save_revision().publish()
    assert titles(q="Lernort") == ["Alles", "Lernort Hafen"]


def test_a_renamed_building_block_is_found_with_its_practices(titles):
    block = building_block(title="Lernlandkarte")
    factories.practice(title="Mit Karte", building_block_links=[PracticeBuildingBlock(block=block)])
    block.title = "Kompetenzkompass"
    block.save_revision().publish()
    assert titles(q="Kompetenzkompass") == ["Kompetenzkompass", "Mit Karte"]


@pytest.mark.parametrize(("kind", "told"), [("ersetzt-durch", True), ("baut-auf", False)])
def test_a_practice_whose_place_another_took_says_so_at_its_head(client, kind, told):
    factories.make_site()
    newer, older = factories.practice(title="Der neue Weg"), factories.practice(title="Der alte Weg")
    older.relations = [PracticeRelation(kind=kind, target=newer)]
    older.save_revision().publish()
    shown = client.get(older.url).content.decode()
    assert "Der neue Weg" in shown
    assert ("Dieses Beispiel ist ersetzt durch" in shown) is told
