"""What comes near is shown where nothing has what was asked, and only there."""

import pytest

from tests import factories


@pytest.fixture
def branches(site):
    return {slug: factories.branch(slug, slug.title()) for slug in ("metall", "chemie")}


def test_where_nothing_has_all_words_those_with_most_of_them_are_found(site, find):
    factories.practice(title="Nachtschicht und Lernen")
    factories.practice(title="Lernen am Band")
    factories.practice(title="Kantine")
    answer = find(q="Lernen Nachtschicht Brauerei")
    assert answer["match"] == "some_words"
    assert [hit["title"] for hit in answer["results"]] == ["Nachtschicht und Lernen"]
    assert answer["total"] == 1


def test_one_record_with_all_words_is_enough_to_show_only_such(site, find):
    factories.practice(title="Lernen in der Nachtschicht der Brauerei")
    factories.practice(title="Lernen in der Nachtschicht")
    answer = find(q="Lernen Nachtschicht Brauerei")
    assert (answer["match"], answer["total"]) == ("words", 1)


def test_a_filter_that_shuts_everything_out_does_not_relax_the_words(branches, find):
    factories.practice(title="Lernen in der Brauerei", branches=[branches["metall"]])
    factories.practice(title="Lernen in der Küche", branches=[branches["chemie"]])
    answer = find(q="Lernen Brauerei", branche="chemie")
    assert (answer["match"], answer["total"]) == ("words", 0)


def test_a_count_beside_a_value_is_what_choosing_it_finds_for_a_relaxed_query_too(branches, find):
    factories.practice(title="Lernen in der Nacht", branches=[branches["metall"]])
    factories.practice(title="Lernen am Morgen", branches=[branches["chemie"]])
    everything = find(q="Lernen Brauerei")
    assert everything["match"] == "some_words"
    for value in everything["facets"]["branche"]:
        assert find(q="Lernen Brauerei", branche=value["value"])["total"] == value["count"]


def test_a_phrase_is_never_relaxed(site, find):
    factories.practice(title="Lernen am Band")
    assert find(q='"Lernen Band"')["total"] == 0
    assert find(q='"Lernen am"')["total"] == 1


def test_nonsense_finds_nothing(site, find):
    factories.practice(title="Lernen am Band")
    answer = find(q="xqzt brumfelwutz")
    assert (answer["total"], answer["results"], answer["suggestion"]) == (0, [], None)
