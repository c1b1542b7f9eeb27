"""A result list as a table on the page and as a file, with the parameters of the search."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.core.cache import caches
from portal import downloads

from practices.facts import duration
from practices.models import PracticePage
from search.delivery import deliver_everything
from tests import factories


@pytest.fixture
def content(site):
    trade = factories.branch("handel", "Handel")
    factories.practice(
        title="=Kassenkurs",
        slug="kassenkurs",
        branches=[trade],
        evidence="gemessen",
        evidence_reason="Der Betrieb hat gezählt.",
        started_on=datetime.date(2023, 1, 1),
        ended_on=datetime.date(2023, 9, 30),
        effort_setup="12–15",
    )
    factories.practice(title="Anderes", branches=[factories.branch("bau", "Bau")])
    factories.practice(title="Geheimer Kurs", live=False, branches=[trade])
    factories.event(title="Treffen")
    deliver_everything()
    return trade


def rows_of(response):
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    return [dict(zip(next(sheet.values), row, strict=True)) for row in list(sheet.values)[1:]]


def test_a_hit_says_evidence_duration_and_effort_beside_it(content, client):
    html = client.get("/praxis/?branche=handel").content.decode()
    for text in ("gemessen", "9\u00a0Monate", "12–15\u00a0Personentage"):
        assert text in html
    assert "Personentage" not in client.get("/praxis/?branche=bau").content.decode()


def test_a_file_holds_what_the_list_shows_and_no_formula(content, client):
    (row,) = rows_of(client.get("/suche/liste.xlsx?art=praxis&branche=handel"))
    assert row["Titel"] == "=Kassenkurs"
    assert (row["Nachweis"], row["Dauer"]) == ("gemessen", "9\u00a0Monate")
    assert row["Adresse"].endswith("/praxis/kassenkurs/")
    answer = client.get("/suche/liste.csv?art=praxis&sort=titel")
    text = answer.content.decode("utf-8-sig")
    titles = [line["Titel"] for line in csv.DictReader(io.StringIO(text), delimiter=";")]
    assert sorted(titles) == ["'=Kassenkurs", "Anderes"]
    assert "attachment" in answer["Content-Disposition"]


def test_the_list_leads_to_its_own_files(content, client):
    html = client.get("/praxis/?branche=handel&sort=titel").content.decode()
    assert "/suche/liste.xlsx?art=praxis&amp;branche=handel&amp;sort=titel" in html


def test_a_file_ends_at_its_limit_and_the_page_says_so(content, client, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_PAGE_SIZE", 1)
    monkeypatch.setattr(downloads, "MOST_ROWS", 2)
    assert len(rows_of(client.get("/suche/liste.xlsx"))) == 2
    monkeypatch.setattr("search.views.MOST_ROWS", 2)
    assert "die ersten 2\N{NO-BREAK SPACE}Treffer" in client.get("/suche/").content.decode()


def test_what_is_wrong_in_the_address_is_refused(content, client):
    for address in ("/suche/liste.xlsx?branche=gibtesnicht", "/suche/liste.csv?sort=quer"):
        assert client.get(address).status_code == 400
    assert client.post("/suche/liste.csv").status_code == 405


def test_one_visitor_gets_so_many_files_a_minute(content, client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "download": (2, 60)}
    caches["limits"].clear()
    answers = [client.get("/suche/liste.csv") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_views_are_an_affair_of_the_page_alone(content, client):
    table = client.get("/praxis/?ansicht=tabelle&branche=handel").content.decode()
    assert 'name="ansicht" value="tabelle"' in table
    assert "?sort=titel&amp;ansicht=tabelle" in client.get("/praxis/?ansicht=tabelle").content.decode()
    assert 'class="map"' in client.get("/praxis/?ansicht=karte").content.decode()
    assert "result-table" not in client.get("/praxis/?ansicht=unsinn").content.decode()
    found = client.get("/api/v1/search?ansicht=tabelle&branche=handel")
    assert (found.status_code, found.json()["total"]) == (200, 1)
    assert 'rel="canonical" href="http://testserver/praxis/"' in table
    assert "noindex" in table


@pytest.mark.parametrize(
    ("start", "end", "ongoing", "words"),
    [
        ((2023, 1, 1), (2023, 1, 10), False, "1\u00a0Monat"),
        ((2023, 1, 1), (2023, 12, 31), False, "12\u00a0Monate"),
        ((2023, 5, 1), None, True, "seit\u00a02023"),
        ((2023, 5, 1), None, False, ""),
    ],
)
def test_a_duration_is_said_as_people_say_it(start, end, ongoing, words):
    page = PracticePage(started_on=datetime.date(*start), ended_on=end and datetime.date(*end), ongoing=ongoing)
    assert duration(page) == words


def test_places_are_counted_as_if_none_were_chosen(site, client):
    for slug, label in (("saarland", "Saarland"), ("hessen", "Hessen")):
        factories.practice(regions=[factories.region(slug, label)])
    deliver_everything()
    html = client.get("/praxis/?ansicht=karte&region=hessen").content.decode()
    assert "Saarland: 1" in html
