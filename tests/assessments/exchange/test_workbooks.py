"""Workbooks as tables of questions: what cells show, the template, and those that are damaged or mean harm."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from assessments.exchange.items import Format, Unreadable
from assessments.exchange.reading.tables import all_fields, header, headers, read_table
from assessments.exchange.writing.tables import template


def workbook(*rows, sheets=(), percent: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    if percent:
        book.active[percent].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_of_a_workbook_are_what_they_show():
    item = read_table(
        workbook(["tipo", "pregunta", "opción A", "opción B", "valor A", "valor B"], ["best", "¿?", 3.0, 4.5, 1, 0.5], percent="F2"),
        format="xlsx",
    ).items[0]
    assert [(option["text"]["es"], option["weight"]) for option in item.content["options"]] == [("3", 1), ("4.5", 50)]


def test_a_true_cell_of_a_workbook_is_true():
    (item,) = read_table(workbook(["pregunta", "correcta"], ["¿Sí?", True]), format=Format.XLSX).items
    assert item.kind == "true_false"


def test_the_first_sheet_with_questions_is_read():
    book = Workbook()
    book.active.append(["Instrucciones"])
    sheet = book.create_sheet("Banco")
    for row in ([], ["pregunta", "correcta"], [None, None], ["¿Sí?", "V"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)

    (item,) = read_table(out.getvalue(), format="xlsx").items

    assert item.line == 4


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_template_has_every_column_explains_them_and_holds_no_question(language):
    data = template(language=language)
    book = load_workbook(io.BytesIO(data))

    assert len(book.worksheets) == 2
    assert headers(data) == [header(field, language) for field in all_fields("abcdef")]
    explained = [row[0].value for row in book.worksheets[1].iter_rows()]
    assert {header(field, language) for field in all_fields("abcdef")} <= set(explained)
    assert book.worksheets[0].data_validations.dataValidation[0].sqref
    with pytest.raises(Unreadable, match="no questions yet"):
        read_table(data, format="xlsx")


def zipped(**files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


GOOD = workbook(["pregunta", "correcta"], ["¿Sí?", "V"])
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr">'
    b"<is><t>&b;</t></is></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"pregunta;x", "not an Excel file"),
        (b"\xd0\xcf\x11\xe0", "old kind"),
        (zipped(a_dot_txt="x"), "not an Excel file"),
        (GOOD[:500], "cannot be opened"),
        (with_part(GOOD, "xl/vbaProject.bin", b"x"), "macros"),
        (with_part(GOOD, "xl/worksheets/sheet1.xml", LAUGHS), "cannot be opened"),
        (with_part(GOOD, "xl/worksheets/sheet1.xml", b"<not xml"), "cannot be opened"),
        (with_part(GOOD, "xl/media/bomb.bin", b"\0" * (90 * 2**20)), "unpacks to more"),
    ],
)
def test_a_hostile_or_damaged_workbook_is_unreadable(data, message):
    with pytest.raises(Unreadable, match=message):
        read_table(data, format="xlsx")


def test_a_sheet_that_says_it_is_endless_is_not_believed():
    part = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>pregunta</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Unreadable):
        read_table(with_part(GOOD, "xl/worksheets/sheet1.xml", part), format="xlsx")


def test_of_a_workbook_formulas_without_a_result_joined_cells_and_dates_are_told():
    book = Workbook()
    sheet = book.active
    sheet.append(["pregunta", "opción A", "opción B", "opción C", "correcta"])
    sheet.append(["¿Cuándo?", date(2026, 3, 1), datetime(2026, 3, 2, 10, 30), time(9, 5), "A"])
    sheet["B2"].number_format = "mm-dd-yy"
    sheet.append(["¿Cuánto?", "=1+1", "dos", "tres", "B"])
    sheet.append(["¿Qué?", "u", None, "v", "A"])
    sheet.merge_cells("B4:C4")
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_table(buffer.getvalue(), format="xlsx")
    assert [note.values for note in reading.notes] == [{"cells": "B3"}, {"cells": "B4:C4"}, {}]
    assert [one["text"]["es"] for one in reading.items[0].content["options"]] == ["01/03/2026", "2026-03-02 10:30", "09:05"]
    assert [[one["text"]["es"] for one in item.content["options"]] for item in reading.items[1:]] == [["dos", "tres"], ["u", "v"]]
