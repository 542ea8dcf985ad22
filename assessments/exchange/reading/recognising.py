"""Which format a file is in: by what it holds first, by its name only between text formats that look alike."""

import io
import json
import re
import zipfile
from pathlib import PurePath

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Format, Note, Unreadable
from assessments.exchange.reading.encodings import decode
from assessments.exchange.reading.safety import is_zip, xml_text

BY_NAME = {".gift": Format.GIFT, ".csv": Format.CSV, ".tsv": Format.CSV, ".xlsx": Format.XLSX, ".xml": Format.MOODLE, ".zip": Format.QTI}
_XML = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z])")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOODLE_ROOT = re.compile(rb"<quiz[\s>/]")
_QTI_ROOT = re.compile(
    rb"<(?:[\w-]+:)?(?:assessmentItem|qti-assessment-item|assessmentTest|qti-assessment-test|questestinterop|manifest)[\s>/]"
)
_AIKEN_KEY = re.compile(r"^\s*ANSWER\s*:\s*[A-Za-z]\s*$", re.IGNORECASE | re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]]|-?\d))")
_GIFT_MARK = re.compile(r"::|\$CATEGORY|(?<!\\)\{")
_OTHERS = Note(_("This is none of the formats that can be read."), _("Send GIFT, Moodle XML, Aiken, CSV, XLSX or QTI."))


def format_of(data: bytes, name: str = "") -> Format:
    """Raises `Unreadable` for what is none of them."""
    suffix = PurePath(name).suffix.casefold()
    if is_zip(data):
        return _of_zip(data)
    if _XML.match(data[:400]) or (data[:2] in _UTF16 and suffix == ".xml"):
        return _of_xml(data)
    if suffix in (".csv", ".tsv", ".gift"):
        return BY_NAME[suffix]
    text, _notes = decode(data)
    if _is_json(text):
        raise Unreadable(_OTHERS)
    if _AIKEN_KEY.search(text) and not re.search(r"(?<!\\)\{", text):
        return Format.AIKEN
    if _GIFT_MARK.search(text) or suffix in (".txt", ""):
        return Format.GIFT
    if "," in text or ";" in text or "\t" in text:
        return Format.CSV
    raise Unreadable(_OTHERS)


def _is_json(text: str) -> bool:
    """A question that begins with { or [ is no JSON as a whole."""
    if not _JSON.match(text):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _of_zip(data: bytes) -> Format:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Unreadable(Note(_("The zip file cannot be opened."), _("Save it again and send it whole."))) from None
    return Format.XLSX if "xl/workbook.xml" in names else Format.QTI


def _of_xml(data: bytes) -> Format:
    text, _notes = xml_text(data)
    if _MOODLE_ROOT.search(text[:4000]):
        return Format.MOODLE
    if _QTI_ROOT.search(text[:8000]):
        return Format.QTI
    raise Unreadable(_OTHERS)
