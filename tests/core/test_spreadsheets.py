"""No cell of a table is run as a formula, whatever somebody typed."""

import csv
import io

import openpyxl
import pytest

from core.spreadsheets import as_csv, as_xlsx

DANGEROUS = ["=1+1", "+49 30", "-x", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x";"y")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_an_apostrophe_stands_before_what_a_spreadsheet_would_run_in_headings_and_cells(text):
    rows = list(csv.reader(io.StringIO(as_csv(["Name", text], [["Anna", text]])[1:], newline=""), delimiter=";"))
    assert rows == [["Name", f"'{text}"], ["Anna", f"'{text}"]]


@pytest.mark.parametrize("text", DANGEROUS)
def test_in_excel_s_own_format_every_cell_is_text(text):
    with as_xlsx("Blatt", ["Name", text], [["Anna", text]]) as file:
        sheet = openpyxl.load_workbook(file).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet["B2"].value.strip() == text.strip()


def test_harmless_text_stays_as_it_is():
    assert as_csv(["Name"], [["Käthe = 3"], [None], [7]]).splitlines() == ["\ufeffName", "Käthe = 3", '""', "7"]
