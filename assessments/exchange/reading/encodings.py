"""The text of a file, whatever wrote it: UTF-8 and UTF-16 by their marks, and what older programs in Spain save instead."""

import codecs

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note, Unreadable

# The marks of https://www.unicode.org/faq/utf_bom.html; the longest first, for UTF-32 begins as UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows first: where two of them would do, it is the one.
_OLDER = {"cp1252": "Windows-1252", "latin-1": "ISO 8859-1", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
_OUR_LETTERS = frozenset("áéíóúüñçàèòïÁÉÍÓÚÜÑÇÀÈÒÏ¿¡€«»“”‘’–—…ºª·°\u00a0")
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_ALLOWED_CONTROLS = frozenset("\t\n\f\x1a")


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    r"""The text, with `\n` for the end of a line, and a note when it was not Unicode. Raises `Unreadable` for what is no text."""
    if not data.strip():
        raise Unreadable(Note(_("The file is empty."), _("Choose the file that has the questions.")))
    text, notes = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _ALLOWED_CONTROLS)
    if "\x00" in text or controls * 100 > len(text):
        raise _not_text()
    return text, notes


def _decoded(data: bytes) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    if b"\x00" in data or data.startswith(_BINARY):
        raise _not_text()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _of_two_minds(data) or _older(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _not_text() from None


def _of_two_minds(data: bytes) -> tuple[str, tuple[Note, ...]] | None:
    """UTF-8 into which some lines of an older file were pasted."""
    text = data.decode("utf-8", errors="surrogateescape")
    strange = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
    if sum(1 for sign in text if sign > "\x7f") < 5 * strange:
        return None
    mended = "".join(_byte(ord(sign) - 0xDC00) if "\udc80" <= sign <= "\udcff" else sign for sign in text)
    return mended, (
        Note(
            _("Some of the file is not in UTF-8. Signs read as %(encoding)s: %(count)s."),
            _("Look over the accents."),
            {"count": strange, "encoding": _OLDER["cp1252"]},
        ),
    )


def _older(data: bytes) -> tuple[str, tuple[Note, ...]]:
    readings = {encoding: data.decode(encoding, errors="replace") for encoding in _OLDER}
    best = max(readings, key=lambda encoding: _likelihood(readings[encoding]))
    return readings[best], (
        Note(
            _("The file is not in UTF-8: it was read as %(encoding)s."),
            _("Look over the accents. If one is wrong, save the file as UTF-8 and bring it again."),
            {"encoding": _OLDER[best]},
        ),
    )


def _likelihood(text: str) -> float:
    """How much of what is beyond ASCII is what people write here; a letter that is two others in disguise counts against it."""
    beyond = [sign for sign in text if sign > "\x7f"]
    return sum(1 if sign in _OUR_LETTERS else -5 if sign == "\ufffd" or sign < "\xa0" else 0 for sign in beyond) / (len(beyond) or 1)


def _byte(code: int) -> str:
    return bytes([code]).decode("cp1252", errors="replace")


def _not_text() -> Unreadable:
    return Unreadable(Note(_("This is not a text file."), _("Save it as plain text, in UTF-8, and bring it again.")))
