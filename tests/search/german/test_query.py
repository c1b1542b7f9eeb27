"""Reading what is typed: nothing is an error, nothing empties a query by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.index import index_terms
from search.german.match import matches
from search.german.query import MAX_CLAUSES, parse
from search.german.tokens import tokenize


def levels(clause):
    return [alternative.level for alternative in clause.alternatives]


@pytest.mark.parametrize(
    "typed",
    [
        '"Bildung Beratung',
        "Bildung* Beratung",
        "Bildung AND Beratung",
        "NOT (Bildung | Beratung",
        "Bildung\x00\x1fBeratung",
        "- Bildung +Beratung",
        "Bildung und -Beratung",
        "<script>Bildung</script> Beratung",
    ],
)
def test_signs_and_operators_are_read_as_text(typed):
    stems = {alternative.terms for clause in parse(typed).clauses for alternative in clause.alternatives}
    assert {("bildung",), ("beratung",)} <= stems


@pytest.mark.parametrize("typed", ["", "   ", "***", '"„“', "– … !?", "§", "\x00\n", "\u00ad", "()"])
def test_punctuation_alone_is_an_empty_query(typed):
    assert parse(typed).is_empty
    assert parse(typed).clauses == ()


def test_stop_words_are_dropped_beside_other_words():
    assert [clause.surface for clause in parse("die Beratung und der Verbund").clauses] == ["Beratung", "Verbund"]


def test_a_query_of_stop_words_keeps_them_and_finds_them_as_written():
    query = parse("und oder")
    assert [clause.surface for clause in query.clauses] == ["und", "oder"]
    assert matches(query, {"title": index_terms("Entweder und oder")})
    assert not matches(query, {"title": index_terms("Entweder und")})


def test_the_direct_match_counts_most():
    for clause in parse("Bildungsbedarf KMU-Beratung Zulieferer").clauses:
        boosts = [alternative.boost for alternative in clause.alternatives]
        assert boosts == sorted(boosts, reverse=True)
        assert boosts[0] > boosts[1] > boosts[2]
        assert levels(clause)[:3] == ["exact", "stem", "parts"]


def test_a_hyphened_word_is_one_clause():
    (clause,) = parse("KMU-Beratung").clauses
    assert clause.surface == "KMU-Beratung"
    assert ("kmuberatung",) in {alternative.terms for alternative in clause.alternatives}


def test_a_repeated_word_counts_once():
    assert len(parse("Bildung bildung BILDUNG").clauses) == 1


def test_numbers_match_exactly_only():
    (clause,) = parse("82").clauses
    assert levels(clause) == ["exact"]


def test_more_words_than_the_limit_are_left_out_and_it_says_so():
    many = parse(" ".join(f"wort{number}" for number in range(MAX_CLAUSES + 1)))
    assert len(many.clauses) == MAX_CLAUSES
    assert many.truncated
    assert not parse(" ".join(f"wort{number}" for number in range(MAX_CLAUSES))).truncated


@given(st.text())
def test_no_text_makes_reading_fail(text):
    query = parse(text)
    assert len(query.clauses) <= MAX_CLAUSES
    for clause in query.clauses:
        assert clause.surface in text
        for alternative in clause.alternatives:
            assert alternative.terms
            assert all(term and term == "".join(term.split()) for term in alternative.terms)


PIECES = st.sampled_from(
    [*"aäßXİſ.:*_/-'’()§0 9\u0308\u00ad", "in", "innen", "Innen", "er", "Bildung", "verbünde", "KMU", "1.000", " "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_each_word_of_a_text_finds_the_text(text):
    document = {"body": index_terms(text)}
    for token in tokenize(text):
        assert matches(parse(token.surface), document), token


@pytest.mark.parametrize("typed", ["Paragraph 82 SGB III", "Paragraf 82 SGB III", "§ 82 SGB III", "§82 SGB III"])
def test_the_sign_of_a_paragraph_may_be_written_out_before_its_number(typed):
    assert [clause.surface for clause in parse(typed).clauses] == ["82", "SGB", "III"]


def test_a_paragraph_without_a_number_is_a_word():
    assert [clause.surface for clause in parse("Paragraph Reiter").clauses] == ["Paragraph", "Reiter"]
