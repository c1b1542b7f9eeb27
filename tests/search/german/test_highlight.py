"""Marks in the text that is shown."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.highlight import highlight
from search.german.query import parse

BODY = (
    "Am Anfang stand eine Frage. " * 20
    + "Dann kam die Beratung der Betriebe. "
    + "Es ging um vieles andere auch. " * 20
    + "Am Ende fanden Beratung und Qualifizierung zueinander. "
    + "Das war es. " * 20
)


def marked(text, typed):
    return re.findall(r"<mark>(.*?)</mark>", "".join(highlight(text, parse(typed))), re.DOTALL)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Zwölf Verbünde", "verbund", ["Verbünde"]),
        ("Fahrzeugzulieferindustrie", "Zulieferer", ["Fahrzeugzulieferindustrie"]),
        ("Der Bedarf an guter Bildung", "Bildungsbedarf", ["Bedarf", "Bildung"]),
        ("Der Bildungsbedarf: Bedarf an Bildung", "Bildungsbedarf", ["Bildungsbedarf"]),
        ("Für Mitarbeiter:innen da", "Mitarbeiterin", ["Mitarbeiter:innen"]),
        ("KMU-Beratung", "Beratung", ["KMU-Beratung"]),
        ("Beratung für KMU", "KMU-Beratung", ["Beratung", "KMU"]),
        ("Fahr\u00adzeug", "Fahrzeug", ["Fahr\u00adzeug"]),
        ("Verbu\u0308nde", "Verbund", ["Verbu\u0308nde"]),
        ("die Ausbilder und die Bilder", "Bilder und", ["Bilder"]),
        ("Forschung & <b>Lehre</b>", "b lehre", ["b", "Lehre", "b"]),
        ("Beratung", "", []),
    ],
)
def test_the_words_that_match_are_marked(text, typed, expected):
    assert marked(text, typed) == expected


def test_markup_in_the_text_is_shown_as_text():
    assert highlight("<script>alert('Verbund')</script>", parse("Verbund")) == [
        "&lt;script&gt;alert(&#x27;<mark>Verbund</mark>&#x27;)&lt;/script&gt;"
    ]


def test_the_fragment_is_the_one_that_holds_the_most_of_the_query():
    (fragment,) = highlight(BODY, parse("Beratung Qualifizierung"), length=80)
    assert "<mark>Qualifizierung</mark>" in fragment
    assert "<mark>Beratung</mark>" in fragment
    assert fragment.startswith("… Am Ende")
    assert fragment.endswith(" …")


def test_several_fragments_come_in_the_order_of_the_text_and_do_not_overlap():
    first, second = highlight(BODY, parse("Betriebe Qualifizierung"), length=80, fragments=2)
    assert "<mark>Betriebe</mark>" in first
    assert "<mark>Qualifizierung</mark>" in second


def test_without_a_match_the_beginning_is_shown():
    (fragment,) = highlight(BODY, parse("Wasserstoff"), length=60)
    assert fragment == "Am Anfang stand eine Frage. Am Anfang stand eine Frage. Am …"


def test_an_empty_text_has_no_fragments():
    assert highlight("", parse("Verbund")) == []


TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(["Verbünde", "<b>", "&amp;", "Bildungs-", "bedarf", " ", "\n", ". ", "x" * 30, "KMU"])
    ).map("".join),
)


@given(TEXTS, TEXTS)
def test_without_its_marks_the_highlighted_text_is_the_text(text, typed):
    whole = "".join(highlight(text, parse(typed)))
    without = re.sub(r"</?mark>", "", whole)
    assert "<" not in without
    assert ">" not in without
    assert html.unescape(without) == text
    assert re.sub(r"<mark>[^<]+</mark>", "", whole).count("<") == 0


@given(TEXTS, TEXTS, st.integers(1, 60), st.integers(1, 3))
def test_fragments_keep_to_their_length_and_to_the_text(text, typed, length, fragments):
    found = highlight(text, parse(typed), length=length, fragments=fragments)
    assert len(found) <= fragments
    for fragment in found:
        plain = html.unescape(re.sub(r"</?mark>", "", fragment))
        cut = plain if len(text) <= length else plain.removeprefix("… ").removesuffix(" …")
        assert len(cut) <= length
        assert cut in text
