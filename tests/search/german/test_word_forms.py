"""Forms of one word find each other; words that only look alike do not."""

import pytest

from search.german.fold import exact_form
from search.german.stems import stem

SAME = """
Kurs Kurse Kursen Kurses
Zins Zinsen
Impuls Impulse Impulsen
Elektrobus Elektrobusse Elektrobussen
Szenario Szenarien Szenarios
flexibel flexible flexiblen
variabel variable
Betriebsrätin Betriebsrätinnen Betriebsrat Betriebsräte
Ingenieurin Ingenieurinnen Ingenieure
Mentorin Mentorinnen Mentoren Mentor
Koordinatorin Koordinatoren
Förderlotsin Förderlotsinnen Förderlotsen
Gesellin Gesellinnen Gesellen
Expertin Expertinnen Experten
Betriebswirtin Betriebswirte
Doktorandin Doktoranden
Migrantin Migrantinnen Migranten
Kollegin Kolleginnen Kollegen
Kundin Kundinnen Kunden
Ärztin Ärztinnen Ärzte Arzt
Anwältin Anwältinnen Anwalt
Spezialistinnen Spezialisten Spezialist
Fachmann Fachleute Fachfrauen
Vertrauensleute Vertrauensmann Vertrauensfrau
Förderung fördern fördert gefördert geförderte
Prüfung prüfen prüft geprüft geprüften
Ermittlung ermitteln ermittelt ermittelte
Ausbildung ausgebildet auszubilden ausbilden
Weiterbildung weitergebildet weiterbilden
Umschulung umschulen umgeschult
Nachqualifizierung nachqualifizieren nachqualifiziert
Planung geplant
Lernen lernt
Betrieb Betriebe Betrieben Betriebs
Workshop Workshops
Klima Klimas
Coaching Coach
Fotovoltaik Photovoltaik
Qualifikation Qualifizierung Qualifikationen
Motivation motivieren motiviert
Kommunikation kommunizieren
Koordination Koordinierung
Anerkennung anerkannt anerkennen
übernommen übernehmen
teilgenommen teilnehmen
Scheitern gescheitert
Schweißen geschweißt
""".strip().splitlines()

APART = """
Beschäftigte Beschäftigung
Schule Schulung
Zeit Zeitung
Unternehmen unternommen
Fördern Fordern
Kur Kurs
Station stier
Bekannte Bekenntnis
Gips Gip
Termin Term
Ausbilder Bilder
""".strip().splitlines()


@pytest.mark.parametrize("line", SAME)
def test_forms_of_one_word_have_one_stem(line):
    assert len({stem(exact_form(word)) for word in line.split()}) == 1


@pytest.mark.parametrize("line", APART)
def test_different_words_have_different_stems(line):
    words = line.split()
    assert len({stem(exact_form(word)) for word in words}) == len(words)
