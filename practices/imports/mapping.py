"""Which column a heading of a file means: by its name, by what editors chose last, or by what is usual."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from core.text import as_plain_text
from core.vocabularies.load import german_letters
from practices.imports.columns import BY_NAME, UNASSIGNED, Column, Kind
from practices.imports.models import RememberedHeading
from practices.imports.readers import Row
from practices.imports.values import plain
from practices.imports.word import PICTURES

#: What reports call their parts, by column. The heading is compared without case, umlauts and what is no letter.
_USUAL: Mapping[str, str] = {
    "titel": "titel bezeichnung projekttitel name titeldespraxisbeispiels",
    "kurzbeschreibung": "kurzbeschreibung kurzfassung teaser inkuerze kurzinfo",
    "zusammenfassung": "zusammenfassung ueberblick abstract worumesgeht kurzundknapp",
    "ausgangslage": "ausgangslage ausgangssituation hintergrund problem herausforderung anlass problemstellung",
    "ziele": "ziele ziel zielsetzung",
    "vorgehen": "vorgehen vorgehensweise umsetzung durchfuehrung massnahme massnahmen wassiegetanhaben",
    "ergebnis": "ergebnis ergebnisse wirkung wirkungen erfolge resultat fazit wasdabeiherauskam",
    "was_nicht_funktioniert_hat": "wasnichtfunktionierthat wasnichtgelang misserfolge lehren lessonslearned",
    "uebertragbarkeit": "uebertragbarkeit transfer uebertragung transferpotenzial erfolgsfaktoren",
    "kern": "kern wasbleibenmuss kernelemente",
    "anpassbar": "anpassbar wassichanpassenlaesst varianten",
    "geeignet_fuer": "geeignetfuer fuerwengeeignet",
    "nicht_geeignet_fuer": "nichtgeeignetfuer",
    "finanzierung": "finanzierung foerderung kosten kostenundfinanzierung",
    "foerderinstrumente": "foerderinstrumente foerderprogramm foerderprogramme",
    "sozialpartner": "sozialpartner betriebsrat sozialpartnerundbetriebsrat mitbestimmung",
    "quellen": "quellen literatur quellenundliteratur",
    "ansprechperson": "ansprechperson ansprechpartner kontakt",
    "laufzeit_von": "laufzeitvon beginn projektbeginn start",
    "laufzeit_bis": "laufzeitbis ende projektende",
    "umsetzungsstand": "umsetzungsstand stand status",
    "leichte_sprache": "leichtesprache inleichtersprache",
    "branchen": "branchen branche wirtschaftszweig wirtschaftszweige",
    "regionen": "regionen region ort landkreis kreis bundesland standort",
    "themen": "themen thema handlungsfeld handlungsfelder",
    "verbund": "verbund weiterbildungsverbund netzwerk",
    "zielgruppen": "zielgruppen zielgruppe fuerwen",
    "betriebsgroesse": "betriebsgroesse betriebsgroessen unternehmensgroesse groesse",
    "jahr": "jahr umsetzungsjahr",
    "schlagworte": "schlagworte schlagwoerter stichworte tags",
}
_COLUMN_OF = {heading: column for column, headings in _USUAL.items() for heading in headings.split()}
#: What running text below a heading of a report can be: not a date, a number or a list of entries.
_OF_PROSE = (Kind.TEXT, Kind.LINES, Kind.RICH_TEXT, Kind.TERMS, Kind.TAGS, Kind.VERBUND)


def guessed(headings: Iterable[str], *, word: Mapping[str, Any] | None = None) -> dict[str, str]:
    """A column for each heading, or an empty string; no column twice: the heading that says it plainest has it.

    `word` are the values of a Word file: what it has for no column goes to `nicht_zugeordnet`, so that nothing is lost.
    """
    headings = list(headings)
    remembered = dict(
        RememberedHeading.objects.filter(heading__in=[h[:200] for h in headings]).values_list("heading", "column")
    )
    found: dict[str, str] = {}
    for guess in (
        lambda heading: heading if heading in BY_NAME else _BY_LETTERS.get(_letters(heading)),
        lambda heading: remembered.get(heading[:200]),
        lambda heading: _COLUMN_OF.get(_letters(heading)),
    ):
        for heading in headings:
            column = None if heading in found or heading == PICTURES else guess(heading)
            if column is not None and _fits(column, found, heading, word):
                found[heading] = column
    rest = "" if word is None else UNASSIGNED
    return {heading: found.get(heading, "" if heading == PICTURES else rest) for heading in headings}


def _fits(column: str, found: Mapping[str, str], heading: str, word: Mapping[str, Any] | None) -> bool:
    """Whether the heading can have that column (or, empty, none)."""
    if column in ("", UNASSIGNED):
        return True
    if column not in BY_NAME or column in found.values():
        return False
    return word is None or "<" not in str(word.get(heading)) or BY_NAME[column].kind in _OF_PROSE


def remember(mapping: Mapping[str, str]) -> None:
    """For the next file. A heading that is a column's own name needs no memory."""
    RememberedHeading.objects.bulk_create(
        [RememberedHeading(heading=h[:200], column=c) for h, c in mapping.items() if h not in BY_NAME],
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["column"],
    )


def mapped(row: Row, mapping: Mapping[str, str], *, word: bool = False) -> Row:
    """The row by columns. What is assigned to none is left out; several headings may go to `nicht_zugeordnet`, where
    each stands above its text. Of a Word file, HTML stays in running text only, and its pictures come along."""
    values: dict[str, Any] = {}
    left: list[str] = []
    for heading, value in row.values.items():
        column = mapping.get(heading, "")
        if column == UNASSIGNED and heading != UNASSIGNED:
            text = as_plain_text(value) if word and isinstance(value, str) else plain(_one_text(value))
            left += [f"{heading[:1].upper()}{heading[1:]}:\n{text}"] if text else []
        elif column:
            values[column] = _as_column_has_it(BY_NAME[column], value) if word else value
        elif word and heading == PICTURES:
            values[PICTURES] = value
    if left:
        values[UNASSIGNED] = "\n\n".join(filter(None, [plain(_one_text(values.get(UNASSIGNED))), *left]))
    return Row(row.number, values, row.error)


def _as_column_has_it(column: Column, value: Any) -> Any:
    if column.kind is Kind.RICH_TEXT or not isinstance(value, str):
        return value
    lines = [line.strip() for line in as_plain_text(value).splitlines() if line.strip()]
    return (";" if column.is_list else "\n").join(lines)


def _one_text(value: Any) -> str:
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else "" if value is None else str(value)
    )


def _letters(heading: str) -> str:
    return "".join(letter for letter in german_letters(heading).casefold() if letter.isalnum())


_BY_LETTERS = {_letters(name): name for name in BY_NAME}
