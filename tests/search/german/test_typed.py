"""The query language: "phrase", -word, OR, word*; and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.index import index_terms
from search.german.match import matches
from search.german.query import parse


def found(typed, *texts):
    """Those of `texts` that a query finds."""
    query = parse(typed)
    return [text for text in texts if matches(query, {"body": index_terms(text)})]


def test_a_phrase_finds_words_as_they_follow_each_other_and_as_they_are_written():
    texts = ("Beratung im Betrieb", "im Betrieb Beratung", "Beratungen im Betrieb", "BERATUNG IM BETRIEB?")
    assert found('"Beratung im Betrieb"', *texts) == ["Beratung im Betrieb", "BERATUNG IM BETRIEB?"]


@pytest.mark.parametrize("quotes", ['"{}"', "„{}“", "»{}«", "«{}»", "“{}”"])
def test_all_usual_quotes_make_a_phrase(quotes):
    assert found(quotes.format("großer Betrieb"), "ein großer Betrieb", "großer alter Betrieb") == [
        "ein großer Betrieb"
    ]


def test_a_word_in_quotes_is_meant_as_it_is_written():
    assert found('"Verbund"', "Verbund", "Verbünde", "Verbundprojekt") == ["Verbund"]


def test_a_phrase_goes_across_a_hyphen():
    texts = ("Die KMU-Beratung hilft", "Die KMU Beratung hilft", "Die Beratung hilft KMU")
    for typed in ('"KMU-Beratung hilft"', '"die KMU Beratung"', '"Die KMU-Beratung hilft"'):
        assert found(typed, *texts) == list(texts[:2]), typed


def test_a_phrase_does_not_reach_from_the_last_word_to_a_joined_one():
    assert found('"hilft KMUBeratung"', "KMU-Beratung hilft") == []


def test_a_minus_before_a_word_shuts_out_what_has_it_in_any_form():
    texts = ("Pflege im Verbund", "Beratung im Verbund", "Pflegen im Verbund", "Pflegedienst im Verbund")
    assert found("Verbund -Pflege", *texts) == [texts[1], texts[3]]


def test_a_minus_before_a_phrase_shuts_out_the_phrase_alone():
    texts = ("Verbund im Norden", "Norden im Verbund")
    assert found('Verbund -"im Norden"', *texts) == ["Norden im Verbund"]


def test_a_query_that_only_shuts_out_finds_the_rest():
    query = parse("-Pflege")
    assert query.is_empty
    assert found("-Pflege", "Pflege", "Handwerk") == ["Handwerk"]


@pytest.mark.parametrize(
    "typed",
    [
        "Angebote und -beratung",
        "Angebote oder -beratung",
        "Angebote, -beratung",
        "Angebote/ -beratung",
        "Angebote - Beratung",
        "Angebots-Beratung",
        "Angebote –Beratung",
        "Angebote bzw. -beratung",
    ],
)
def test_a_hyphen_that_is_german_shuts_nothing_out(typed):
    assert parse(typed).excluded == ()
    assert found(typed, "Angebote zur Beratung") == ["Angebote zur Beratung"]


def test_or_makes_one_of_its_sides_enough():
    texts = ("Stapler im Lager", "Kran im Lager", "Bagger im Lager", "Stapler")
    assert found("Stapler OR Kran Lager", *texts) == [texts[0], texts[1]]
    assert found("Stapler ODER Kran OR Bagger", *texts) == list(texts)
    assert found('Bagger OR "Kran im"', *texts) == [texts[1], texts[2]]


@pytest.mark.parametrize(
    "typed", ["OR", "OR Stapler", "Stapler OR", "Stapler OR OR", "OR -Kran Stapler", "AND Stapler"]
)
def test_an_operator_that_has_nothing_to_join_is_passed_over(typed):
    assert found(typed, "Stapler")


def test_small_letters_make_no_operator():
    assert found("Stapler oder Kran", "Stapler", "Stapler und Kran") == ["Stapler und Kran"]


def test_an_asterisk_finds_what_begins_so():
    assert found("Qualifiz*", "Qualifikationen", "Qualifizierung", "Anpassungsqualifizierung") == ["Qualifizierung"]


def test_an_asterisk_elsewhere_is_passed_over():
    assert found("Mitarbeiter*innen", "Mitarbeiter") == ["Mitarbeiter"]
    assert found("* Mitarbeiter", "Mitarbeiter") == ["Mitarbeiter"]


@pytest.mark.parametrize("typed", ['"großer Verbund" Norden', "Verbund -Norden", ""])
def test_a_query_meant_to_the_letter_forgives_nothing(typed):
    assert parse(typed).tolerant() is None
    assert parse(typed).loose() is None


def forgiven(query, *texts):
    return [text for text in texts if matches(query, {"body": index_terms(text)})]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Qualifizirung", "Qualifizierung"),
        ("Weiterbildungsverbubd", "Weiterbildungsverbund"),
        ("Verbnud", "Verbund"),
        ("Qualifizirung", "Anpassungsqualifizierung"),
        ("Digitalisierungsstr", "Digitalisierungsstrategie"),
        ("Verbnud Beratumg", "Beratung im Verbund"),
    ],
)
def test_a_tolerant_query_finds_mistyped_and_cut_words(typed, text):
    assert not matches(parse(typed), {"body": index_terms(text)})
    assert forgiven(parse(typed).tolerant(), text) == [text]


def test_a_tolerant_query_still_wants_all_words():
    assert forgiven(parse("Verbnud Beratumg").tolerant(), "Beratung", "Verbund") == []


def test_a_tolerant_query_does_not_take_short_words_for_others():
    assert forgiven(parse("Rat").tolerant(), "Rad", "Tat") == []
    assert forgiven(parse("2024").tolerant(), "2025") == []


def test_a_loose_query_is_content_with_one_word_or_a_part_of_the_only_one():
    texts = ("Beratung im Kran", "Lager", "Strategie für morgen", "Kantine")
    assert forgiven(parse("Beratung Lager Brauerei").loose(), *texts) == list(texts[:2])
    assert forgiven(parse("Fachkräftestrategie").loose(), *texts) == [texts[2]]
    assert forgiven(parse("Beratumg").loose(), *texts) == []


def test_what_forgives_counts_less_than_what_was_there():
    (clause,) = parse("Bildungsbedarf").tolerant().clauses
    direct = [each.boost for each in clause.alternatives if each.kind == "terms"]
    assert direct[:3] == sorted(direct[:3], reverse=True)
    assert all(each.boost < direct[0] for each in clause.alternatives if each.kind != "terms")


SIGNS = st.sampled_from(
    [*'"„“-*()|+&/', " ", " OR ", " ODER ", " AND ", "und", "Verbund", "ß", "KMU-", "\x00", "\ud800"]
)


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_no_row_of_signs_makes_reading_fail(typed):
    query = parse(typed)
    for clause in (*query.clauses, *query.excluded):
        assert clause.surface in typed
        assert all(term and term == "".join(term.split()) for each in clause.alternatives for term in each.terms)
    assert query.required == len(query.clauses)
