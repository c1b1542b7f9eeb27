"""A compound with one mistyped part is read as the one that was meant, whatever the index holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.index import index_terms
from search.german.match import matches
from search.german.mending import mended
from search.german.query import parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qualifizirungsbedarfsanalyse", "qualifizierungsbedarfsanalyse"),
        ("weiterbildungsbedarfsanalise", "weiterbildungsbedarfsanalyse"),
        ("transformationsprozes", "transformationsprozess"),
        ("zuliefererindustire", "zuliefererindustrie"),
        ("maschienenbau", "maschinenbau"),
        ("elektromobilitt", "elektromobilitaet"),
        ("fachkraeftemangle", "fachkraeftemangel"),
    ],
)
def test_one_mistake_in_one_part_is_mended(typed, meant):
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "right",
    [
        "pflegehilfskraft",
        "schweissroboter",
        "weiterbildungsverbund",
        "verstetigung",
        "production",
        "bilanz",
        "xqzwvkjhgf",
    ],
)
def test_what_can_be_divided_or_is_no_compound_is_left_alone(right):
    assert mended(right) is None


@given(st.text(alphabet="abcdefghiklmnorstuwz", min_size=1, max_size=60))
def test_whatever_is_typed_the_answer_is_another_word_or_none(typed):
    assert mended(typed) != typed


def found(typed, text, tolerant=True):
    query = parse(typed)
    return matches(query.tolerant() if tolerant else query, {"body": index_terms(text)})


def test_a_mistyped_compound_finds_what_the_right_one_finds_only_where_mistakes_are_forgiven():
    text = "Wir erheben den Bedarf an Qualifizierung und die Analyse teilen wir."
    assert found("Qualifizierungsbedarfsanalyse", text, tolerant=False)
    assert not found("Qualifizirungsbedarfsanalyse", text, tolerant=False)
    assert found("Qualifizirungsbedarfsanalyse", text)
    assert not found("Qualifizirungsbedarfsanalyse", "Wir erheben den Bedarf an Qualifizierung.")
