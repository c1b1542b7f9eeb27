"""How several things stand in one cell of a spreadsheet, so that people can write it and nothing is lost on the way.

A list has semicolons between its items; an item that holds one stands in quotation marks, doubled inside. Entries with
several parts are lines „name: text“; further lines of a text are indented, an empty line comes before the next entry:

    titel: Bedarf klären
    wochen: 3
    text: Erst fragen,
      dann rechnen.

    titel: Kurs planen

Knows neither Django nor columns. `joined` and `split`, `written` and `entries` undo each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_ITEM = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|$)|([^;]*)(?:;|$)')
_LABEL = re.compile(r"([^\W\d][\w-]*(?: [\w-]+){0,3}):(?:[ \t]+|$)")
_INDENT = "  "


class BadEntry(ValueError):
    """A cell cannot be read as entries; the message is German."""


def joined(items: Iterable[str]) -> str:
    """One cell of the items, none of which is empty or has spaces around it."""
    return ";".join('"' + item.replace('"', '""') + '"' if _needs_marks(item) else item for item in items)


def split(cell: str) -> list[str]:
    """The items of a cell without the spaces around them; empty ones are left out."""
    items: list[str] = []
    place = 0
    while place < len(cell):
        found = _ITEM.match(cell, place)
        assert found is not None
        quoted, plain = found.groups()
        items.append(plain.strip() if quoted is None else quoted.replace('""', '"'))
        place = found.end()
    return [item for item in items if item]


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """One cell of entries. No text has spaces or line breaks around it; its line breaks are `\\n`; none is empty."""
    return "\n\n".join("\n".join(_line(name, text) for name, text in row.items()) for row in rows)


def entries(cell: str, names: Sequence[str], main: str) -> list[dict[str, str]]:
    """The entries of a cell. `names` are those that an entry may have; a cell in which no line begins with one of them
    is a list of `main` alone.

    Raises:
        BadEntry: a line that is not indented begins with an unknown name.
    """
    known = {_letters(name): name for name in names}
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(_name(line, known) for line in lines):
        return [{main: item} for line in lines for item in split(line)]
    found: list[dict[str, list[str]]] = []
    name, apart = "", True
    for line in lines:
        here = _name(line, known)
        if here:
            if apart or not found or here in found[-1]:
                found.append({})
            found[-1][here] = [line.partition(":")[2]]
            name, apart = here, False
        elif not line.strip():
            apart = True
            if name:
                found[-1][name].append("")
        else:
            if _LABEL.match(line):
                raise BadEntry(
                    f"„{line.partition(':')[0]}“ gehört nicht hierher. Möglich sind: {', '.join(names)}. "
                    "Ist es der Anfang einer Textzeile, rücken Sie die Zeile um zwei Leerzeichen ein."
                )
            if not name:
                raise BadEntry(f"„{line.strip()[:60]}“ steht vor der ersten Angabe. Möglich sind: {', '.join(names)}.")
            found[-1][name].append(line.removeprefix(_INDENT))
            apart = False
    return [{name: text for name, pieces in entry.items() if (text := "\n".join(pieces).strip())} for entry in found]


def _name(line: str, known: Mapping[str, str]) -> str:
    found = _LABEL.match(line)
    return known.get(_letters(found[1]), "") if found else ""


def _letters(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("ß", "ss")


def _line(name: str, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{name}: {first}", *(f"{_INDENT}{line}" if line else "" for line in others)])


def _needs_marks(item: str) -> bool:
    return ";" in item or item.startswith('"')
