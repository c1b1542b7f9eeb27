"""No or few results: what the page offers instead, at what cost, and what crawlers are told."""

import pytest
from django.urls import reverse

from search.delivery import deliver_everything
from search.engines.embedded.engine import EmbeddedEngine
from search.query import SearchQuery
from search.remedies import remedies
from search.service import search
from tests import factories


@pytest.fixture
def records(site):
    """Nine practices in places of Niedersachsen, one in Saarland, all about Stapler but the last."""
    land = factories.region("niedersachsen", "Niedersachsen")
    town = factories.region("hannover", "Hannover", parent=land)
    factories.region("oldenburg", "Oldenburg", parent=land)
    saar = factories.region("saarland", "Saarland")
    trade = factories.branch("handel", "Handel")
    for number in range(9):
        factories.practice(title=f"Stapler {number}", regions=[town], branches=[trade], year=2020 + number % 2)
    factories.practice(title="Stapler an der Saar", regions=[saar], year=2022)
    factories.practice(title="Lesen lernen", regions=[saar], year=2021)
    deliver_everything()


def ways(client, **parameters):
    page = client.get("/suche/", parameters)
    assert page.status_code == 200
    return [(item["text"], item["count"]) for item in page.context["remedies"]]


def test_the_guilty_filter_is_named_with_what_there_is_without_it(records, client):
    assert ways(client, q="Stapler", region="saarland", branche="handel") == [
        ("Ohne Region Saarland", 9),
        ("Ohne Branche Handel", 1),
        ("Ohne alle Filter", 10),
    ]


def test_the_most_helpful_way_comes_first_and_each_finds_what_it_says(records, client):
    page = client.get("/suche/", {"q": "Stapler", "region": "saarland", "branche": "handel"})
    found = page.context["remedies"]
    assert found
    for item in found:
        assert client.get(item["url"]).context["result"].total == item["count"]


def test_the_parent_region_is_offered_instead_of_a_chosen_one(records, client):
    assert ways(client, q="Stapler", region="oldenburg") == [
        ("Ohne Region Oldenburg", 10),
        ("Stattdessen ganz Niedersachsen", 9),
    ]


def test_few_results_are_helped_as_well_and_enough_are_not(records, client):
    assert ways(client, q="Stapler", region="saarland") == [("Ohne Region Saarland", 10)]
    assert ways(client, q="Stapler", region="hannover") == []


def test_filters_are_not_blamed_for_words_that_occur_nowhere(records, client):
    assert ways(client, q="Quantengravitation", region="saarland") == []
    text = client.get("/suche/", {"q": "Quantengravitation", "region": "saarland"}).content.decode()
    assert "Auch ohne Filter gibt es zu diesen Wörtern nichts" in text


def test_what_a_page_itself_sets_is_no_way_out(records, client):
    page = client.get("/veranstaltungen/", {"region": "saarland"})
    assert page.status_code == 200
    narrowed = search(SearchQuery(filters={"art": ("partner",), "region": ("saarland",)}))
    assert remedies(narrowed, fixed=("art",)) == ()
    assert [way.text for way in remedies(narrowed)] == ["Ohne Art Partner", "Ohne alle Filter"]


def test_a_mistyped_word_is_helped_in_the_way_it_was_understood(records):
    found = search(SearchQuery(text="Staplr", filters={"region": ("saarland",)}))
    assert found.match == "tolerant"
    assert [(way.text, way.count) for way in remedies(found)] == [("Ohne Region Saarland", 10)]


def test_near_neighbours_stand_apart_and_are_not_counted(records, client):
    page = client.get("/suche/", {"q": "Lesen Saarbrücken"})
    text = page.content.decode()
    assert page.context["result"].total == 0
    assert "Thematisch ähnlich" in text
    assert text.index("Keine Treffer") < text.index("Thematisch ähnlich") < text.index("Lesen</mark> lernen")


@pytest.fixture
def requests_to_engine(monkeypatch):
    """Calls `search` of the embedded engine get, real ones, counted."""
    made = []
    original = EmbeddedEngine.search
    monkeypatch.setattr(EmbeddedEngine, "search", lambda self, r: made.append(r) or original(self, r))
    return made


def test_a_search_that_finds_enough_asks_the_engine_once(records, client, requests_to_engine):
    client.get("/suche/", {"q": "Stapler", "region": "hannover"})
    assert len(requests_to_engine) == 1


def test_all_ways_out_together_cost_one_request(records, requests_to_engine):
    found = search(SearchQuery(text="Stapler", filters={"region": ("oldenburg",), "jahr": ("2022",)}))
    before = len(requests_to_engine)
    assert remedies(found)
    assert len(requests_to_engine) == before + 1
    assert requests_to_engine[-1].limit == 0


def test_the_queries_to_the_database_of_a_page_are_few_and_known(records, client, django_assert_max_num_queries):
    client.get("/suche/", {"q": "Stapler"})
    with django_assert_max_num_queries(20) as full:
        client.get("/suche/", {"q": "Stapler"})
    with django_assert_max_num_queries(20) as empty:
        client.get("/suche/", {"q": "Stapler", "region": "oldenburg"})
    assert len(empty) <= len(full) + 1


HIDDEN = '<meta name="robots" content="noindex, follow">'


def head(client, address):
    text = client.get(address).content.decode()
    return text[: text.index("</head>")]


def test_crawlers_learn_which_address_a_list_has_and_that_choices_are_not_for_them(records, client):
    plain = head(client, "/praxis/?utm_source=x")
    assert '<link rel="canonical" href="http://testserver/praxis/">' in plain
    assert "noindex" not in plain
    assert 'href="http://testserver/praxis/?seite=2"' in head(client, "/praxis/?seite=2")
    narrowed = head(client, "/suche/?q=Stapler&region=saarland&sort=titel")
    assert '<link rel="canonical" href="http://testserver/suche/">' in narrowed
    assert HIDDEN in narrowed
    assert HIDDEN in client.get("/suche/?f_branche=han").content.decode()


def test_words_with_hits_may_be_listed_and_nothing_else_that_visitors_ask(records, client):
    for address in ("/suche/?q=Stapler", "/praxis/?q=Stapler", "/suche/?q=Stapler&utm_source=x"):
        words = head(client, address)
        assert "noindex" not in words
        assert f'<link rel="canonical" href="http://testserver{address[: address.index("?")]}">' in words
    for address in (
        *("/suche/?q=gibtesnicht", "/suche/?q=Stapler&region=saarland", "/suche/?q=Stapler&seite=2"),
        *("/suche/?q=Stapler&seite=99999", "/suche/?q=Stapler&sort=titel", "/suche/?q=Stapler&anzahl=5"),
        *("/suche/?q=Stapler&ansicht=karte", "/suche/?q=Stapler&f_branche=han", "/suche/?q=Stapler&region=gibtsnicht"),
    ):
        assert HIDDEN in head(client, address), address


def test_links_to_choices_are_marked_for_crawlers(records, client):
    text = client.get("/suche/", {"q": "Stapler", "region": "saarland", "anzahl": "1"}).content.decode()
    for part in text.split("<a ")[1:]:
        link = part[: part.index(">")]
        if "region=" in link or "seite=" in link:
            assert "nofollow" in link, link


def test_the_page_leads_on_to_what_else_a_search_is_good_for(records, client):
    assert f'href="{reverse("search-need")}"' in client.get("/suche/").content.decode()
