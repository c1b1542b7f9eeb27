"""A new index takes the old one's place at once, or not at all. On a real node."""

import threading

import pytest
from elasticsearch import Elasticsearch

from search.engine import EngineUnavailable
from search.engines.elastic import bulk
from search.engines.elastic.engine import ElasticEngine

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def indices(elasticsearch_url, prefix):
    """`indices()`: the names of all indices that begin with the prefix."""
    with Elasticsearch(elasticsearch_url) as node:
        yield lambda: sorted(node.indices.get(index=f"{prefix}*"))


def test_the_index_in_use_and_the_one_before_are_kept_and_no_others(engine, document, indices):
    names = []
    for version in (1, 2, 3):
        assert engine.swap([document(1)], version) == 1
        names.append(engine.status().index)
    assert indices() == sorted(names[1:])


def test_indices_of_other_sites_are_left_alone(engine, document, indices, elasticsearch_url, prefix):
    other = ElasticEngine(elasticsearch_url, f"{prefix}-v2")
    other.swap([document(1)], 1)
    for version in (1, 2, 3):
        engine.swap([document(1)], version)
    assert other.status().documents == 1
    assert len(indices()) == 3


def test_when_reading_the_documents_fails_the_old_index_goes_on(engine, document, indices, titles):
    engine.swap([document(1, "alt")], 1)
    before = indices()

    def documents():
        yield document(1, "neu")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.swap(documents(), 2)
    assert titles() == ["alt"]
    assert indices() == before


def test_when_a_document_is_refused_the_old_index_goes_on(engine, document, indices, titles):
    engine.swap([document(1, "alt")], 1)
    before = indices()
    with pytest.raises(EngineUnavailable):
        engine.swap([document(1, "neu"), document("x" * 600, "eine Kennung, die zu lang ist")], 2)
    assert titles() == ["alt"]
    assert indices() == before


def test_an_index_that_vanishes_while_it_is_filled_is_not_made_anew_by_a_write(
    engine, document, indices, titles, elasticsearch_url
):
    engine.swap([document(1, "alt")], 1)
    before = indices()

    def documents():
        with Elasticsearch(elasticsearch_url) as node:
            (filling,) = set(indices()) - set(before)
            node.indices.delete(index=filling)
        yield document(1, "neu")

    with pytest.raises(EngineUnavailable, match="missing"):
        engine.swap(documents(), 2)
    assert titles() == ["alt"]
    assert indices() == before


def test_an_index_that_somebody_gave_the_name_of_the_alias_is_not_destroyed(
    engine, document, indices, elasticsearch_url, prefix
):
    with Elasticsearch(elasticsearch_url) as node:
        node.index(index=prefix, document={"of": "somebody"}, refresh=True)
    with pytest.raises(EngineUnavailable):
        engine.swap([document(1)], 1)
    assert indices() == [prefix]
    assert engine.status().schema is None


def test_a_document_given_twice_is_one(engine, document):
    assert engine.swap([document(1, "erst"), document(1, "dann")], 1) == 1


def test_an_index_of_nothing_is_an_index(engine, search):
    assert engine.swap([], 1) == 0
    assert search("Verbund").total == 0


def test_searches_while_indices_are_swapped_find_everything_each_time(engine, document, search):
    documents = [document(number) for number in range(30)]
    engine.swap(documents, 1)
    over = threading.Event()
    found = set()

    def look():
        while not over.is_set():
            found.add(search("Verbund").total)

    thread = threading.Thread(target=look)
    thread.start()
    for version in range(2, 7):
        engine.swap(documents, version)
    over.set()
    thread.join()
    assert found == {30}


def test_chunks_end_at_their_size_and_lose_nothing(monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK_BYTES", 10)
    monkeypatch.setattr(bulk, "CHUNK_ITEMS", 3)
    items = [b"1234", b"1234", b"1234", b"a" * 50, b"1", b"2", b"3", b"4"]
    assert list(bulk.chunks(items)) == [items[:2], [items[2]], [items[3]], items[4:7], [items[7]]]


def test_the_documents_are_read_in_the_thread_that_swaps_and_not_all_at_once(engine, document, monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK_ITEMS", 5)
    threads = set()

    def documents():
        for number in range(100):
            threads.add(threading.current_thread())
            yield document(number)

    assert engine.swap(documents(), 1) == 100
    assert threads == {threading.current_thread()}
