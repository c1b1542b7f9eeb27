"""What the conformance suite cannot ask, as it is about Elasticsearch alone. On a real node."""

import contextlib
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from elasticsearch import Elasticsearch

from search.documents import SCHEMA_VERSION
from search.engine import DIMENSIONS, EngineRequest, EngineUnavailable, Meaning
from search.engines.elastic import meaning
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.request import bodies
from search.facets import counting_plan
from search.german.query import parse
from search.query import Sort
from tests.search.elastic.conftest import NOW

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def node(elasticsearch_url):
    with Elasticsearch(elasticsearch_url) as client:
        yield client


def indices(node, prefix):
    return sorted(node.indices.get(index=f"{prefix}*"))


def test_before_the_first_swap_there_is_no_index_and_a_search_says_so(engine, search):
    assert engine.status().schema is None
    with pytest.raises(EngineUnavailable) as caught:
        search("Verbund")
    assert caught.value.reason == "missing"


def test_a_write_without_an_index_fails_and_makes_none(engine, document, node, prefix):
    for write in (lambda: engine.index([document(1)], 1), lambda: engine.delete(["1"], 1)):
        with pytest.raises(EngineUnavailable) as caught:
            write()
        assert caught.value.reason == "missing"
    assert indices(node, prefix) == []


def test_a_facet_of_five_thousand_values_is_counted_whole(engine, document, search):
    slugs = tuple(f"wert-{number}" for number in range(5000))
    engine.swap([document(1, terms={"branche": slugs})], 1)
    assert search().counts["branche"] == dict.fromkeys(slugs, 1)


def test_values_out_of_an_address_find_nothing_and_break_nothing(engine, document, search):
    engine.swap([document(1, terms={"branche": ("it",)})], 1)
    hostile = ("\x00", "\ud800", '"', "it OR 1", "*", "[g0>f0]", "{}", "../", "a" * 40_000, "İ", "\u2028")
    for value in hostile:
        assert search("", {"branche": (value,)}).total == 0
    assert search("", {"branche": (*hostile, "it")}).total == 1
    assert search("", {"gibt.es*nicht": ("it",)}).total == 0


def test_a_document_with_impossible_characters_is_indexed_all_the_same(engine, document, titles):
    engine.swap([document(1, "Verbund \ud800 \x00 ende", body="\udfff")], 1)
    assert titles("Verbund ende") == ["Verbund ? \x00 ende"]


def test_a_word_longer_than_the_tokenizer_likes_is_found(engine, document, titles):
    word = "ﬃ" * 100  # a ligature that unfolds to three letters
    engine.swap([document(1, word), document(2)], 1)
    assert titles(word) == [word]


def test_dates_are_compared_to_the_microsecond_and_beyond_the_years_of_other_clocks(engine, document, titles):
    tick = timedelta(microseconds=1)
    engine.swap(
        [
            document(1, "eben zu Ende", starts_at=NOW - tick),
            document(2, "beginnt jetzt", starts_at=NOW),
            document(3, "gleich", starts_at=NOW + tick),
            document(4, "läuft noch", starts_at=NOW - timedelta(days=3), ends_at=NOW),
            document(5, "in fernster Zukunft", starts_at=NOW.replace(year=9999)),
            document(6, "lange her", starts_at=NOW.replace(year=1)),
            document(7, "ohne Datum"),
            document(8, "gerade abgelaufen", expires_at=NOW),
            document(9, "läuft gleich ab", expires_at=NOW + tick),
        ],
        1,
    )
    assert titles(sort=Sort.DATE) == [
        "läuft noch",
        "beginnt jetzt",
        "gleich",
        "in fernster Zukunft",
        "eben zu Ende",
        "lange her",
        "läuft gleich ab",
        "ohne Datum",
    ]


def test_a_late_write_does_not_bring_back_what_was_deleted_meanwhile(engine, document, search):
    engine.swap([document(1)], 1)
    engine.delete(["1"], 5)
    engine.index([document(1)], 4)
    assert search().total == 0
    engine.index([document(1)], 5)
    assert search().total == 1


