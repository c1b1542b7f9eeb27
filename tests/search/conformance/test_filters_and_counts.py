"""The counting rule of `search.facets`, case by case."""

from datetime import timedelta

from search.facets import NOT_GIVEN
from tests.search.conformance.corpus import NOW, ask, ids, make


def test_values_of_one_facet_mean_or_and_different_facets_mean_and(engine):
    engine.swap(
        [
            make(1, terms={"branche": ("guss",), "jahr": ("2024",)}),
            make(2, terms={"branche": ("chemie",), "jahr": ("2024",)}),
            make(3, terms={"branche": ("chemie",), "jahr": ("2023",)}),
            make(4, terms={"jahr": ("2024",)}),
        ],
        1,
    )
    found = engine.search(ask("", {"branche": ("guss", "chemie"), "jahr": ("2024",)}))
    assert sorted(ids(found)) == ["1", "2"]


def test_a_facets_own_choice_is_left_out_when_it_is_counted(engine):
    engine.swap(
        [
            make(1, terms={"branche": ("guss",), "jahr": ("2024",)}),
            make(2, terms={"branche": ("chemie",), "jahr": ("2024",)}),
            make(3, terms={"branche": ("chemie",), "jahr": ("2023",)}),
        ],
        1,
    )
    counts = engine.search(ask("", {"branche": ("guss",), "jahr": ("2024",)})).counts
    assert counts["branche"] == {"industrie": 2, "metall": 1, "guss": 1, "chemie": 1}
    assert counts["jahr"] == {"2024": 1}
    assert counts["art"] == {"praxis": 1}


def test_counts_are_of_what_the_text_finds(engine):
    engine.swap(
        [make(1, "Elektromobilität", terms={"jahr": ("2024",)}), make(2, "Straße", terms={"jahr": ("2024",)})], 1
    )
    assert engine.search(ask("Elektromobilität")).counts["jahr"] == {"2024": 1}


def test_a_value_of_a_tree_finds_and_counts_what_stands_below_it(engine):
    engine.swap(
        [
            make(1, terms={"branche": ("guss",)}),
            make(2, terms={"branche": ("chemie",)}),
            make(3, terms={"branche": ("metall", "guss")}),
        ],
        1,
    )
    found = engine.search(ask("", {"branche": ("industrie",)}))
    assert sorted(ids(found)) == ["1", "2", "3"]
    assert found.counts["branche"] == {"industrie": 3, "metall": 2, "guss": 2, "chemie": 1}


def test_a_hit_has_the_values_given_to_it_and_not_their_ancestors(engine):
    engine.swap([make(1, terms={"branche": ("guss", "chemie")})], 1)
    assert engine.search(ask()).hits[0].document.terms == {"branche": ("guss", "chemie")}


def test_three_hundred_values_of_a_facet_are_counted_each(engine):
    engine.swap([make(n, terms={"thema": (f"thema-{n}", "alle")}) for n in range(300)], 1)
    counts = engine.search(ask(limit=0)).counts["thema"]
    assert counts == {"alle": 300, **{f"thema-{n}": 1 for n in range(300)}}


def test_a_rare_value_among_frequent_ones_is_counted_exactly(engine):
    common = [make(n, terms={"thema": tuple(f"thema-{m}" for m in range(50))}) for n in range(40)]
    engine.swap([*common, make(99, terms={"thema": ("selten",)})], 1)
    counts = engine.search(ask("", {"thema": ("selten",)})).counts["thema"]
    assert counts == {"selten": 1, **{f"thema-{m}": 40 for m in range(50)}}


def test_a_value_that_nothing_has_finds_nothing_and_leaves_its_own_facets_counts(engine):
    engine.swap([make(1, terms={"branche": ("guss",), "jahr": ("2024",)})], 1)
    found = engine.search(ask("", {"jahr": ("1848",)}))
    assert (found.total, found.hits) == (0, ())
    assert found.counts["jahr"] == {"2024": 1}
    assert found.counts["branche"] == {}


def test_a_facet_that_no_document_has_is_counted_as_empty(engine):
    engine.swap([make(1)], 1)
    assert engine.search(ask(facets=("zielgruppe",))).counts == {"zielgruppe": {}}


def test_values_are_told_apart_by_case_and_by_facet(engine):
    given = ({"thema": ("it",)}, {"jahr": ("it",)}, {"thema": ("IT",)})
    engine.swap([make(number, terms=terms) for number, terms in enumerate(given, start=1)], 1)
    assert ids(engine.search(ask("", {"thema": ("it",)}))) == ["1"]
    assert engine.search(ask()).counts["thema"] == {"it": 1, "IT": 1}


def test_nothing_is_counted_when_nothing_is_asked(engine):
    engine.swap([make(1)], 1)
    assert engine.search(ask(facets=())).counts == {}


def test_what_has_expired_at_the_moment_of_the_search_is_neither_found_nor_counted_nor_suggested(engine):
    engine.swap(
        [
            make(1, "Verbund eins", expires_at=NOW),
            make(2, "Verbund zwei", expires_at=NOW + timedelta(microseconds=1)),
            make(3, "Verbund drei"),
        ],
        1,
    )
    found = engine.search(ask("Verbund"))
    assert sorted(ids(found)) == ["2", "3"]
    assert found.counts["art"] == {"praxis": 2}
    assert {each.id for each in engine.suggest("Verb", NOW, 10)} == {"2", "3"}
    assert engine.near(["einz"], NOW) == {}

    earlier = NOW - timedelta(microseconds=1)
    assert engine.search(ask("Verbund", now=earlier)).total == 3
    assert engine.near(["einz"], earlier) == {"eins": 1}


def test_what_could_have_a_facet_and_does_not_is_found_and_counted_as_not_given(engine):
    engine.swap(
        [
            make(1, terms={"branche": (), "jahr": ("2024",)}),
            make(2, terms={"branche": ("guss",), "jahr": ()}),
            make(3, terms={"jahr": ()}),
        ],
        1,
    )
    found = engine.search(ask("", {"jahr": (NOT_GIVEN,)}))
    assert sorted(ids(found)) == ["2", "3"]
    assert found.counts["branche"] == {"industrie": 1, "metall": 1, "guss": 1}
    assert found.counts["jahr"] == {"2024": 1, NOT_GIVEN: 2}
    assert sorted(ids(engine.search(ask("", {"branche": (NOT_GIVEN, "guss")})))) == ["1", "2"]
    assert found.hits[0].document.terms["jahr"] == ()
