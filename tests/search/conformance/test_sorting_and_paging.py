"""Orders and pages."""

from datetime import timedelta

from search.engine import RESULT_WINDOW
from search.query import Sort
from tests.search.conformance.corpus import NOW, ask, ids, make

DAY = timedelta(days=1)


def test_the_newest_come_first_and_what_was_never_published_last(engine):
    engine.swap([make(1), make(2, published_at=NOW - DAY), make(3, published_at=NOW), make(4, published_at=NOW)], 1)
    assert ids(engine.search(ask(sort=Sort.NEWEST))) == ["3", "4", "2", "1"]


def test_titles_are_sorted_as_in_a_german_dictionary(engine):
    titles = ["Zirkel", "Äpfel", "apfel", "Azubi", "Ölmühle", "„Offen“", "Straße", "Strasse bauen", "10 Jahre"]
    engine.swap([make(number, title) for number, title in enumerate(titles)], 1)
    found = engine.search(ask(sort=Sort.TITLE))
    expected = ["10 Jahre", "Äpfel", "apfel", "Azubi", "„Offen“", "Ölmühle", "Straße", "Strasse bauen", "Zirkel"]
    assert [hit.document.title for hit in found.hits] == expected


def test_coming_events_are_followed_by_past_ones_and_by_what_has_no_date(engine):
    engine.swap(
        [
            make(1, "ohne Datum"),
            make(2, starts_at=NOW + 9 * DAY),
            make(3, starts_at=NOW - 9 * DAY, ends_at=NOW - 8 * DAY),
            make(4, starts_at=NOW + DAY),
            make(5, starts_at=NOW - DAY, ends_at=NOW + DAY),
            make(6, starts_at=NOW - DAY),
            make(7, "auch ohne"),
            make(8, starts_at=NOW),
        ],
        1,
    )
    assert ids(engine.search(ask(sort=Sort.DATE))) == ["5", "8", "4", "2", "6", "3", "7", "1"]


def test_without_a_text_relevance_means_the_newest(engine):
    engine.swap([make(1, published_at=NOW - DAY), make(2, published_at=NOW), make(3)], 1)
    found = engine.search(ask(sort=Sort.RELEVANCE))
    assert ids(found) == ["2", "1", "3"]
    assert {hit.score for hit in found.hits} == {0}


def test_ids_decide_between_equals_as_text(engine):
    engine.swap([make(number, starts_at=NOW, published_at=NOW) for number in (10, 9, 100, 2)], 1)
    for sort in (Sort.NEWEST, Sort.TITLE, Sort.DATE):
        assert ids(engine.search(ask(sort=sort))) == ["10", "100", "2", "9"]


def test_pages_together_are_the_whole_each_once(engine):
    moments = [None, NOW - DAY, NOW, NOW + DAY]
    engine.swap([make(n, "Verbund " * (n % 7 + 1), starts_at=moments[n % 4], published_at=NOW) for n in range(47)], 1)
    for sort in Sort:
        whole = ids(engine.search(ask("Verbund", sort=sort)))
        pages = [engine.search(ask("Verbund", sort=sort, offset=offset, limit=5)) for offset in range(0, 50, 5)]
        assert [each for page in pages for each in ids(page)] == whole
        assert len(set(whole)) == 47
        assert {page.total for page in pages} == {47}


def test_a_page_behind_the_last_is_empty_and_still_tells_the_total(engine):
    engine.swap([make(n, starts_at=NOW) for n in range(3)], 1)
    for sort in Sort:
        found = engine.search(ask("Verbund", sort=sort, offset=RESULT_WINDOW - 20, limit=20))
        assert (found.total, found.hits) == (3, ())


def test_a_total_can_be_asked_for_without_any_hits(engine):
    engine.swap([make(n) for n in range(3)], 1)
    for sort in Sort:
        found = engine.search(ask("Verbund", sort=sort, limit=0))
        assert (found.total, found.hits, found.counts["art"]) == (3, (), {"praxis": 3})


def test_the_last_place_of_the_window_can_be_reached(engine):
    total = RESULT_WINDOW + 5
    engine.swap((make(f"{n:05}", "Verbund") for n in range(total)), 1)
    for sort in (Sort.TITLE, Sort.RELEVANCE):
        found = engine.search(ask("Verbund", sort=sort, offset=RESULT_WINDOW - 1, limit=1))
        assert (found.total, len(found.hits)) == (total, 1)
    assert ids(engine.search(ask(sort=Sort.TITLE, offset=RESULT_WINDOW - 1, limit=1))) == [f"{RESULT_WINDOW - 1:05}"]
