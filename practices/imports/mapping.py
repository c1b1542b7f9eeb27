"""Which column a heading of a file means: by its name, by what editors chose last, or by what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.vocabularies.load import german_letters
from practices.imports.columns import BY_NAME
from practices.imports.models import RememberedHeading
from practices.imports.readers import Row
from practices.imports.word import PICTURES

#: What reports call their parts, by column. The heading is compared without case, umlauts and what is no letter.
_USUAL: Mapping[str, str] = {
    "titel": "titel bezeichnung projekttitel name titeldespraxisbeispiels",
    "kurzbeschreibung": "kurzbeschreibung kurzfassung teaser inkuerze kurzinfo",
    "zusammenfassung": "zusammenfassung ueberblick abstract worumesgeht",
    "ausgangslage": "ausgangslage ausgangssituation hintergrund problem herausforderung anlass problemstellung",
    "ziele": "ziele ziel zielsetzung",
    "vorgehen": "vorgehen vorgehensweise umsetzung durchfuehrung massnahme massnahmen wassiegetanhaben",
    "ergebnis": "ergebnis ergebnisse wirkung wirkungen erfolge resultat fazit",
    "uebertragbarkeit": "uebertragbarkeit transfer uebertragung transferpotenzial erfolgsfaktoren",
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


def guessed(headings: Iterable[str]) -> dict[str, str]:
    """A column for each heading, or an empty string; no column twice: the heading that says it plainest has it."""
    headings = list(headings)
    remembered = dict(
        RememberedHeading.objects.filter(heading__in=[h[:200] for h in headings]).values_list("heading", "column")
    )
    found: dict[str, str] = dict.fromkeys(headings, "")
    taken: set[str] = set()
    for guess in (
        lambda heading: heading if heading in BY_NAME else None,
        lambda heading: remembered.get(heading[:200]),
        lambda heading: _COLUMN_OF.get(_letters(heading)),
    ):
        for heading in headings:
            column = "" if found[heading] else guess(heading)
            if column in BY_NAME and column not in taken and heading != PICTURES:
                found[heading] = column
                taken.add(column)
    return found


def remember(mapping: Mapping[str, str]) -> None:
    """For the next file. A heading that is a column's own name needs no memory."""
    RememberedHeading.objects.bulk_create(
        [RememberedHeading(heading=h[:200], column=c) for h, c in mapping.items() if h not in BY_NAME],
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["column"],
    )


def mapped(row: Row, mapping: Mapping[str, str], rest: str = "") -> Row:
    """The row by columns. What is assigned to none is left out, or gathered in the column `rest`, with its headings."""
    values: dict[str, Any] = {}
    left: list[str] = []
    for heading, value in row.values.items():
        if column := mapping.get(heading, ""):
            values[column] = value
        elif rest and isinstance(value, str) and value.strip():
            left.append(f"<h3>{heading.capitalize()}</h3>{value}")
    if left:
        values[rest] = "".join(left)
    return Row(row.number, values, row.error)


def _letters(heading: str) -> str:
    return "".join(letter for letter in german_letters(heading).casefold() if letter.isalnum())
