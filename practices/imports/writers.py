"""Writing files that the import reads back unchanged, and that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from practices.imports.columns import COLUMNS
from practices.imports.errors import UnreadableFile
from practices.imports.readers import FORMATS, FORMULA_STARTS
from practices.imports.rows import Told, as_cell

#: The most that a cell of a spreadsheet holds.
XLSX_CELL_LIMIT = 32_767


def write_rows(path: Path, rows: Iterable[Told]) -> int:
    """Write rows (as `rows.told` makes them) in the format that the name says; returns how many.

    The file appears whole or not at all.

    Raises:
        UnreadableFile: the name's format is unknown, a text is too long for it, or the folder cannot be written.
    """
    writer = {".csv": _write_csv, ".xlsx": _write_xlsx, ".jsonl": _write_jsonl}.get(path.suffix.lower())
    if writer is None:
        raise UnreadableFile(f"„{path.name}“: Möglich sind {', '.join(FORMATS)}.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        count = writer(unfinished, rows)
        unfinished.replace(path)
    except OSError as error:
        raise UnreadableFile(f"„{path}“ lässt sich nicht schreiben: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def csv_lines(rows: Iterable[Told]) -> Iterator[str]:
    """The text of a .csv, row by row as it is made."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    # After a byte order mark, by which Excel knows UTF-8.
    written.write("\ufeff")
    writer.writerow([column.name for column in COLUMNS])
    yield written.getvalue()
    for row in rows:
        written.seek(0)
        written.truncate()
        writer.writerow([_guarded(cell) for cell in _cells(row)])
        yield written.getvalue()


def jsonl_lines(rows: Iterable[Told]) -> Iterator[str]:
    """The text of a .jsonl, row by row as it is made."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_csv(path: Path, rows: Iterable[Told]) -> int:
    # The heading is no row.
    return _write_lines(path, csv_lines(rows)) - 1


def _write_xlsx(path: Path, rows: Iterable[Told]) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Praxisbeispiele")
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in COLUMNS])
    count = 0
    try:
        for row in rows:
            texts = zip(COLUMNS, _cells(row), strict=True)
            sheet.append([_text_cell(sheet, column.name, text, row) for column, text in texts])
            count += 1
    finally:
        # Also what is refused: saving ends openpyxl's writing and takes away its temporary files.
        book.save(path)
    return count


def _text_cell(sheet: Any, name: str, text: str, row: Told) -> Any:
    if len(text) > XLSX_CELL_LIMIT:
        raise UnreadableFile(
            f"„{name}“ von „{row['titel']}“ ist zu lang für eine Excel-Zelle. "
            "Bitte exportieren Sie als .jsonl oder .csv."
        )
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # text, whatever it begins with
    return cell


def _write_jsonl(path: Path, rows: Iterable[Told]) -> int:
    return _write_lines(path, jsonl_lines(rows))


def _write_lines(path: Path, lines: Iterable[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in lines:
            file.write(line)
            count += 1
    return count


def _cells(row: Told) -> list[str]:
    return [as_cell(row[column.name]) for column in COLUMNS]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*FORMULA_STARTS, "'")) else cell
