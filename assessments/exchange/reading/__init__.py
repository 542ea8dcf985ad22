"""Any file of questions: which format it is, and the reader that knows it."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Format, Note, Reading, Unreadable
from assessments.exchange.reading import missing
from assessments.exchange.reading.aiken import read_aiken
from assessments.exchange.reading.encodings import decode
from assessments.exchange.reading.gift import read_gift
from assessments.exchange.reading.moodle import read_moodle
from assessments.exchange.reading.qti import read_qti
from assessments.exchange.reading.recognising import format_of
from assessments.exchange.reading.tables import read_table

__all__ = ["format_of", "read"]


def read(
    data: bytes,
    *,
    name: str = "",
    format: Format | str | None = None,
    language: str = "es",
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """The questions of a file. Its format is recognised by what is in it and by its name unless it is said.

    Texts that do not say their language are in `language`. Raises `Unreadable` with what is wrong and how to mend it.
    """
    if not data.strip():
        raise Unreadable(Note(_("The file is empty."), _("Choose the file that has the questions.")))
    wanted = Format(format) if format else format_of(data, name)
    found = _read(data, wanted, name=name, language=language, columns=columns)
    return replace(found, items=tuple(missing.told(item) for item in found.items))


def _read(data: bytes, wanted: Format, *, name: str, language: str, columns: Mapping[str, str] | None) -> Reading:
    if wanted in (Format.CSV, Format.XLSX):
        return read_table(data, format=wanted, columns=columns, language=language)
    if wanted == Format.MOODLE:
        return read_moodle(data, language=language)
    if wanted == Format.QTI:
        return read_qti(data, name=name, language=language)
    text, notes = decode(data)
    found = read_gift(text, language=language) if wanted == Format.GIFT else read_aiken(text, language=language)
    return Reading(found.format, found.items, (*notes, *found.notes))
