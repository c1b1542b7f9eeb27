"""Tables for spreadsheets: no cell of somebody else's text is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: The most that a cell holds.
CELL_LIMIT = 32_767

Table = Iterable[Sequence[Any]]


def as_csv(headings: Sequence[str], rows: Table) -> str:
    """As Excel reads it: byte order mark, semicolons, an apostrophe before what would be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    # Headings, too: a question of a form is one.
    writer.writerows([guarded(_text(cell)) for cell in row] for row in chain([headings], rows))
    return "\ufeff" + text.getvalue()


def as_xlsx(title: str, headings: Sequence[str], rows: Table) -> IO[bytes]:
    """An open file with one sheet, in which every cell is text, whatever it begins with."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    return saved(book)


def saved(book: openpyxl.Workbook) -> IO[bytes]:
    """An open file with the workbook, at its beginning."""
    file = TemporaryFile()  # noqa: SIM115 - whoever asked closes it
    book.save(file)
    file.seek(0)
    return file


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", _text(value))[:CELL_LIMIT])
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell
