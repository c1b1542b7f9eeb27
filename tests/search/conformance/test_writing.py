"""Index, delete, swap, entries, status."""

import itertools
import threading

import pytest

from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.query import Sort
from tests.search.conformance.corpus import NOW, ask, make


def titles(engine):
    return {hit.document.id: hit.document.title for hit in engine.search(ask()).hits}


def test_a_hit_is_the_document_that_was_indexed_but_for_its_keywords(engine):
    full = make(
        1,
        "Titel",
        summary="Kurz",
        body="Lang\nund länger",
        terms={"branche": ("guss",), "jahr": ()},
        published_at=NOW,
        starts_at=NOW,
        ends_at=NOW.replace(year=2027),
        expires_at=NOW.replace(year=2028),
        lower_from=NOW.replace(year=2027),
        external_id="X-1",
    )
    engine.swap([full], 1)
    assert engine.search(ask()).hits[0].document == full.document


def test_what_was_written_is_found_when_the_call_returns(engine):
    engine.swap([make(1, "eins")], 1)
    engine.index([make(2, "zwei"), make(1, "neu")], 2)
    assert titles(engine) == {"1": "neu", "2": "zwei"}
    engine.delete(["1", "gibt es nicht"], 3)
    assert titles(engine) == {"2": "zwei"}


def test_a_late_write_never_wins_and_one_of_the_same_version_does(engine):
    engine.swap([make(1, "aus dem Tausch")], 5)
    engine.index([make(1, "zu spät"), make(2, "neu")], 4)
    assert titles(engine) == {"1": "aus dem Tausch", "2": "neu"}
    engine.delete(["1"], 4)
    assert "1" in titles(engine)
    engine.index([make(1, "gleich alt")], 5)
    assert titles(engine)["1"] == "gleich alt"


def test_a_late_write_does_not_bring_back_what_was_removed(engine):
    engine.swap([make(1, "eins")], 1)
    engine.delete(["1", "2"], 5)
    engine.index([make(1, "zu spät"), make(2, "auch zu spät")], 4)
    assert titles(engine) == {}
    assert list(engine.entries()) == []
    assert engine.status().documents == 0
    engine.index([make(1, "wieder da")], 5)
    assert titles(engine) == {"1": "wieder da"}


def test_a_document_given_twice_is_one_and_the_last_counts(engine):
    assert engine.swap([make(1, "eins"), make(1, "zwei")], 1) == 1
    assert engine.search(ask()).total == 1
    engine.index([make(2, "eins"), make(2, "zwei")], 2)
    assert titles(engine)["2"] == "zwei"


def test_writing_nothing_is_fine(engine):
    engine.swap([make(1)], 1)
    engine.index([], 2)
    engine.delete([], 2)
    assert engine.status().documents == 1


def test_a_changed_facet_is_counted_under_its_new_value_only(engine):
    engine.swap([make(1, terms={"branche": ("guss",)})], 1)
    engine.index([make(1, terms={"branche": ("chemie",)})], 2)
    assert engine.search(ask()).counts["branche"] == {"industrie": 1, "chemie": 1}


def test_entries_are_in_order_and_tell_what_was_changed(engine):
    documents = {number: make(number) for number in (2, 10, 1)}
    engine.swap(documents.values(), 1)
    before = list(engine.entries())
    assert before == [(str(number), documents[number].fingerprint) for number in (1, 10, 2)]
    engine.index([make(10, "anders", expires_at=NOW)], 2)
    assert [old[0] for old, new in zip(before, engine.entries(), strict=True) if old != new] == ["10"]


def test_without_an_index_every_question_says_that_it_is_missing(new_engine):
    status = new_engine.status()
    assert (status.engine, status.documents, status.schema) == (new_engine.name, 0, None)
    for question in (
        lambda: new_engine.search(ask()),
        lambda: new_engine.suggest("Verb", NOW, 5),
        lambda: new_engine.near(["verband"], NOW),
        lambda: list(new_engine.entries()),
        lambda: new_engine.index([make(1)], 1),
        lambda: new_engine.delete(["1"], 1),
    ):
        with pytest.raises(EngineUnavailable) as caught:
            question()
        assert caught.value.reason == "missing"
    assert new_engine.status().schema is None
    assert new_engine.swap([], 1) == 0
    assert new_engine.search(ask()).total == 0
    assert new_engine.status().schema == SCHEMA_VERSION


def test_status_names_the_index_in_use(engine):
    engine.swap([make(1), make(2, expires_at=NOW)], 1)
    before = engine.status()
    engine.swap([], 1)
    after = engine.status()
    assert (before.documents, after.documents) == (2, 0)
    assert before.index != after.index


def test_while_a_new_index_is_filled_the_old_one_answers(engine):
    engine.swap([make(1, "alt")], 1)

    def documents():
        yield make(2, "neu")
        assert titles(engine) == {"1": "alt"}
        yield make(3, "neu")
        assert titles(engine) == {"1": "alt"}

    engine.swap(documents(), 2)
    assert titles(engine) == {"2": "neu", "3": "neu"}


def test_when_reading_the_documents_fails_the_old_index_goes_on_being_used(engine):
    engine.swap([make(1, "alt")], 1)
    name = engine.status().index

    def documents():
        yield make(2, "neu")
        raise LookupError("the database went away")

    with pytest.raises(LookupError, match="went away"):
        engine.swap(documents(), 2)
    assert titles(engine) == {"1": "alt"}
    assert engine.status().index == name


def test_a_search_during_swaps_sees_one_index_or_the_other_and_never_a_part(engine):
    sizes = {"alt": 40, "neu": 70}
    corpora = {title: [make(number, title) for number in range(size)] for title, size in sizes.items()}
    engine.swap(corpora["alt"], 1)
    done = threading.Event()
    failures = []
    seen = set()

    def search():
        while not done.is_set():
            try:
                found = engine.search(ask(sort=Sort.TITLE))
                title = found.hits[0].document.title
                seen.add(title)
                assert {hit.document.title for hit in found.hits} == {title}
                assert found.total == len(found.hits) == sizes[title]
            except BaseException as error:
                failures.append(error)
                return

    readers = [threading.Thread(target=search) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _, title in zip(range(6), itertools.cycle(["neu", "alt"]), strict=False):
        engine.swap(corpora[title], 2)
    done.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert seen == {"alt", "neu"}
