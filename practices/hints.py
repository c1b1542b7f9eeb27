"""What the form says at each field of a practice: what belongs there, and a good example to go by."""

from __future__ import annotations

from collections.abc import Mapping

HINTS: Mapping[str, str] = {
    "title": "Was getan wurde, nicht wie das Projekt hieß. Etwa: „Staplerschein mit der VR-Brille: üben ohne Unfall“.",
    "summary": "Ein Satz, der das Ergebnis nennt, höchstens 160 Zeichen. Etwa: „Zwölf Beschäftigte übten an der "
    "VR-Brille; alle bestanden, kein Stapler stand still.“",
    "abstract": "Anlass, Weg, Ergebnis in fünf Sätzen. Etwa: „Drei Betrieben fehlten Staplerfahrer. Gemeinsam "
    "kauften sie …“",
    "background": "Was war das Problem, für wen, in Zahlen? Etwa: „Von 140 Beschäftigten durften neun einen Stapler "
    "fahren; im Herbst fielen drei aus.“",
    "goals": "Woran wollten Sie erkennen, dass es gelungen ist? Etwa: „Bis Jahresende 20 neue Fahrer, keine Schicht "
    "ohne zwei von ihnen.“",
    "approach": "Wer hat was in welcher Reihenfolge getan? Etwa: „Zuerst fragten wir die Schichtleitungen, wann "
    "Zeit ist. Dann …“",
    "steps": "Ein Schritt ist, was man abhaken kann. Etwa: „Bedarf in drei Betrieben erheben – 3 Wochen – "
    "Koordinierungsstelle, Personalleitungen“.",
    "outcome": "Was kam heraus, auch was nicht gelang? Etwa: „18 von 20 bestanden. Zwei brachen ab, weil der Kurs "
    "in die Spätschicht fiel.“",
    "failures": "Was haben Sie versucht und wieder gelassen? Etwa: „Kurse am Samstag: Nach zwei Terminen kam "
    "niemand mehr.“",
    "effects": "Ein Indikator mit Zahl vorher und nachher. Etwa: „Anmeldungen im Jahr, vorher 12, nachher 31, "
    "gezählt“. Gibt es keine Zahl, schreiben Sie, warum.",
    "evidence": "Ergibt sich aus den Wirkungen. Hinweis: Es gibt Anzeichen. Erprobt: Es hat in Betrieben "
    "funktioniert. Gemessen: Zahlen zeigen einen Unterschied. Extern evaluiert: Andere haben es geprüft.",
    "evidence_reason": "Nur mit einer Begründung gilt, was Sie gewählt haben, statt dessen, was die Wirkungen "
    "zeigen. Etwa: „Die Zahlen stammen aus einem einzigen Kurs.“",
    "obstacles": "Was stand im Weg, und was half? Etwa: „Die Schichtleitungen sagten ab“ – „Frühstücksrunde um "
    "sechs Uhr in der Halle“.",
    "transferability": "Was sollten andere wissen, die es übernehmen wollen? Etwa: „Ohne einen Meister, der "
    "mitzieht, trägt es nicht.“",
    "core_parts": "Was muss so bleiben, damit es wirkt? Etwa: „Üben in der eigenen Halle, während der Arbeitszeit.“",
    "adaptable_parts": "Was lässt sich ändern oder weglassen? Etwa: „Statt der VR-Brille geht ein Simulator.“",
    "suited_for": "Etwa: „Lager und Produktion mit mindestens drei Staplern.“",
    "not_suited_for": "Etwa: „Betriebe ohne feste Schichten.“",
    "conditions": "Was muss da sein, was hilft? Etwa: „Ein Raum von 20 Quadratmetern – muss sein“.",
    "building_block_links": "Vorlagen und Methoden, die andere so übernehmen können. Etwa: „Ansprachebogen“.",
    "example_kind": "Was ist entstanden? Etwa: Qualifizierungsangebot für einen Kurs, Werkzeug für eine Plattform.",
    "topics": "Ein bis drei Themen, so genau wie möglich. Etwa: „Arbeitsplatznahes Lernen“.",
    "branches": "Die Branchen der Betriebe, in denen es stattfand. Etwa: „Lagerlogistik“.",
    "regions": "Ein Kreis genügt; sein Land gehört von selbst dazu. Etwa: „Kassel“.",
    "company_sizes": "Für welche Größen hat es sich bewährt? Mehrere sind möglich.",
    "target_groups": "Für wen war es gedacht? Etwa: „An- und Ungelernte“.",
    "tags": "Wörter, nach denen jemand suchen würde und die sonst nirgends stehen. Etwa: „Flurförderzeug“.",
    "verbund": "Der Weiterbildungsverbund, der es getragen hat.",
    "participants": "Wer hat was beigetragen? Etwa: „Logistik Muster GmbH – stellte Halle und Stapler“.",
    "network_type": "Was die Beteiligten verbindet. Etwa: entlang einer Lieferkette.",
    "social_partners": "Wie waren Betriebsrat, Gewerkschaft, Arbeitgeberverband beteiligt? Etwa: „Der Betriebsrat "
    "warb in den Schichten.“",
    "started_on": "Der erste Tag. Etwa: 01.03.2023.",
    "ended_on": "Der letzte Tag; leer, wenn es noch läuft.",
    "ongoing": "Ankreuzen, wenn es heute noch angeboten wird.",
    "year": "Das Jahr, in dem das Beispiel umgesetzt wurde. Etwa: 2023.",
    "stage": "Etwa: verstetigt, wenn es ohne Projekt weitergeht.",
    "stage_reason": "Nur wenn beendet oder abgebrochen; daraus lernen andere am meisten. Etwa: „Mit der Förderung "
    "ging die Koordinatorin.“",
    "effort_setup": "Personentage, bis es lief: „12“, „12–15“ oder „nicht erhoben“.",
    "effort_running": "Personentage im Jahr: „6“, „6–8“ oder „nicht erhoben“.",
    "cost_setup": "Euro, bis es lief: „4.500“, „4.000–6.000“ oder „nicht erhoben“.",
    "cost_running": "Euro im Jahr: „800“ oder „nicht erhoben“.",
    "cost_drivers": "Was macht es teuer oder billig? Etwa: „Die Freistellung kostet mehr als der Kurs.“",
    "instruments": "Was die Weiterbildung bezahlt hat. Etwa: „Förderung Beschäftigter nach § 82 SGB III“.",
    "funding": "Wer bezahlt was? Etwa: „Den Kurs zahlt die Agentur für Arbeit, die Brille teilen sich drei Betriebe.“",
    "self_sustaining": "Geht es ohne Zuschuss weiter? „Noch offen“ ist eine gute Antwort, wenn es so ist.",
    "image": "Ein Bild, das zeigt, worum es geht. Sind Personen erkennbar, brauchen Sie ihr Einverständnis.",
    "image_alt": "Was ist zu sehen? Etwa: „Eine Frau mit VR-Brille hält einen Steuerhebel.“",
    "pictures": "Jedes mit Alternativtext, Bildnachweis und Lizenz. Etwa: „Bild: Logistik Muster GmbH“.",
    "videos": "Adresse eines Films mit Untertiteln; mit Abschrift findet ihn auch die Suche.",
    "quotes": "Ein Satz, der klingt wie gesprochen. Etwa: „Ich hatte Angst vor der Prüfung. Nach drei Tagen nicht "
    "mehr.“",
    "files": "Was andere benutzen können, mit Lizenz. Etwa: „Checkliste Bedarfsanalyse.docx“.",
    "links": "Wohin führt der Link? Etwa: „Projektseite des Verbunds“, nicht „hier klicken“.",
    "sources": "Woher stammen die Zahlen? Etwa: „Abschlussbericht 2023, Seite 14“.",
    "easy_language": "Kurze Sätze, ein Gedanke je Satz, keine Fremdwörter. Etwa: „Viele Menschen üben mit einer "
    "Brille.“",
    "licence": "CC BY 4.0 heißt: Andere dürfen den Text nutzen, wenn sie die Quelle nennen.",
    "relations": "Etwa: „Variante von: Kranschein mit Simulator“.",
    "contact_role": "Eine Rolle, etwa „Projektbüro Nordhessen“. Kein Name nötig.",
    "contact_email": "Am besten ein Funktionspostfach, etwa projekt@verbund.example. Erscheint nirgends: Anfragen "
    "kommen über ein Formular. Wird gelöscht, wenn das Beispiel gelöscht wird.",
    "deputy_email": "Bekommt die Post, wenn die erste Adresse nicht antwortet, etwa info@verbund.example. Erscheint "
    "nirgends. Wird gelöscht, wenn das Beispiel gelöscht wird.",
    "offers_call": "Wer anfragt, darf um ein Gespräch bitten.",
    "offers_visit": "Wer anfragt, darf um einen Besuch im Betrieb bitten.",
    "offers_talk": "Sie stellen es auf einer Veranstaltung vor.",
    "offers_mentoring": "Sie begleiten einen anderen Verbund über Wochen.",
    "change_notes": "Was hat sich für Leser geändert? Etwa: „Kosten für 2024 ergänzt.“",
    "unassigned_text": "Was ein Import keinem Feld zuordnen konnte. Erscheint nicht auf der Seite. Verteilen Sie "
    "den Text und leeren Sie das Feld.",
}
