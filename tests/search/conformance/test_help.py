"""Completion while typing, and words near a mistyped one."""

from tests.search.conformance.corpus import NOW, make


def suggested(engine, typed, *titles, limit=10):
    engine.swap([make(number, title) for number, title in enumerate(titles)], 1)
    return [document.title for document in engine.suggest(typed, NOW, limit)]


def test_a_title_is_suggested_by_the_beginning_of_any_of_its_words(engine):
    assert suggested(engine, "verb", "Lernen im Verbund", "Vorbild") == ["Lernen im Verbund"]


def test_all_words_but_the_last_have_to_be_whole(engine):
    assert suggested(engine, "lernen verb", "Verbund lernen", "Verbund lernend") == ["Verbund lernen"]
    assert suggested(engine, "lern verbund", "Verbund lernen") == []


def test_a_title_that_begins_as_typed_comes_first_and_others_by_title(engine):
    titles = ("Über Bildung", "Arbeit und Bildung", "Bildung neu", "Bildung hier")
    assert suggested(engine, "bild", *titles) == ["Bildung hier", "Bildung neu", "Arbeit und Bildung", "Über Bildung"]


def test_case_and_umlauts_and_hyphens_may_be_typed_either_way(engine):
    title = "Verbünde für E-Learning"
    engine.swap([make(1, title)], 1)
    for typed in ("VERBÜ", "verbue", "e-lea", "elearn", "E-", "fuer learn", "für e-learning"):
        assert [document.title for document in engine.suggest(typed, NOW, 5)] == [title], typed


def test_words_of_summary_and_text_are_not_suggested(engine):
    engine.swap([make(1, "Titel", summary="Verbund", body="Verbund", keywords="Verbund")], 1)
    assert engine.suggest("Verbund", NOW, 5) == ()


def test_no_more_is_suggested_than_asked_for(engine):
    titles = [f"Verbund {number}" for number in range(9)]
    assert suggested(engine, "verbund", *titles, limit=4) == titles[:4]
    assert suggested(engine, "verbund", *titles, limit=0) == []


def test_nothing_typed_suggests_nothing(engine):
    engine.swap([make(1, "Verbund")], 1)
    for typed in ("", " ", "…", '"', "*"):
        assert engine.suggest(typed, NOW, 5) == ()


def test_a_removed_or_changed_title_is_not_suggested_any_more(engine):
    engine.swap([make(1, "Verbund"), make(2, "Verbünde")], 1)
    engine.delete(["1"], 2)
    engine.index([make(2, "Anderes")], 2)
    assert engine.suggest("verb", NOW, 5) == ()


def near(engine, words, *titles, **fields):
    engine.swap([make(number, title, **fields) for number, title in enumerate(titles)], 1)
    return engine.near(words, NOW)


def test_words_within_two_edits_come_as_they_are_written(engine):
    assert near(engine, ["verbnud"], "Der Verbund", "Ein Vorbild") == {"Verbund"}
    assert near(engine, ["verbuned"], "Verbünde", "Vorbild") == {"Verbünde"}
    assert near(engine, ["elektromobilitaet"], "Elektromobilität") == {"Elektromobilität"}


def test_words_of_the_summary_are_near_too_and_those_of_the_text_are_not(engine):
    assert near(engine, ["logisitk"], "Titel", summary="Logistik", body="Logistic") == {"Logistik"}


def test_each_of_several_words_gets_its_near_ones(engine):
    assert near(engine, ["verbunt", "logisitk"], "Verbund", "Logistik", "Azubi") == {"Verbund", "Logistik"}


def test_a_near_word_is_found_among_many_documents_with_one_less_near(engine):
    titles = ["Verbände"] * 60 + ["Verbünde"]
    assert "Verbünde" in near(engine, ["verbuende"], *titles)


def test_no_words_have_none_near(engine):
    assert near(engine, [], "Verbund") == frozenset()
