"""The admin's page „Suche verstehen“."""

import pytest

from search.delivery import deliver_everything
from search.german.synonyms import SynonymRule, Synonyms
from search.running import forget_engines
from search.tuning.understood import explain, understand
from tests import factories

PAGE = "/redaktion/suche/verstehen/"
SAME = Synonyms([SynonymRule(("Stapler", "Flurförderzeug"))])


@pytest.fixture
def practices(site):
    made = [
        factories.practice(title="Flurförderzeuge fahren"),
        factories.practice(title="Anderes", summary="Ein Stapler kommt vor."),
    ]
    deliver_everything()
    return made


def test_for_every_record_it_is_told_which_word_matched_where_and_by_which_synonym(practices):
    understood = understand("Stapler", SAME)
    assert [answer.total for answer in understood.engines] == [2]
    found = {each.hit.document.title: each for each in understood.explained}
    best = found["Flurförderzeuge fahren"].clauses[0].ways[0]
    assert (best.zone, best.alternative.origin) == ("title", "Flurförderzeug")
    best = found["Anderes"].clauses[0].ways[0]
    assert (best.zone, best.alternative.level, best.alternative.origin, best.weight) == ("lead", "exact", "", 2.0)


def test_what_is_found_is_explained_and_in_the_order_of_the_search(practices, find):
    understood = understand("Stapler", Synonyms())
    assert [each.hit.document.title for each in understood.explained] == [
        hit["title"] for hit in find(q="Stapler")["results"] if hit["match"] == "words"
    ]
    assert all(matched.ways for each in understood.explained for matched in each.clauses)


def test_a_mistyped_word_is_told_to_be_forgiven(practices):
    understood = understand("Stabler", Synonyms())
    assert understood.tolerant
    assert understood.explained[0].clauses[0].ways[0].alternative.kind == "near"


def test_what_forgiving_does_not_find_either_is_not_told_to_be_forgiven(practices):
    assert not understand("Zeppelinbau", Synonyms()).tolerant


def test_a_record_that_cannot_be_read_matches_nothing(practices):
    assert explain(understand("Stapler", SAME).text, {})[0].ways == ()


def test_an_engine_that_is_away_is_named_and_the_other_explained(practices, settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    forget_engines()
    understood = understand("Stapler", SAME)
    away, here = understood.engines
    assert (away.name, away.total) == ("elasticsearch", None)
    assert away.problem.startswith("refused")
    assert (here.name, here.total, understood.explained_engine) == ("embedded", 2, "embedded")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "Geben Sie eine Suchanfrage ein"),
        ("für die Stapler", "Füllwort"),
        ('"Stapler kommt"', "(wörtlich)"),
        ("Stapler -fahren", "Ausgeschlossen: fahren"),
        ("Stabler", "ähnlich geschriebene"),
        ("Fahrzeugzulieferer", "zulieferer"),
        ("<script>?!", "&lt;script&gt;?!"),
        ("?!", "Darin steht kein Wort"),
        ("x" * 5000, "Was gesucht wird"),
    ],
)
def test_the_page_shows_words_clauses_and_hits(practices, admin_client, typed, expected):
    response = admin_client.get(PAGE, {"q": typed})
    assert response.status_code == 200
    assert expected in " ".join(response.content.decode().split())
