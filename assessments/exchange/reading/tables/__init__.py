"""Tables, one question a row: CSV and XLSX, in our own template or in columns that someone says what they hold.

The template is described in `columns`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Format, Item, Note, Reading, Unreadable, Verdict
from assessments.exchange.reading.tables.columns import all_fields, fields_of, header, is_letter
from assessments.exchange.reading.tables.rows import Broken, Filled, OfNoRow, content_of, kind_of
from assessments.exchange.reading.tables.sheets import Row, Sheet, sheets_of

__all__ = ["all_fields", "fields_of", "header", "headers", "read_table"]

_SHORTENED = 80
_MOST_ABOVE = 10  # rows among which the names of the columns are looked for


def headers(data: bytes, *, format: Format | str | None = None) -> list[str]:
    """What the columns of the file are called, for someone to say what they hold. Raises `Unreadable`."""
    return list(sheets_of(data, format=format)[0].headers)


def read_table(data: bytes, *, format: Format | str, columns: Mapping[str, str] | None = None, language: str = "es") -> Reading:
    """Every row of the first sheet that has questions. Texts in a column without a language are in `language`.

    `columns` says which column holds what: {our field: their header}; those it does not name are recognised by their names. Raises
    `Unreadable` when no column holds questions, or none is filled in.
    """
    sheets = sheets_of(data, format=format)
    for sheet in sheets:
        for headed in _headings(sheet):
            places = fields_of(headed.headers, language=language, columns=columns)
            if "stem_es" in places or "stem_en" in places:
                headed = _in_two_rows(headed, places)
                places = fields_of(headed.headers, language=language, columns=columns)
                return Reading(Format(format), _items(headed, places), (*headed.notes, *_unknown(headed, places)))
    raise Unreadable(
        Note(
            _("No column holds the question."),
            _("Say which column holds what, or name them as in our template: the first row has their names."),
        )
    )


def _headings(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet as it stands, and as it would be with one of its next rows for the names of the columns: above them a title may stand."""
    yield sheet
    above = [sheet.headers]
    for at, row in enumerate(sheet.rows[:_MOST_ABOVE], 1):
        told = Note(
            _("Rows above the names of the columns were passed over: %(cells)s."),
            values={"cells": " | ".join(cell for cells in above for cell in cells if cell)[:200]},
        )
        yield Sheet(row.cells, sheet.rows[at:], (*sheet.notes, told))
        above.append(row.cells)


def _in_two_rows(sheet: Sheet, places: Mapping[str, int]) -> Sheet:
    """With a second row of names (A, B, C below a merged “Options”) taken into the first."""
    below = sheet.rows[0].cells if sheet.rows else ()
    named = [at for at, cell in enumerate(below) if cell]
    if not named or any(at in places.values() or not is_letter(below[at]) for at in named):
        return sheet
    width = max(len(sheet.headers), len(below))
    first, second = ((*cells, *[""] * (width - len(cells))) for cells in (sheet.headers, below))
    return Sheet(tuple(under or over for over, under in zip(first, second, strict=True)), sheet.rows[1:], sheet.notes)


def _unknown(sheet: Sheet, places: Mapping[str, int]) -> tuple[Note, ...]:
    """The columns of which nothing is taken."""
    names = [name for at, name in enumerate(sheet.headers) if name and at not in places.values()]
    if not names:
        return ()
    message = _("Columns of which nothing was taken: %(names)s.")
    return (Note(message, _("Say which column holds what, if one of them matters."), {"names": ", ".join(names)[:300]}),)


def _items(sheet: Sheet, places: Mapping[str, int]) -> tuple[Item, ...]:
    items = tuple(_item(row, places, len(sheet.headers)) for row in sheet.rows)
    if not items:
        raise Unreadable(Note(_("The table has no questions yet: there is nothing below its first row."), _("Write one question a row.")))
    return items


def _item(row: Row, places: Mapping[str, int], columns: int) -> Item:
    cells = {field: row.cells[at] for field, at in places.items() if at < len(row.cells) and row.cells[at]}
    filled = Filled(cells, as_html=filled_format(cells) == "html")
    around, notes = _around(cells)
    if beyond := [cell for cell in row.cells[columns:] if cell]:
        message = _("The row has more cells than the table has columns; left out: %(cells)s.")
        notes.append(
            Note(message, _("Write texts with the sign that parts the columns in quotation marks."), {"cells": " | ".join(beyond)[:200]})
        )
    kind = ""
    try:
        kind = kind_of(filled)
        content = content_of(kind, filled)
    except OfNoRow:
        note = Note(_("A question of this kind does not fit a row."), _("Write it in the editor, or bring it as Moodle XML."))
        return _refused(Verdict.UNSUPPORTED, cells["kind"], cells, row, note, around)
    except Broken as broken:
        return _refused(Verdict.BROKEN, kind or cells.get("kind", ""), cells, row, broken.note, around)
    told = tuple(Note(one.message, one.mend, one.values, row.line) for one in notes)
    return Item(
        kind=str(kind), verdict=Verdict.READY, content=content, line=row.line, notes=told, **{"title": cells.get("title", ""), **around}
    )


def filled_format(cells: Mapping[str, str]) -> str:
    return "html" if cells.get("format", "").strip().lower() == "html" else "plain"


def _refused(verdict: Verdict, kind: str, cells: Mapping[str, str], row: Row, note: Note, around: dict[str, Any]) -> Item:
    title = " ".join((cells.get("title") or cells.get("stem_es") or cells.get("stem_en") or " ".join(cells.values())).split())
    title = title if len(title) <= _SHORTENED else f"{title[:_SHORTENED].rstrip()}…"
    told = (Note(note.message, note.mend, note.values, row.line),)
    return Item(kind=str(kind), verdict=verdict, title=title, line=row.line, notes=told, **around)


def _around(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Note]]:
    """What a row says beside the question itself, and what of it is not understood."""
    notes: list[Note] = []
    numbers = {}
    for field, most in (("level", 5), ("difficulty", 3)):
        text = cells.get(field, "")
        fits = len(text) == 1 and text.isascii() and text.isdecimal() and 1 <= int(text) <= most
        numbers[field] = int(text) if fits else None
        if text and not fits:
            notes.append(Note(_("“%(text)s” is no number from 1 to %(most)s and was left out."), values={"text": text[:40], "most": most}))
    around = {
        "code": cells.get("code", ""),
        "competency": cells.get("competency", ""),
        "tags": tuple(dict.fromkeys(tag for one in cells.get("tags", "").replace(";", ",").split(",") if (tag := one.strip()))),
        "category": tuple(name for one in cells.get("category", "").split(" > ") if (name := one.strip())),
        **numbers,
    }
    return around, notes
