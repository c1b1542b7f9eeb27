"""What is told of a workbook from the tags of its first sheet, before anything is parsed."""

import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.imports import sheets
from practices.imports.errors import UnreadableFile
from practices.imports.limits import FARTHEST_COLUMN, FARTHEST_ROW
from practices.imports.sheets import check_first_sheet


@pytest.fixture
def workbook(tmp_path):
    """`workbook(first, second)`: with the XML of two sheets; None leaves what a spreadsheet program wrote."""
    plain = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["titel", "ergebnis"])
    book.create_sheet("Zweites")
    book.save(plain)

    def make(first=None, second=None):
        path = tmp_path / "datei.xlsx"
        replaced = {"xl/worksheets/sheet1.xml": first, "xl/worksheets/sheet2.xml": second}
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, replaced.get(name) or source.read(name))
        return path

    return make


def sheet(*rows):
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


def is_too_much(path):
    try:
        check_first_sheet(path)
    except UnreadableFile:
        return True
    return False


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    block=st.integers(1, 400),
    before=st.integers(FARTHEST_COLUMN - 3, FARTHEST_COLUMN + 3),
    after=st.integers(0, FARTHEST_COLUMN + 3),
    prefix=st.sampled_from(["", "x:"]),
)
def test_the_cells_of_the_first_row_are_counted_wherever_a_piece_ends(block, before, after, prefix, workbook):
    cell = f"<{prefix}c/>"
    path = workbook(sheet(*(f'<{prefix}row r="1">{cell * number}</{prefix}row>' for number in (before, after))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "_BLOCK", block)
        # The parts that say which sheet is the first are read in one piece.
        patch.setattr(sheets, "_beginning", lambda archive, name: archive.read(name))
        assert is_too_much(path) == (before > FARTHEST_COLUMN)


def test_too_many_rows_are_noticed_with_and_without_their_number(workbook):
    assert not is_too_much(workbook(sheet(*["<row/>"] * FARTHEST_ROW)))
    assert is_too_much(workbook(sheet(*["<row/>"] * (FARTHEST_ROW + 1))))
    assert not is_too_much(workbook(sheet(f'<row spans="1:2" r="{FARTHEST_ROW}"/>')))
    assert is_too_much(workbook(sheet(f'<row spans="1:2" r="{FARTHEST_ROW + 1}"/>')))


def test_a_sheet_that_is_not_read_may_hold_anything(workbook):
    much = sheet(*["<row/>"] * (FARTHEST_ROW + 1))
    assert is_too_much(workbook(first=much))
    assert not is_too_much(workbook(second=much))


def test_a_cell_that_no_spreadsheet_would_write_is_noticed(workbook):
    longest = "&quot;" * 32_767
    assert not is_too_much(workbook(sheet(f'<row r="1"><c t="inlineStr"><is><t>{longest}</t></is></c></row>')))
    assert is_too_much(workbook(sheet(f'<row r="1"><c t="inlineStr"><is><t>{longest * 20}</t></is></c></row>')))
