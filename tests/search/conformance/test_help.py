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


def test_from_four_letters_on_a_part_of_a_compound_may_be_begun_and_comes_last(engine):
    titles = ("Fahrzeugzulieferindustrie", "Neue Zulieferer", "Zulieferer hier")
    expected = ["Zulieferer hier", "Neue Zulieferer", "Fahrzeugzulieferindustrie"]
    for typed in ("zuli", "zuliefer", "Zulieferer"):
        assert suggested(engine, typed, *titles) == expected, typed
    assert suggested(engine, "zul", *titles) == expected[:2]


def near(engine, words, *titles, **fields):
    engine.swap([make(number, title, **fields) for number, title in enumerate(titles)], 1)
    return engine.near(words, NOW)


def test_words_within_two_edits_come_as_they_are_written(engine):
    assert near(engine, ["verbnud"], "Der Verbund", "Ein Vorbild") == {"Verbund": 1}
    assert near(engine, ["verbuned"], "Verbünde", "Vorbild") == {"Verbünde": 1}
    assert near(engine, ["elektromobilitaet"], "Elektromobilität") == {"Elektromobilität": 1}


def test_words_of_summary_and_text_are_near_too(engine):
    assert near(engine, ["logisitk"], "Titel", summary="Logistik", body="Logistic") == {"Logistik": 1, "Logistic": 1}


def test_it_is_said_in_how_many_documents_a_near_word_stands(engine):
    found = near(engine, ["bilung"], "Bildung und Bildung", "Billung", "Bildung", summary="Bildungen")
    assert found == {"Bildung": 2, "Billung": 1}


def test_the_most_frequent_spelling_is_given(engine):
    assert near(engine, ["verbuned"], "VERBÜNDE", "Verbünde", "Verbuende verbinden", "Verbünde") == {"Verbünde": 4}


def test_a_piece_of_a_hyphenated_word_is_near_but_counts_nothing(engine):
    assert near(engine, ["bindugn"], "Kunden-Bindung") == {"Bindung": 0}
    assert near(engine, ["kundenbindugn"], "Kunden-Bindung") == {"Kunden-Bindung": 1}


def test_two_words_are_looked_for_joined_as_well(engine):
    assert near(engine, ["weiter", "bildung"], "Weiterbildung") == {"Weiterbildung": 1}


def test_words_of_expired_documents_are_not_near(engine):
    assert near(engine, ["verbnud"], "Verbund", expires_at=NOW) == {}


def test_each_of_several_words_gets_its_near_ones(engine):
    assert near(engine, ["verbunt", "logisitk"], "Verbund", "Logistik", "Azubi") == {"Verbund": 1, "Logistik": 1}


def test_a_near_word_is_found_among_many_documents_with_one_less_near(engine):
    titles = ["Verbände"] * 60 + ["Verbünde"]
    assert near(engine, ["verbuende"], *titles)["Verbünde"] == 1


def test_no_words_have_none_near(engine):
    assert near(engine, [], "Verbund") == {}
