"""Questions for elsewhere: each format by its writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.exchange.items import Format, Item, Note
from assessments.exchange.writing.gift import write_gift
from assessments.exchange.writing.moodle import write_moodle
from assessments.exchange.writing.qti import write_qti
from assessments.exchange.writing.tables import template, write_csv, write_xlsx

__all__ = ["WRITTEN", "Written", "suffix_of", "template", "write"]

WRITTEN = (Format.GIFT, Format.MOODLE, Format.QTI, Format.XLSX, Format.CSV)
_WRITERS = {
    Format.GIFT: (write_gift, ".gift", "text/plain; charset=utf-8"),
    Format.MOODLE: (write_moodle, ".xml", "application/xml"),
    Format.QTI: (write_qti, ".zip", "application/zip"),
    Format.XLSX: (write_xlsx, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format.CSV: (write_csv, ".csv", "text/csv; charset=utf-8"),
}


@dataclass(frozen=True)
class Written:
    """A file to hand over, and what it could not hold."""

    data: bytes
    suffix: str
    content_type: str
    notes: tuple[Note, ...]


def suffix_of(format: Format | str) -> str:
    return _WRITERS[Format(format)][1]


def write(items: Sequence[Item], *, format: Format | str, language: str | None = None) -> Written:
    """`language` is the one of a format that holds a single one. Raises KeyError for a format that is only read."""
    writer, suffix, content_type = _WRITERS[Format(format)]
    data, notes = writer(items, language=language)
    return Written(data.encode() if isinstance(data, str) else data, suffix, content_type, tuple(notes))
