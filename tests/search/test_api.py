"""The API keeps what it promises, to the letter."""

import pytest
from wagtail.models import PageViewRestriction

from search.api import SearchOut
from search.delivery import deliver_everything
from tests import factories


@pytest.fixture
def tree(site):
    industry = factories.branch("industrie", "Industrie")
    foundry = factories.branch("giesserei", "Gießerei", parent=industry)
    trade = factories.branch("handel", "Handel")
    land = factories.region("hessen", "Hessen")
    factories.practice(title="Alpha Schulung", branches=[foundry], regions=[land], year=2021, external_id="X-1")
    factories.practice(title="Beta Schulung", branches=[trade], year=2022)
    factories.practice(title="Gamma Schulung", branches=[industry, trade], regions=[land], year=2022)


def test_an_answer_is_what_the_description_of_the_api_says(tree, find):
    for query in ({}, {"q": "Schulung", "region": "hessen"}, {"q": "Schulnug Gamma"}, {"jahr": "2022"}):
        answer = find(**query)
        assert SearchOut.model_validate(answer).model_dump() == answer


def values(answer, facet):
    return {value["value"]: (value["count"], value["selected"]) for value in answer["facets"][facet]}


def test_an_answer_has_the_promised_shape(tree, find):
    answer = find(q="Schulung", region="hessen")
    assert list(answer) == [
        "total", "page", "page_size", "results", "facets", "suggestion", "engine", "took_ms",
    ]  # fmt: skip
    assert (answer["total"], answer["page"], answer["page_size"], answer["engine"]) == (2, 1, 20, "embedded")
    hit = next(hit for hit in answer["results"] if hit["title"] == "Alpha Schulung")
    assert set(hit) == {
        "id", "type", "title", "url", "summary", "score", "external_id", "highlights", "terms", "match",
    }  # fmt: skip
    assert hit["external_id"] == "X-1"
    assert hit["highlights"]["title"] == "Alpha <mark>Schulung</mark>"
    assert hit["terms"]["branche"] == ["giesserei"], "its own terms, without ancestors"
    assert answer["facets"]["branche"][0].keys() == {"value", "label", "count", "selected", "parent"}


def test_a_parent_includes_its_children_and_names_are_rebuilt_from_parents(tree, find):
    answer = find(branche="industrie")
    assert sorted(hit["title"] for hit in answer["results"]) == ["Alpha Schulung", "Gamma Schulung"]
    parents = {value["value"]: value["parent"] for value in answer["facets"]["branche"]}
    assert parents == {"industrie": None, "giesserei": "industrie", "handel": None}


def test_a_facets_own_choice_is_left_out_of_its_counts_and_the_others_are_not(tree, find):
    answer = find(branche="giesserei")
    assert values(answer, "branche") == {
        "industrie": (2, False), "giesserei": (1, True), "handel": (2, False),
    }  # fmt: skip
    assert values(answer, "jahr") == {"2021": (1, False)}


def test_several_values_of_a_facet_mean_or_and_several_facets_mean_and(tree, find):
    assert find(branche=["giesserei", "handel"])["total"] == 3
    assert find(branche=["giesserei", "handel"], jahr="2022")["total"] == 2


def test_a_chosen_value_stays_visible_at_0(tree, find):
    answer = find(branche="giesserei", jahr="2022")
    assert answer["total"] == 0
    assert values(answer, "branche")["giesserei"] == (0, True)
    assert values(answer, "jahr")["2022"] == (0, True)


def test_a_facet_has_more_than_ten_values(site, find):
    for number in range(35):
        factories.practice(branches=[factories.branch(f"branche-{number}")])
    assert len(find()["facets"]["branche"]) == 35


@pytest.mark.parametrize(("sort", "first"), [("titel", "Alpha Schulung"), ("neueste", "Gamma Schulung")])
def test_results_are_sorted_as_asked(tree, find, sort, first):
    assert find(sort=sort)["results"][0]["title"] == first


def test_pages_do_not_overlap_and_miss_nothing(tree, find):
    pages = [find(sort="titel", anzahl="1", seite=str(number))["results"] for number in (1, 2, 3)]
    assert [[hit["title"] for hit in page] for page in pages] == [
        ["Alpha Schulung"], ["Beta Schulung"], ["Gamma Schulung"],
    ]  # fmt: skip


def test_a_mistyped_word_gets_a_suggestion_with_its_umlaut(site, find):
    factories.practice(title="Brücken bauen")
    answer = find(q="Brükcen")
    assert (answer["total"], answer["results"][0]["match"]) == (1, "tolerant")
    assert answer["suggestion"] == "Brücken"


def test_a_word_that_is_right_is_found_alone_without_its_neighbours(site, titles):
    factories.practice(title="Brücken bauen")
    factories.practice(title="Brocken räumen")
    assert titles(q="Brücken") == ["Brücken bauen"]
    assert titles(q="Brückn") == ["Brücken bauen"]


def suggest(client, text):
    deliver_everything()
    return [(s["kind"], s["text"]) for s in client.get("/api/v1/suggest", {"q": text}).json()["suggestions"]]


def test_suggestions_complete_titles_and_terms_and_lead_there(tree, client):
    assert ("titel", "Gamma Schulung") in suggest(client, "gam")
    assert ("branche", "Gießerei") in suggest(client, "giess")
    answer = client.get("/api/v1/suggest", {"q": "hes"}).json()["suggestions"]
    assert answer == [{"text": "Hessen", "kind": "region", "url": "/suche/?region=hessen"}]


def test_suggestions_name_nothing_that_is_not_public(tree, client):
    factories.practice(title="Geheimer Plan", live=False)
    hidden = factories.practice(title="Geheimes Dossier")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert suggest(client, "gehei") == []


def test_one_letter_is_too_few_for_suggestions(tree, client):
    assert suggest(client, "g") == []


def test_errors_are_german_and_say_which_parameter(tree, client):
    deliver_everything()
    response = client.get("/api/v1/search", {"anzahl": "101", "branche": "nix"})
    assert response.status_code == 400
    error = response.json()["error"]
    assert set(error) == {"code", "message", "fields"}
    assert "1 bis 100" in error["fields"]["anzahl"]
    assert "giesserei" in error["fields"]["branche"]
