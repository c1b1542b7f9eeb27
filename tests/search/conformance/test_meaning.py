"""Vectors put what was found in a new order, and find what is near: both engines as plain numpy says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import DIMENSIONS, REORDERED, Meaning
from search.query import Sort
from tests.search.conformance.corpus import NOW, ask, ids, make

EXAMPLES = {"embedded": 40, "elasticsearch": 12}


def vector(*numbers):
    """A vector whose first dimensions are given; all others are 0."""
    return np.array([*numbers, *[0] * (DIMENSIONS - len(numbers))], dtype=np.int8).tobytes()


def with_vectors(document, *vectors):
    return replace(document, vectors=tuple(vectors))


def likeness(document, asked):
    """The oracle: the cosine of the best vector."""
    wanted = np.frombuffer(asked, np.int8).astype(float)
    found = [np.frombuffer(each, np.int8).astype(float) for each in document.vectors]
    cosines = [float(each @ wanted / (np.linalg.norm(each) * np.linalg.norm(wanted))) for each in found if each.any()]
    return max(cosines, default=0.0)


def test_likeness_puts_what_was_found_in_a_new_order_and_changes_nothing_else(engine):
    documents = [
        with_vectors(make(1, "Logistik"), vector(0, 100)),
        with_vectors(make(2, "Logistik", body="Lernen im Lager bei Nacht"), vector(100)),
        make(3, "Logistik und noch mehr Logistik"),
        with_vectors(make(4, "Lager"), vector(100)),
    ]
    engine.swap(documents, 1)
    plain = engine.search(ask("Logistik"))
    assert ids(plain)[0] != "2"
    blended = engine.search(replace(ask("Logistik"), meaning=Meaning(vector(100), 4.0)))
    assert ids(blended)[0] == "2"
    assert sorted(ids(blended)) == sorted(ids(plain))
    assert (blended.total, blended.counts) == (plain.total, plain.counts)


def test_a_meaning_says_nothing_in_other_orders(engine):
    engine.swap([with_vectors(make(1, "A Logistik"), vector(1)), with_vectors(make(2, "B Logistik"), vector(100))], 1)
    for sort in (Sort.TITLE, Sort.NEWEST, Sort.DATE):
        request = ask("Logistik", sort=sort)
        assert ids(engine.search(replace(request, meaning=Meaning(vector(100), 9.0)))) == ids(engine.search(request))


def test_pages_show_each_record_once_also_where_the_new_order_ends(engine):
    number = REORDERED + 30
    engine.swap([with_vectors(make(each, "Logistik"), vector(each % 90 + 1, 50)) for each in range(number)], 1)
    meaning = Meaning(vector(100), 3.0)
    seen = []
    for offset in range(0, number, 40):
        seen += ids(engine.search(replace(ask("Logistik", offset=offset, limit=40), meaning=meaning)))
    assert sorted(seen) == sorted(str(each) for each in range(number))
    assert seen == ids(engine.search(replace(ask("Logistik", limit=number), meaning=meaning)))


VECTORS = st.lists(
    st.lists(st.integers(-127, 127), min_size=1, max_size=4).filter(any).map(lambda numbers: vector(*numbers)),
    max_size=3,
)


def test_neighbours_are_those_that_numpy_finds(engine):
    @settings(max_examples=EXAMPLES[engine.name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(VECTORS, min_size=1, max_size=12), st.tuples(*[st.integers(1, 127)] * 3))
    def check(vectors, asked):
        documents = [with_vectors(make(number, f"Nummer {number}"), *own) for number, own in enumerate(vectors)]
        engine.swap(documents, 1)
        wanted = vector(*asked)
        expected = {each.id: likeness(each, wanted) for each in documents}
        least = 0.3
        found = engine.similar(Meaning(wanted), {}, NOW, 100, least=least)
        scores = [hit.score for hit in found]
        assert scores == sorted(scores, reverse=True)
        assert {hit.document.id: hit.score for hit in found} == {
            key: pytest.approx(value, abs=1e-3) for key, value in expected.items() if value >= least
        }

    check()


def test_neighbours_are_visible_under_the_filters_and_not_among_those_left_out(engine):
    near = vector(100, 1)
    engine.swap(
        [
            with_vectors(make(1, terms={"jahr": ("2022",)}), near),
            with_vectors(make(2, terms={"jahr": ("2023",)}), near),
            with_vectors(make(3, expires_at=NOW, terms={"jahr": ("2022",)}), near),
            with_vectors(make(4, terms={"jahr": ("2022",)}), near),
        ],
        1,
    )
    meaning = Meaning(vector(100))
    assert sorted(hit.document.id for hit in engine.similar(meaning, {}, NOW, 9, least=0.2)) == ["1", "2", "4"]
    narrowed = engine.similar(meaning, {"jahr": ("2022",)}, NOW, 9, least=0.2, without=["4"])
    assert [hit.document.id for hit in narrowed] == ["1"]
    assert len(engine.similar(meaning, {}, NOW, 2, least=0.2)) == 2


def test_a_document_that_changes_has_its_new_vectors_only(engine):
    engine.swap([with_vectors(make(1), vector(100))], 1)
    engine.index([with_vectors(make(1), vector(0, 100))], 2)
    assert engine.similar(Meaning(vector(100)), {}, NOW, 9, least=0.2) == ()
    assert len(engine.similar(Meaning(vector(0, 100)), {}, NOW, 9, least=0.2)) == 1
    engine.index([with_vectors(make(1), vector(100))], 1)
    assert engine.similar(Meaning(vector(100)), {}, NOW, 9, least=0.2) == ()
    engine.delete(["1"], 3)
    assert engine.similar(Meaning(vector(0, 100)), {}, NOW, 9, least=0.2) == ()


def test_a_document_that_comes_back_without_vectors_has_none(engine):
    near = Meaning(vector(100))
    engine.swap([with_vectors(make(1), vector(100)), with_vectors(make(2), vector(100))], 1)
    engine.index([make(1)], 2)
    engine.delete(["2"], 3)
    engine.index([make(2)], 4)
    assert engine.similar(near, {}, NOW, 9, least=0.2) == ()
    engine.index([with_vectors(make(1), vector(100))], 5)
    assert [hit.document.id for hit in engine.similar(near, {}, NOW, 9, least=0.2)] == ["1"]


def test_an_index_without_vectors_answers_as_without_a_meaning(engine):
    engine.swap([make(1, "Logistik"), make(2, "Lernen")], 1)
    assert ids(engine.search(replace(ask("Logistik"), meaning=Meaning(vector(100), 4.0)))) == ["1"]
    assert engine.similar(Meaning(vector(100)), {}, NOW, 9, least=0.2) == ()
