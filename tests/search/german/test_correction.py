"""„Meinten Sie“: real words in the place of mistyped ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.correction import correct, edits

WORDS = dict.fromkeys(
    (
        *("Verbünde", "Qualifizierung", "Beratung", "Betriebsrat", "Zulieferer", "Pflege", "Größe", "Lehre"),
        *("Förderung", "Weiterbildungsverbund", "Weiterbildung", "Weiter", "Bildung", "Schulung"),
    ),
    1,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Verbüdne", "Verbünde"),
        ("verbuendde", "Verbünde"),
        ("Qualifizirung", "Qualifizierung"),
        ("die Betribsrat, Beratnug!", "die Betriebsrat, Beratung!"),
        ("Grösße", "Größe"),
        ("Leher", "Lehre"),
        ("Zuliferer-Beratung", "Zulieferer-Beratung"),
        ("Weiterbildungsverbubd", "Weiterbildungsverbund"),
        ("Foederung", "Förderung"),
        ("Beratug OR Pfelge", "Beratung OR Pflege"),
        ("Weiter bildung", "Weiterbildung"),
        ("die weiter  bildung in Pfelge", "die Weiterbildung in Pflege"),
    ],
)
def test_a_mistyped_word_is_replaced_and_the_rest_kept(typed, expected):
    assert correct(typed, WORDS) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *("Verbünde", "verbuende", "Beratungen", "Wasserstoff", "Lxxre", "und", "", "***", "12345", "KMU"),
        *('"Verbüdne"', "Pflege -Beratnug", "Beratnu*", "Weiter und bildung", "Weiter, bildung", "Betriebsratschulung"),
    ],
)
def test_what_is_right_or_unlike_any_word_is_left_alone(typed):
    assert correct(typed, WORDS) is None


def test_the_nearest_word_wins_whatever_their_order():
    words = {"Bildungen": 9, "Bindung": 9, "Bildung": 1}
    assert correct("Bilddung", words) == correct("Bilddung", dict(reversed(words.items()))) == "Bildung"


def test_of_equally_near_words_the_more_frequent_wins():
    assert correct("Bilung", {"Billung": 2, "Bildung": 3}) == "Bildung"
    assert correct("Bilung", {"Billung": 3, "Bildung": 2}) == "Billung"


def test_a_piece_of_a_hyphenated_word_is_right_but_is_not_offered():
    assert correct("Bindung", {"Bindung": 0, "Bildung": 3}) is None
    assert correct("Bindugn", {"Bindung": 0}) is None


def test_two_right_words_stay_two_and_are_joined_where_one_of_them_is_none():
    words = {"Betriebsrat": 1, "Schulung": 1, "Betriebsratschulung": 1, "Fachkräfte": 1}
    assert correct("Betriebsrat Schulung", words) is None
    assert correct("Fach Kräfte", words) == "Fachkräfte"


def test_without_words_there_is_nothing_to_suggest():
    assert correct("Verbüdne", {}) is None


@pytest.mark.parametrize(
    ("first", "second", "errors"),
    [("ab", "ba", 1), ("abc", "abc", 0), ("abc", "abd", 1), ("ca", "abc", 3), ("", "a", 1)],
)
def test_swapped_neighbours_are_one_mistake(first, second, errors):
    assert edits(first, second, 3) == errors


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 3))
def test_distance_is_symmetric_and_its_limit_changes_nothing_below_it(first, second, limit):
    full = edits(first, second, 10)
    assert full == edits(second, first, 10)
    assert edits(first, second, limit) == min(full, limit + 1)


@given(st.text(), st.dictionaries(st.text(max_size=8), st.integers(0, 3), max_size=5))
def test_no_text_makes_a_correction_fail(typed, words):
    corrected = correct(typed, words)
    assert corrected is None or corrected != typed


@pytest.mark.parametrize("typed", ["night shift workers Beratugn", "how small companies find Lehrre"])
def test_nothing_is_offered_where_most_of_what_is_unknown_stays_so(typed):
    assert correct(typed, WORDS) is None
    assert correct(typed.split()[-1], WORDS) is not None, "the one word alone is mended"
