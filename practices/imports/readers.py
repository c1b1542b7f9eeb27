"""Reading files: each format into the same rows, with limits checked before anything is unpacked."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from practices.imports.errors import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024
#: An .xlsx is a ZIP archive: a small one can hold gigabytes.
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
FORMATS = (".csv", ".xlsx", ".jsonl")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column name: text, a list (only from .jsonl), a number, or None for an empty cell.

    A column that the file does not have is not in `values`. `error` is set when the row itself is unreadable.
    """

    number: int
    values: Mapping[str, Any]
    error: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, one by one; rows without any content are passed over.

    Raises:
        UnreadableFile: it is missing, too large, of another format, or not what its name says.
    """
    if path.suffix.lower() not in FORMATS:
        raise UnreadableFile(f"„{path.name}“ hat kein bekanntes Format. Möglich sind .csv, .xlsx und .jsonl.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"„{path.name}“ lässt sich nicht öffnen: {error.strerror}.") from error
    if not path.is_file():
        raise UnreadableFile(f"„{path.name}“ ist keine Datei.")
    if size > MAX_BYTES:
        raise UnreadableFile(f"„{path.name}“ ist größer als {MAX_BYTES // 1024**2} MB. Bitte teilen Sie die Datei.")
    reader = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl}[path.suffix.lower()]
    for count, row in enumerate(reader(path), start=1):
        if count > MAX_ROWS:
            raise UnreadableFile(
                f"Mehr als {MAX_ROWS} Zeilen: Die weiteren wurden nicht gelesen. Bitte teilen Sie die Datei."
            )
        yield row


def _read_csv(path: Path) -> Iterator[Row]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows write when nobody chose UTF-8.
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableFile(f"„{path.name}“ ist keine CSV-Datei. Bitte speichern Sie sie als „CSV UTF-8“.")
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = _names(next(lines, []), path)
        # A cell may span lines: rows are counted as a spreadsheet shows them, not lines of the file.
        for number, cells in enumerate(lines, start=2):
            yield from _row(number, names, [_without_guard(cell) for cell in cells])
    except csv.Error as error:
        raise UnreadableFile(f"„{path.name}“ ist keine lesbare CSV-Datei (Zeile {lines.line_num}).") from error


def _read_xlsx(path: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFile(f"„{path.name}“ ist entpackt zu groß. Bitte teilen Sie die Datei.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(f"„{path.name}“ ist keine lesbare Excel-Datei (.xlsx).") from error
    try:
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        names = _names([("" if cell is None else str(cell)) for cell in next(lines, ())], path)
        for number, cells in enumerate(lines, start=2):
            yield from _row(number, names, list(cells))
    finally:
        book.close()


def _read_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
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
