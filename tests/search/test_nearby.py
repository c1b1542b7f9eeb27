"""What was mistyped is forgiven where nothing has the word; what comes near is shown where little was found."""

import pytest

from tests import factories


@pytest.fixture
def branches(site):
    return {slug: factories.branch(slug, slug.title()) for slug in ("metall", "chemie")}


def split(answer):
    """Titles of what was found, and of what comes near."""
    found = [hit["title"] for hit in answer["results"] if hit["match"] != "near"]
    return found, [hit["title"] for hit in answer["results"] if hit["match"] == "near"]


def test_where_nothing_has_all_words_what_has_some_comes_near_and_is_not_counted(site, find):
    factories.practice(title="Nachtschicht und Lernen")
    factories.practice(title="Lernen am Band")
    factories.practice(title="Kantine")
    answer = find(q="Lernen Nachtschicht Brauerei")
    assert (answer["total"], split(answer)) == (0, ([], ["Nachtschicht und Lernen", "Lernen am Band"]))


def test_below_few_hits_stands_what_comes_near_without_them(site, find):
    factories.practice(title="Lernen in der Nachtschicht der Brauerei")
    factories.practice(title="Lernen in der Nachtschicht")
    answer = find(q="Lernen Nachtschicht Brauerei")
    assert answer["total"] == 1
    assert split(answer) == (["Lernen in der Nachtschicht der Brauerei"], ["Lernen in der Nachtschicht"])


def test_below_many_hits_stands_nothing_else(site, find):
    for number in range(3):
        factories.practice(title=f"Lernen in der Brauerei {number}")
    factories.practice(title="Lernen am Band")
    assert split(find(q="Lernen Brauerei"))[1] == []


def test_what_comes_near_is_as_narrow_as_the_filters(branches, find):
    factories.practice(title="Lernen in der Brauerei", branches=[branches["metall"]])
    factories.practice(title="Lernen in der Küche", branches=[branches["chemie"]])
    answer = find(q="Lernen Brauerei", branche="chemie")
    assert (answer["total"], split(answer)) == (0, ([], ["Lernen in der Küche"]))
    assert find(q="Lernen Brauerei", branche="metall")["total"] == 1


def test_only_the_first_page_sorted_by_relevance_shows_what_comes_near(site, find):
    factories.practice(title="Lernen am Band")
    assert split(find(q="Lernen Brauerei"))[1]
    assert find(q="Lernen Brauerei", seite="2")["results"] == []
    assert find(q="Lernen Brauerei", sort="titel")["results"] == []


def test_a_count_beside_a_value_is_what_choosing_it_finds_for_a_mistyped_word_too(branches, find):
    factories.practice(title="Qualifizierung in der Nacht", branches=[branches["metall"]])
    factories.practice(title="Qualifizierung am Morgen", branches=[branches["chemie"]])
    everything = find(q="Qualifizirung")
    assert (everything["total"], everything["results"][0]["match"]) == (2, "tolerant")
    for value in everything["facets"]["branche"]:
        assert find(q="Qualifizirung", branche=value["value"])["total"] == value["count"] == 1


def test_where_the_word_as_typed_exists_no_other_is_taken_for_it(branches, find):
    factories.practice(title="Forschung am Morgen", branches=[branches["metall"]])
    factories.practice(title="Forschungen am Abend", branches=[branches["metall"]])
    factories.practice(title="Forschheit am Abend", branches=[branches["chemie"]])
    assert find(q="Forschung", branche="chemie")["total"] == 0


def test_a_phrase_is_meant_to_the_letter(site, find):
    factories.practice(title="Lernen am Band")
    assert find(q='"Lernen Band"')["results"] == []
    assert find(q='"Lernen am"')["total"] == 1


def test_nonsense_finds_nothing(site, find):
    factories.practice(title="Lernen am Band")
    answer = find(q="xqzt brumfelwutz")
    assert (answer["total"], answer["results"], answer["suggestion"]) == (0, [], None)


def test_of_the_parts_of_a_word_the_rarer_one_counts_more_than_the_one_in_a_title(site, find):
    for number in range(6):
        factories.practice(title=f"Lernen im Betrieb {number}")
    factories.practice(title="Lernreisen", approach="<p>Wir waren zu Besuch bei Nachbarn.</p>")
    found, near = split(find(q="Betriebsbesuche"))
    assert (found, near[0]) == ([], "Lernreisen")
