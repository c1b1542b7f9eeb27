"""Looking at the bare text of a workbook's first sheet: whether it is too much is told from its tags in a second, long
before a parser has built all its cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from core.numbers import thousands
from practices.imports.errors import UnreadableFile
from practices.imports.limits import FARTHEST_COLUMN, FARTHEST_ROW, MAX_COLUMNS, MAX_ROWS

#: Bytes between two tags. A cell of a spreadsheet has 32,767 characters at most: a fifth of it, however written.
MAX_TEXT = 1024 * 1024
_BLOCK = 1024 * 1024
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_NUMBER = re.compile(rb'\br="(\d{1,18})"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


def check_first_sheet(path: Path) -> None:
    """Refuse a workbook whose first sheet has too many rows or columns, or a cell that no spreadsheet would write. What
    is not a workbook is left for others to refuse.

    Raises:
        UnreadableFile: with what to do about it.
    """
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if (strings := "xl/sharedStrings.xml") in names:
            with archive.open(strings) as file:
                for _ in _texts(file, path):
                    pass
        if (sheet := _first_sheet(archive)) in names:
            with archive.open(sheet) as file:
                _check(file, path)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The part with the first sheet that has cells; empty if there is none."""
    relations: dict[bytes, bytes] = {}
    for relation in _RELATION.findall(_beginning(archive, "xl/_rels/workbook.xml.rels")):
        found = dict(re.findall(rb'\b(Id|Type|Target)="([^"]*)"', relation))
        if found.get(b"Type", b"").endswith(b"/worksheet"):
            relations[found.get(b"Id", b"")] = found.get(b"Target", b"")
    for name in _SHEET.findall(_beginning(archive, "xl/workbook.xml")):
        if target := relations.get(name):
            part = target.decode(errors="replace")
            return part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
    return ""


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_BLOCK)


def _texts(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """The file in pieces of whole tags."""
    rest = b""
    while block := file.read(_BLOCK):
        text = rest + block
        cut = max(text.rfind(b"<"), 0)
        rest = text[cut:]
        if len(rest) > MAX_TEXT:
            raise UnreadableFile(
                f"„{path.name}“ ist zu groß: In einer Zelle steht mehr, als Tabellenkalkulationen schreiben (32.767 "
                "Zeichen). Bitte kürzen oder teilen Sie den Text."
            )
        yield text[:cut]
    yield rest


def _check(file: IO[bytes], path: Path) -> None:
    rows = columns = 0
    for text in _texts(file, path):
        # The first row may go over several pieces.
        begins, ends = (0, len(text)) if rows == 1 else (len(text), len(text))
        for row in _ROW.finditer(text):
            rows += 1
            if rows == 1:
                begins = row.end()
                ends = len(text)
            elif rows == 2:
                ends = row.start()
            number = _NUMBER.search(row[1])
            if max(rows, int(number[1]) if number else 0) > FARTHEST_ROW:
                raise UnreadableFile(
                    f"„{path.name}“ reicht über die Zeile {thousands(FARTHEST_ROW)} hinaus, leere mitgezählt. Möglich "
                    f"sind {thousands(MAX_ROWS)} Zeilen. Bitte löschen Sie die leeren."
                )
        columns += len(_CELL.findall(text, begins, ends))
        if columns > FARTHEST_COLUMN:
            raise UnreadableFile(
                f"„{path.name}“ hat mehr als {MAX_COLUMNS} Spalten. Bitte löschen Sie überzählige, auch leere."
            )
