"""Reading files: each format into the same rows, with limits checked before anything is unpacked."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.numbers import thousands
from practices.imports.archives import check_archive
from practices.imports.errors import UnreadableFile
from practices.imports.limits import FARTHEST_COLUMN, FARTHEST_ROW, MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from practices.imports.sheets import check_first_sheet
from practices.imports.word import practice_of_word

#: Bytes (or characters) of a line.
MAX_LINE = 5 * 1024 * 1024
#: openpyxl has no error of its own for a workbook that is not as it should be.
_OF_A_BROKEN_WORKBOOK = (
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
)
FORMATS = (".xlsx", ".csv", ".jsonl", ".docx")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column name: text, a list (only from .jsonl), a number, or None for an empty cell.

    A column that the file does not have is not in `values`. `error` is set when the row itself is unreadable.
    """

    number: int
    values: Mapping[str, Any]
    error: str = ""


def check_name_and_size(path: Path) -> None:
    """What can be told of a file without looking into it.

    Raises:
        UnreadableFile: it is missing, empty, too large or of another format.
    """
    if path.suffix.lower() not in FORMATS:
        raise UnreadableFile(f"„{path.name}“ hat kein bekanntes Format. Möglich sind {', '.join(FORMATS)}.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"„{path.name}“ lässt sich nicht öffnen: {error.strerror}.") from error
    if not path.is_file():
        raise UnreadableFile(f"„{path.name}“ ist keine Datei.")
    if not size:
        raise UnreadableFile(f"„{path.name}“ ist leer.")
    if size > MAX_BYTES:
        raise UnreadableFile(f"„{path.name}“ ist größer als {MAX_BYTES // 1024**2} MB. Bitte teilen Sie die Datei.")


def rows_of(path: Path, pictures: Path) -> Iterator[Row]:
    """The rows of a file, one by one; rows without any content are passed over.

    To be called where memory and time are limited: `limited.rows_of_file` is for everyone else.

    Raises:
        UnreadableFile: it is not what its name says, or has too much in it.
    """
    check_name_and_size(path)
    suffix = path.suffix.lower()
    if suffix == ".docx":
        yield Row(1, practice_of_word(path, pictures))
        return
    reader = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl}[suffix]
    for count, row in enumerate(reader(path), start=1):
        if count > MAX_ROWS:
            raise UnreadableFile(
                f"„{path.name}“ hat mehr als {thousands(MAX_ROWS)} Zeilen. Bitte teilen Sie die Datei."
            )
        yield row


def _read_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        heading = file.readline(MAX_LINE)
        if "\x00" in heading:
            raise UnreadableFile(f"„{path.name}“ ist keine CSV-Datei. Bitte speichern Sie sie als „CSV UTF-8“.")
        file.seek(0)
        lines = csv.reader(file, delimiter=max(";,\t", key=heading.count))
        try:
            names = _names(next(lines, []), path)
            # A cell may span lines: rows are counted as a spreadsheet shows them, not lines of the file.
            for number, cells in enumerate(lines, start=2):
                yield from _row(number, names, [_without_guard(cell) for cell in cells])
        except csv.Error as error:
            raise UnreadableFile(f"„{path.name}“ ist keine lesbare CSV-Datei (Zeile {lines.line_num}).") from error


def _encoding(path: Path) -> str:
    """UTF-8, with or without its mark; else what spreadsheets on Windows write when nobody chose UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        beginning = file.read(4)
        if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _read_xlsx(path: Path) -> Iterator[Row]:
    check_archive(path, kind="Excel-Datei (.xlsx)", must_hold="xl/workbook.xml")
    check_first_sheet(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        if (sheet.max_column or 0) > FARTHEST_COLUMN or (sheet.max_row or 0) > FARTHEST_ROW:
            corner = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
            raise UnreadableFile(
                f"„{path.name}“ reicht bis zur Zelle {corner}. Möglich sind {MAX_COLUMNS} Spalten und "
                f"{thousands(MAX_ROWS)} Zeilen. Bitte löschen Sie die leeren Zeilen und Spalten dahinter."
            )
        lines = sheet.iter_rows(max_col=FARTHEST_COLUMN, max_row=FARTHEST_ROW + 1, values_only=True)
        names = _names([("" if cell is None else str(cell)) for cell in next(lines, ())], path)
        for number, cells in enumerate(lines, start=2):
            if number > FARTHEST_ROW:
                raise UnreadableFile(
                    f"„{path.name}“ hat mehr als {thousands(FARTHEST_ROW)} Zeilen, leere mitgezählt. "
                    "Bitte löschen Sie die leeren."
                )
            yield from _row(number, names, [_plain(cell) for cell in cells])
        book.close()
    except _OF_A_BROKEN_WORKBOOK as e:
        raise UnreadableFile(f"„{path.name}“ ist keine lesbare Excel-Datei (.xlsx).") from e


def _plain(cell: Any) -> Any:
    """What JSON can hold; a date as a spreadsheet's user would write it."""
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)


def _read_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(MAX_LINE):
            number += 1
            if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
                raise UnreadableFile(f"Die Zeile {number} von „{path.name}“ ist länger als {MAX_LINE // 1024**2} MB.")
            if not raw.strip():
                continue
            try:
                values = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (UnicodeDecodeError, ValueError, RecursionError):
                yield Row(number, {}, "Die Zeile ist kein gültiges JSON (UTF-8).")
                continue
            if not isinstance(values, dict):
                yield Row(number, {}, "Die Zeile ist kein JSON-Objekt mit Spaltennamen.")
                continue
            yield Row(number, {str(name).strip().lower(): value for name, value in values.items()})


def _names(cells: list[str], path: Path) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise UnreadableFile(f"„{path.name}“ hat mehr als {MAX_COLUMNS} Spalten. Bitte löschen Sie überzählige.")
    if not names:
        raise UnreadableFile(f"„{path.name}“ hat keine Kopfzeile. Die erste Zeile muss die Spaltennamen nennen.")
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise UnreadableFile(f"Diese Spalten stehen mehrfach in der Kopfzeile: {', '.join(sorted(twice))}.")
    return names


def _row(number: int, names: list[str], cells: list[Any]) -> Iterator[Row]:
    if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
        return
    padded = cells[: len(names)] + [None] * (len(names) - len(cells))
    values = {name: cell for name, cell in zip(names, padded, strict=True) if name}
    surplus = [cell for cell in cells[len(names) :] if cell not in (None, "")]
    error = "Die Zeile hat mehr Zellen als die Kopfzeile Spalten." if surplus else ""
    yield Row(number, values, error)


def _without_guard(cell: str) -> str:
    """Take back the apostrophe that the export puts before what a spreadsheet would run as a formula."""
    if cell.startswith("'") and cell[1:2] in (*FORMULA_STARTS, "'"):
        return cell[1:]
    return cell
