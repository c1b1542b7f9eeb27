"""The report of an import: the rows that were refused, as they were read, with the reasons beside them; then those
that are not published although they should be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from core.spreadsheets import saved
from practices.imports.models import ImportedRow, ImportJob
from practices.imports.writers import XLSX_CELL_LIMIT

#: The report's own columns, which an import passes over when the file comes back.
ROW_COLUMN, REASON_COLUMN = "zeile im original", "fehler"


def write_report(job: ImportJob) -> IO[bytes]:
    """An open file with the workbook. Every cell is text, so that nothing in it is calculated."""
    book = openpyxl.Workbook(write_only=True)
    sheet = _sheet(book, "Abgelehnt", (REASON_COLUMN, ROW_COLUMN, *job.headings))
    rows = job.rows.filter(verdict=ImportedRow.Verdict.REFUSED)
    for row in rows.iterator(500):
        reasons = "\n".join(_reason(*problem) for problem in row.problems)
        values = [row.values.get(heading) for heading in job.headings]
        sheet.append([_cell(sheet, text) for text in (reasons, row.number, *values)])
    if job.rows.exclude(note="").exists():
        _not_published(book, job)
    return saved(book)


def _not_published(book: Any, job: ImportJob) -> None:
    """A second sheet, which an import does not read: what went in and is not published, and why."""
    titles = [heading for heading, column in job.mapping.items() if column == "titel"]
    sheet = _sheet(book, "Nicht veröffentlicht", ("Hinweis", "Zeile", "Titel"))
    for row in job.rows.exclude(note="").iterator(500):
        title = next((row.values.get(heading) for heading in titles), "")
        sheet.append([_cell(sheet, text) for text in (row.note, row.number, title)])


def _sheet(book: Any, title: str, headings: Iterable[str]) -> Any:
    """One whose headings stay in view, with room for a sentence at the left."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 60
    sheet.append([_cell(sheet, text, bold=True) for text in headings])
    return sheet


def _reason(column: str, value: str, reason: str) -> str:
    place = f"{column}: " if column else ""
    return f"{place}{reason}" + (f" (gefunden: „{value}“)" if value else "")


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    text = ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:XLSX_CELL_LIMIT])
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
