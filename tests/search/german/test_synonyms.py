"""Synonyms: in any form of the words, in both directions or one, in compounds, and never inside a phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.index import index_terms
from search.german.match import matches
from search.german.query import parse
from search.german.synonyms import SynonymRule, Synonyms
from search.ranking import weighted_terms

RULES = Synonyms(
    [
        SynonymRule(("KI", "künstliche Intelligenz", "AI")),
        SynonymRule(("Stapler", "Flurförderzeug", "Gabelstapler")),
        SynonymRule(("KMU", "kleine und mittlere Unternehmen")),
        SynonymRule(("Fahrzeug",), ("Lastwagen", "Pkw")),
    ]
)


def found(typed, *texts, synonyms=RULES):
    query = parse(typed, synonyms)
    return [text for text in texts if matches(query, {"body": index_terms(text)})]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("KI", "Was künstliche Intelligenz kann"),
        ("KI", "mit künstlicher Intelligenz"),
        ("künstliche Intelligenz", "KI im Büro"),
        ("künstlicher Intelligenz Büro", "KI im Büro"),
        ("Stapler", "Flurförderzeuge fahren"),
        ("Flurförderzeuge", "mit dem Stapler"),
        ("Stapler", "Flurförderzeugführer"),
        ("Staplerschein", "der Flurförderzeugschein"),
        ("Staplerschein", "Schein für Flurförderzeuge"),
        ("KI-Schulung", "eine Schulung zu künstlicher Intelligenz"),
        ("Schulung künstliche Intelligenz", "die KI-Schulung"),
        ("KMU", "für kleinere und mittlere Unternehmen und für kleine und mittlere Unternehmen"),
        ("kleine und mittlere Unternehmen", "KMU-Beratung"),
        ("Stapler OR Kran", "Flurförderzeug"),
    ],
)
def test_a_synonym_finds_the_other_word(typed, text):
    assert found(typed, text) == [text]
    assert found(typed, text, synonyms=Synonyms()) == []


def test_words_of_a_synonym_have_to_follow_each_other():
    assert found("KMU", "kleine Verbünde, mittlere Reife, große Unternehmen") == []


def test_a_one_way_rule_goes_one_way():
    assert found("Fahrzeug", "Pkw") == ["Pkw"]
    assert found("Pkw", "Fahrzeug") == []


def test_a_phrase_is_left_as_it_is():
    assert found('"KI"', "künstliche Intelligenz") == []
    assert found('"künstliche Intelligenz"', "KI") == []


def test_what_is_shut_out_is_shut_out_as_written_only():
    assert found("Schulung -KI", "Schulung mit künstlicher Intelligenz") == ["Schulung mit künstlicher Intelligenz"]


def test_part_of_a_synonym_is_no_synonym():
    assert found("Intelligenz", "KI") == []
    assert found("mittlere Unternehmen", "KMU") == []


def test_a_synonym_counts_less_than_the_word_itself():
    (ways,) = weighted_terms(parse("Stapler", RULES).clauses)
    exact = {way.terms: way.boost for way in ways if way.field == "title_exact"}
    assert exact[("stapler",)] > exact[("flurfoerderzeug",)] > 0


def test_a_synonym_says_where_it_comes_from():
    (clause,) = parse("KI", RULES).clauses
    assert {each.origin for each in clause.alternatives} == {"", "künstliche Intelligenz", "AI"}


WORDS = st.text(max_size=30)


@given(st.lists(st.tuples(st.lists(WORDS, max_size=4).map(tuple), st.lists(WORDS, max_size=3).map(tuple))), WORDS)
def test_no_rule_makes_reading_fail(rules, typed):
    query = parse(typed, Synonyms(SynonymRule(*rule) for rule in rules))
    assert [clause.surface for clause in query.clauses] == [clause.surface for clause in parse(typed).clauses]
