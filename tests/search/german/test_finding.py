"""Which text a search finds and which it does not, in German: pairs of what stands there and what is typed."""

import pytest

from search.german.index import index_terms
from search.german.match import matches
from search.german.query import parse

FOUND = {
    "word form": [
        ("Zwölf Verbünde stellen sich vor", "Verbund"),
        ("Der Verbund lädt ein", "Verbünden"),
        ("Die Satzung des Verbunds", "Verbünde"),
        ("Betriebsräte gewinnen", "Betriebsrat"),
        ("mit einer Fachkraft", "Fachkräfte"),
        ("Themen der Zentren", "Thema Zentrum"),
        ("Ein Praktikum in der Praxis", "Praktika Praxen"),
        ("Wer sich qualifiziert", "Qualifizierung"),
        ("Wir qualifizieren Beschäftigte", "Qualifizierungen"),
        ("Ergebnisse", "Ergebnis"),
        ("Azubis und KMUs", "Azubi KMU"),
        ("Gremien", "Gremium"),
    ],
    "transliteration": [
        ("Weiterbildungsverbünde", "Weiterbildungsverbuende"),
        ("Verbuende", "Verbünde"),
        ("Verbünde", "Verbunde"),
        ("Verbu\u0308nde", "Verbünde"),
        ("Groesse und Übertragbarkeit", "Größe Uebertragbarkeit"),
        ("Straße", "Strasse"),
        ("Massnahme", "Maßnahme"),
        ("SCHWEISSEN", "schweißen"),
        ("Quelle: aktuelle Steuer für Neue", "quelle aktuell neue steuer"),
    ],
    "compound holds the word": [
        ("Fahrzeugzulieferindustrie", "Zulieferer"),
        ("Fahrzeugzulieferindustrie", "Zulieferindustrie"),
        ("Fachkräftemangel", "Fachkraft"),
        ("Betriebsratsvorsitzende", "Betriebsräte"),
        ("Weiterbildung", "Bildung"),
        ("Weiterbildungsverbundkoordination", "Weiterbildungsverbünde"),
        ("Schweißtechnik", "Technik"),
        ("branchenübergreifend", "Branche"),
        ("Hochvolttechnik in der Werkstatt", "Hochvolt"),
    ],
    "compound's parts apart": [
        ("Bedarf an Bildung", "Bildungsbedarf"),
        ("Die Industrie der Zulieferer", "Zulieferindustrie"),
        ("Mangel an Fachkräften", "Fachkräftemangel"),
        ("Bedarf an Weiterbildung", "Weiterbildungsbedarf"),
        ("Beratung für KMU", "KMU-Beratung"),
    ],
    "hyphen": [
        ("KMU-Beratung", "Beratung"),
        ("KMU-Beratung", "kmu"),
        ("KMU-Beratung", "KMUBeratung"),
        ("E-Learning", "eLearning"),
        ("Elearning", "E-Learning"),
        ("Weiterbildungs-Verbund", "Weiterbildungsverbünde"),
        ("Weiterbildungsverbund", "Weiterbildungs-Verbund"),
        ("Fahrzeug- und Zulieferindustrie", "Fahrzeug"),
        ("Fahr\u00adzeug\u00adindustrie", "Fahrzeugindustrie"),
    ],
    "gender": [
        ("Mitarbeiter:innen", "Mitarbeiter"),
        ("Mitarbeiter*innen", "Mitarbeiterin"),
        ("Mitarbeiter_innen", "Mitarbeiterinnen"),
        ("MitarbeiterInnen", "Mitarbeitende"),
        ("Mitarbeitende", "Mitarbeiter:innen"),
        ("Mitarbeiter/-innen", "Mitarbeiter/innen"),
        ("Mitarbeiter(innen)", "Mitarbeiter*in"),
        ("Bürger:innenrat", "Bürgerrat"),
        ("Ärzt:innen und Kolleg*innen", "Ärzte Kollegen"),
        ("Beschäftigte:r", "Beschäftigte"),
    ],
    "numbers and abbreviations": [
        ("Förderung nach § 82 SGB III", "§82 SGB III"),
        ("nach §\u00a082 SGB\u00a0III", "§ 82 sgb iii"),
        ("1.000 Betriebe", "1000 Betriebe"),
        ("WBV und TQ mit der IHK", "tq ihk wbv"),
        ("f-bb", "fbb"),
        ("B.A. und i.d.R.", "BA idr"),
    ],
    "several words": [
        ("Beratung der Betriebe in Sachsen", "sachsen betrieb beratung"),
        ("Wir sind da", "wir sind"),
        ("Bildung und Beratung", "Bildung AND Beratung"),
        ("Bildung und Beratung", "Wo gibt es Beratung?"),
    ],
}

NOT_FOUND = {
    "no part of it": [
        ("Ausbilder", "Bilder"),
        ("Vorbilder", "Bilder"),
        ("Zulieferindustrie", "Dustrie"),
        ("Bildung", "Bild"),
        ("Gesellschaft", "Schaft"),
        ("Wirtschaft", "Wirt"),
        ("Unternehmen", "Nehmen"),
        ("Fahrzeug", "Zeug"),
        ("Meistern", "Stern"),
        ("Verantwortung", "Wortung"),
        ("Motoren", "Tor"),
        ("Handwerk", "Hand"),
        ("Arbeitgeber", "Arbeit"),
    ],
    "another word": [
        ("Forderung", "Förderung"),
        ("zahlen", "zählen"),
        ("Bürger", "Burgen"),
        ("Lohndruck", "drücken"),
        ("Quelle", "Qualle"),
        ("Haus", "Hau"),
    ],
    "not all of it": [
        ("Bedarf an Personal", "Bildungsbedarf"),
        ("Entwicklung der Bildung, weiter so", "Weiterbildungsentwicklung"),
        ("Beratung", "Bildung Beratung"),
        ("§ 81 SGB III", "§ 82 SGB III"),
    ],
}


def pairs(groups):
    return [
        pytest.param(text, typed, id=f"{kind}: {typed} / {text}")
        for kind, found in groups.items()
        for text, typed in found
    ]


def found(text, typed):
    return matches(parse(typed), {"body": index_terms(text)})


@pytest.mark.parametrize(("text", "typed"), pairs(FOUND))
def test_german_text_is_found_by_what_people_type(text, typed):
    assert found(text, typed)


@pytest.mark.parametrize(("text", "typed"), pairs(NOT_FOUND))
def test_other_words_are_not_found(text, typed):
    assert not found(text, typed)


def test_clauses_may_be_fulfilled_in_different_zones():
    document = {"title": index_terms("Beratung"), "body": index_terms("in Sachsen")}
    assert matches(parse("Beratung Sachsen"), document)


def test_the_parts_of_one_word_must_stand_in_one_zone():
    apart = {"title": index_terms("Bedarf"), "body": index_terms("Bildung")}
    assert not matches(parse("Bildungsbedarf"), apart)
    assert matches(parse("Bildungsbedarf"), {"title": index_terms(""), "body": index_terms("Bedarf an Bildung")})


def test_an_empty_query_finds_everything():
    assert matches(parse(" – "), {"body": index_terms("")})
