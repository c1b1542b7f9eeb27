"""What a German reader takes for the same is found as the same, and the nearest comes first."""

import pytest

from search.query import Sort
from tests.search.conformance.corpus import ask, ids, make


def found(engine, typed, *titles):
    """Those of `titles` that are found, the best first."""
    engine.swap([make(number, title) for number, title in enumerate(titles)], 1)
    return [hit.document.title for hit in engine.search(ask(typed)).hits]


FOUND = {
    "Verbund": "Die Verbünde der Region",
    "verbuende": "Die Verbünde der Region",
    "Ausbildungen": "Eine Ausbildung",
    "Strasse": "Auf der Straße",
    "STRAẞE": "An der Strasse",
    "Betriebsrat": "Für Betriebsräte",
    "Mitarbeiterinnen": "Mitarbeiter:innen beteiligen",
    "Mitarbeiter": "Mitarbeiter*innen fragen",
    "Zulieferindustrie": "Die Fahrzeugzulieferindustrie",
    "Industrie": "Die Fahrzeugzulieferindustrie",
    "Elektromobilität": "Elektromobilitaet im Handwerk",
    "E-Learning": "ELearning im Betrieb",
    "elearning": "E-Learning im Büro",
    "Bu\u0308hne": "Auf der Bühne",
    "82": "§ 82 SGB III",
}


def test_word_forms_and_spellings_and_parts_of_compounds_are_found(engine):
    engine.swap([make(number, title) for number, title in enumerate(FOUND.values())], 1)
    found = {typed: [hit.document.title for hit in engine.search(ask(typed)).hits] for typed in FOUND}
    assert {typed: title for typed, title in FOUND.items() if title not in found[typed]} == {}
    assert {typed for typed, titles in found.items() if len(titles) > 4} == set()


def test_a_piece_that_is_no_word_of_it_does_not_find_a_word(engine):
    engine.swap([make(1, "Fahrzeugzulieferindustrie Verbund Ausbildung")], 1)
    for typed in ("Dustrie", "erbun", "Aus", "Verbundausbildungsplan"):
        assert engine.search(ask(typed)).total == 0, typed


def test_all_words_have_to_be_found_wherever_they_stand(engine):
    engine.swap(
        [
            make(1, "Weiterbildung", summary="in der Region", body="mit dem Betriebsrat"),
            make(2, "Weiterbildung"),
            make(3, "Region", keywords="Weiterbildung Betriebsrat"),
        ],
        1,
    )
    assert sorted(ids(engine.search(ask("Betriebsräte Weiterbildung Region")))) == ["1", "3"]


def test_the_parts_of_a_compound_have_to_stand_together_in_title_or_summary_or_text(engine):
    engine.swap([make(1, "Betrieb", summary="Rat"), make(2, "Rat für den Betrieb")], 1)
    assert ids(engine.search(ask("Betriebsrat"))) == ["2"]


def test_a_match_in_the_title_stands_above_one_in_the_summary_and_that_above_one_in_the_text(engine):
    filler = "Lernen im Alltag"
    engine.swap(
        [
            make(1, filler, summary=filler, body=f"Logistik {filler}"),
            make(2, filler, summary=f"Logistik {filler}", body=filler),
            make(3, f"Logistik {filler}", summary=filler, body=filler),
            *(make(number, filler, summary=filler, body=filler) for number in range(10, 30)),
        ],
        1,
    )
    assert ids(engine.search(ask("Logistik"))) == ["3", "2", "1"]


def test_the_word_as_typed_stands_above_another_form_and_that_above_a_part_of_a_compound(engine):
    others = [f"Lernen {number}" for number in range(20)]
    typed = ["Neue Werkstattbildung", "Neue Bildungen", "Neue Bildung"]
    assert found(engine, "Bildung", *typed, *others) == ["Neue Bildung", "Neue Bildungen", "Neue Werkstattbildung"]


def test_stop_words_do_not_narrow_a_search_but_are_found_when_there_is_nothing_else(engine):
    assert found(engine, "der Verbund und die", "Verbund") == ["Verbund"]
    assert found(engine, "und", "Lernen und Arbeiten", "Verbund") == ["Lernen und Arbeiten"]


def test_a_word_typed_in_every_other_order_has_a_score_too(engine):
    engine.swap([make(1, "Logistik"), make(2, "Lernen", body="Logistik"), make(3, "Lernen")], 1)
    by_relevance = {hit.document.id: hit.score for hit in engine.search(ask("Logistik")).hits}
    for sort in (Sort.NEWEST, Sort.TITLE, Sort.DATE):
        hits = engine.search(ask("Logistik", sort=sort)).hits
        assert {hit.document.id: hit.score for hit in hits} == pytest.approx(by_relevance)
