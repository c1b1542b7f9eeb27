"""Words of a text: where they stand, what they fold to, what they consist of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.fold import MAX_TERM_LENGTH, exact_form, fold, sort_key
from search.german.index import index_terms
from search.german.stems import stem
from search.german.tokens import tokenize

COMPOUNDS = {
    "Fahrzeugzulieferindustrie": ["fahrzeug", "zulieferer", "industrie"],
    "Weiterbildungsverbünde": ["weiterbildung", "verbund"],
    "Qualifizierungschancengesetz": ["qualifizierung", "chance", "gesetz"],
    "Arbeitgeberverbände": ["arbeitgeber", "verband"],
    "Batteriezellfertigung": ["batterie", "zelle", "fertigung"],
    "Kurzarbeitergeld": ["kurzarbeiter", "geld"],
    "Betriebsräte": ["betrieb", "rat"],
    "Geschäftsführung": ["geschäft", "führung"],
    "Kinderbetreuungskosten": ["kind", "betreuung", "kosten"],
    "Projektleiterin": ["projekt", "leiter"],
    "trägerneutral": ["träger", "neutral"],
}
SIMPLEX = (
    "Ausbilder Ausbildung Mannschaft Organisation Generationen Verantwortung Konferenzen Interessenten Herausforderung "
    "Direktor Schwestern Mitarbeiterinnen Unternehmerinnen Einrichtung Konsequenzen Universitäten Möglichkeiten"
)


def parts(word):
    return tokenize(word)[0].parts


@pytest.mark.parametrize(("word", "constituents"), COMPOUNDS.items())
def test_a_compound_is_divided_into_the_stems_of_its_parts(word, constituents):
    plain = [tokenize(part)[0] for part in constituents]
    # A prefix stays with its part: weiter|bildung is one unit, also on its own.
    assert parts(word) == tuple(token.parts[0] if token.parts else token.stem for token in plain)


@pytest.mark.parametrize("word", SIMPLEX.split())
def test_a_word_that_is_no_compound_is_not_divided(word):
    assert parts(word) == ()


@pytest.mark.parametrize(
    "forms",
    [
        "Verbund Verbunds Verbundes Verbünde Verbünden Verbuende Verbunde",
        "Betriebsrat Betriebsrats Betriebsräte Betriebsräten",
        "Zentrum Zentrums Zentren",
        "Museum Museums Museen",
        "Mechanismus Mechanismen",
        "Firma Firmen",
        "Büro Büros",
        "qualifizieren qualifiziert qualifizierte Qualifizierung Qualifizierungen",
        "Mitarbeiter Mitarbeiterin Mitarbeiterinnen Mitarbeitende Mitarbeitenden",
        "Haus Hauses Häuser Häusern",
        "Kreis Kreises Kreise Kreisen",
        "Ergebnis Ergebnisse Ergebnissen",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(exact_form(form)) for form in forms.split()}) == 1


def test_a_hyphened_word_gives_the_whole_and_its_pieces():
    tokens = [(token.surface, token.exact) for token in tokenize("KMU-Beratung")]
    assert tokens == [("KMU-Beratung", "kmuberatung"), ("KMU", "kmu"), ("Beratung", "beratung")]


def test_years_with_a_hyphen_are_not_joined():
    assert [token.exact for token in tokenize("2021-2024")] == ["2021", "2024"]


def test_stop_words_are_indexed_as_written_only():
    terms = index_terms("Die Bildung und der Verbund")
    assert terms.exact == "die bildung und der verbund"
    assert terms.stem == "bildung verbund"
    assert terms.parts == "bildung verbund"


def test_titles_sort_as_in_a_german_dictionary():
    titles = ["Zebra", "Öffnung", "Ofen", "„Ägypten“", "Affe", "Straße", "Strasse 2"]
    assert sorted(titles, key=sort_key) == [
        "Affe", "„Ägypten“", "Ofen", "Öffnung", "Straße", "Strasse 2", "Zebra",
    ]  # fmt: skip


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert exact_form(exact_form(text)) == exact_form(text)


@given(st.text(alphabet=st.characters()))
def test_no_text_makes_the_analysis_fail(text):
    terms = index_terms(text)
    for level in (terms.exact, terms.stem, terms.parts):
        assert level == " ".join(level.split())
        assert all(len(term) <= MAX_TERM_LENGTH for term in level.split())


@given(st.text())
def test_a_token_says_where_it_stands(text):
    for token in tokenize(text):
        assert text[token.start : token.end] == token.surface
        assert token.exact
        assert token.stem
