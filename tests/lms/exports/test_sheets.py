import io

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from lms.exports.sheets import as_csv, as_xlsx, safe_cell, sheet_title


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_made_text(cell):
    assert safe_cell(cell) == f"'{cell}"


def test_numbers_days_and_words_stay_as_they_are():
    assert [safe_cell(cell) for cell in (-1, 2.5, None, "a=b", "")] == [-1, 2.5, None, "a=b", ""]
    assert safe_cell(gettext_lazy("=1")) == "'=1"


def test_both_formats_hold_the_same_rows():
    rows = [["Nombre", "Nivel"], ["Peña", 3]]
    assert as_csv(rows).decode("utf-8-sig") == "Nombre;Nivel\r\nPeña;3\r\n"
    assert [list(row) for row in load_workbook(io.BytesIO(as_xlsx(rows, "Equipo: [1]"))).active.values] == rows


def test_a_sheet_is_called_what_a_sheet_may_be_called():
    assert sheet_title("a/b:c" + "x" * 40) == "a b c" + "x" * 26
    assert sheet_title("") == "1"
