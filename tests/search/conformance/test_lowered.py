"""What nobody confirms any more stands below what fits as well; it is found and counted all the same."""

from datetime import timedelta

import pytest

from search.query import Sort
from search.ranking import LOWERED
from tests.search.conformance.corpus import NOW, ask, ids, make

TICK = timedelta(microseconds=1)


def pair(lower_from):
    """Two that fit equally well; without `lower_from` the first stands first: it is the newer one in the index."""
    return [make(1, "Verbund", lower_from=lower_from), make(2, "Verbund"), make(3, "anders", lower_from=lower_from)]


def scores(response):
    return {hit.document.id: hit.score for hit in response.hits}


@pytest.mark.parametrize("moment", [None, NOW + TICK])
def test_before_its_moment_a_document_counts_in_full(engine, moment):
    engine.swap(pair(moment), 1)
    found = scores(engine.search(ask("Verbund")))
    assert found["1"] == pytest.approx(found["2"])


def test_from_its_moment_on_it_stands_lower_and_is_found_and_counted_all_the_same(engine):
    engine.swap(pair(NOW), 1)
    found = engine.search(ask("Verbund"))
    assert ids(found) == ["2", "1"]
    assert scores(found)["1"] == pytest.approx(scores(found)["2"] * LOWERED, rel=1e-4)
    assert (found.total, found.counts["art"]) == (2, {"praxis": 2})


def test_a_much_better_match_stays_above_a_weak_one(engine):
    body = " ".join(["Lernen im Betrieb"] * 40)
    engine.swap([make(1, "Staplerschein", lower_from=NOW), make(2, "Etwas", body=f"{body} Staplerschein {body}")], 1)
    assert ids(engine.search(ask("Staplerschein"))) == ["1", "2"]


def test_other_orders_stay_and_tell_the_same_score(engine):
    engine.swap(pair(NOW), 1)
    by_title = engine.search(ask("Verbund", sort=Sort.TITLE))
    assert ids(by_title) == ["1", "2"]
    assert scores(by_title) == pytest.approx(scores(engine.search(ask("Verbund"))))


def test_without_a_text_the_newest_come_first_whoever_confirms_them(engine):
    engine.swap([make(1, lower_from=NOW, published_at=NOW), make(2, published_at=NOW - timedelta(1))], 1)
    assert ids(engine.search(ask())) == ["1", "2"]


def test_a_new_confirmation_lifts_it_again(engine):
    engine.swap(pair(NOW), 1)
    engine.index([make(1, "Verbund", lower_from=NOW + timedelta(days=365))], 2)
    found = scores(engine.search(ask("Verbund")))
    assert found["1"] == pytest.approx(found["2"], rel=0.2)