def test_entries_come_page_by_page_in_the_order_of_their_ids(engine, document, monkeypatch):
    monkeypatch.setattr("search.engines.elastic.engine.ENTRIES_PAGE", 4)
    documents = [document(number) for number in range(1, 13)]
    engine.swap(documents, 1)
    assert list(engine.entries()) == sorted((one.id, one.fingerprint) for one in documents)


def test_entries_are_those_of_one_moment(engine, document, monkeypatch):
    monkeypatch.setattr("search.engines.elastic.engine.ENTRIES_PAGE", 2)
    engine.swap([document(number) for number in range(1, 6)], 1)
    entries = engine.entries()
    first = next(entries)
    engine.delete(["5"], 2)
    engine.swap([document(9)], 3)
    assert [first[0], *(entry[0] for entry in entries)] == ["1", "2", "3", "4", "5"]


def test_equal_scores_keep_their_order_from_page_to_page(engine, document, search):
    engine.swap([document(number) for number in range(60)], 1)
    pages = [search("Verbund", offset=offset, limit=7).hits for offset in range(0, 60, 7)]
    ids = [hit.document.id for page in pages for hit in page]
    assert len(set(ids)) == 60


def test_turning_the_page_and_sorting_ask_for_the_counts_in_the_same_words_so_that_the_node_has_them():
    groups = counting_plan({"branche": ("it",)}, ["branche", "art"])
    first, second = (
        bodies(EngineRequest(parse("Verbund"), {"branche": ("it",)}, groups, sort, offset, 20, NOW))
        for sort, offset in ((Sort.RELEVANCE, 0), (Sort.TITLE, 40))
    )
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_two_indices_behind_the_alias_count_as_none(engine, document, node, prefix):
    engine.swap([document(1)], 1)
    node.indices.create(index=f"{prefix}-other", aliases={prefix: {}})
    assert engine.status().schema is None
    engine.swap([document(1)], 2)
    assert engine.status().schema is not None


def test_an_older_index_says_its_schema(engine, document, node, prefix):
    engine.swap([document(1)], 1)
    index = engine.status().index
    older = index.replace(f"-v{SCHEMA_VERSION}-", "-v0-")
    node.indices.create(index=older)
    node.indices.update_aliases(
        actions=[{"remove": {"index": index, "alias": prefix}}, {"add": {"index": older, "alias": prefix}}]
    )
    assert engine.status().schema == 0


def test_a_node_that_was_killed_and_came_back_is_used_again(own_elasticsearch, document):
    engine = ElasticEngine(own_elasticsearch.url, "forum")
    engine.swap([document(1)], 1)
    own_elasticsearch.kill()
    with pytest.raises(EngineUnavailable) as caught:
        engine.suggest("verb", NOW, 5)
    assert caught.value.reason == "refused"
    own_elasticsearch.start_again()
    assert found_within(20, lambda: engine.suggest("verb", NOW, 5))


def found_within(seconds, question):
    """Whether there is an answer in time: a node that answers may still be opening its indices."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(EngineUnavailable):
            return question()
        time.sleep(0.2)
    return None


def test_an_index_built_with_another_model_is_searched_by_words_until_it_is_built_anew(engine, document, monkeypatch):
    asked = Meaning(bytes([100, *[0] * (DIMENSIONS - 1)]), 4.0)
    prepared = [replace(document(number), vectors=(asked.vector,)) for number in (1, 2)]
    request = EngineRequest(parse("Verbund"), {}, (), Sort.RELEVANCE, 0, 10, NOW, meaning=asked)
    with monkeypatch.context() as before:
        before.setattr(meaning, "FIELDS", ("vector_of_old",))
        before.setattr(meaning, "MAPPING", meaning.MAPPING | {"dims": 4})
        engine.swap([replace(each, vectors=(bytes(4),)) for each in prepared], 1)
    assert engine.search(request).total == 2
    assert engine.similar(asked, {}, NOW, 10, least=0.5) == ()
    engine.swap(prepared, 2)
    assert len(engine.similar(asked, {}, NOW, 10, least=0.5)) == 2
