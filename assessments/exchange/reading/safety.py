"""XML and zip files from people we do not know, opened so that they can do no harm.

No entities of a file's own (billion laughs, files of ours, addresses): https://docs.python.org/3/library/xml.html#xml-security. A document
type that only names itself says nothing and is passed over; nothing that it points to is fetched. Depth and size have an end. Of a zip only
named, plain, unencrypted files within it are read, each and all up to a size; a zip in it stays shut.
"""

import codecs
import io
import re
import stat
import zipfile
from collections.abc import Iterator
from html.entities import html5
from pathlib import PurePosixPath

from django.utils.translation import gettext_noop as _
from lxml import etree
from lxml.etree import _Element as Element

from assessments.exchange.items import Note, Unreadable

LARGEST = 64 * 2**20  # of a file, and of a part of a zip
LARGEST_TOGETHER = 256 * 2**20  # of all that a zip unpacks to
MOST_FILES = 25_000
MOST_TIMES = 200  # that a part may be larger than it is in the zip
SMALL = 2**20  # of a part whose ratio is nobody's concern
# What an XML file may be in; others (UTF-7, EBCDIC) are used to hide something.
_ENCODINGS = re.compile(r"utf-?(8|16|16le|16be)|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|(windows-?|cp)125\d|cp850|mac-?roman|macintosh")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
# Comments and instructions before the first element.
_BEFORE = re.compile(r"(?:\s|<!--(?:(?!-->).)*-->|<\?(?:(?!\?>).)*\?>)*", re.DOTALL)
# A document type that declares nothing: <!DOCTYPE quiz>, <!DOCTYPE quiz SYSTEM "quiz.dtd">, <!DOCTYPE a PUBLIC "…" "…">.
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^<>\[\]\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*+>", re.IGNORECASE)
# A sign by the name that HTML gives it, where XML knows five; CDATA is passed over.
_NAMED = re.compile(r"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{1,30};)", re.DOTALL)
_OF_HTML = {name: sign for name, sign in html5.items() if sign not in ("&", "<", ">", '"', "'")}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What XML may not hold, which some programs write all the same: https://www.w3.org/TR/xml/#charsets.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


class Cut(Exception):
    """The file breaks off, or breaks a rule of XML, after something of it was read."""

    def __init__(self, note: Note):
        super().__init__(note.message)
        self.note = note


def xml_text(data: bytes) -> tuple[bytes, tuple[Note, ...]]:
    """The document as UTF-8 without its declaration, on the same lines.

    Raises `Unreadable` for what is no XML or declares something in its document type.
    """
    if not data.strip():
        raise Unreadable(Note(_("The file is empty."), _("Choose the file that has the questions.")))
    if len(data) > LARGEST:
        raise _too_large()
    text, notes = _decoded(data)
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text.lstrip("\ufeff"))
    text = _without_doctype(text)
    start = text[_start(text) :][:9]
    if not start.startswith("<"):
        raise Unreadable(Note(_("This is not an XML file."), _("Export the questions as XML and bring that file.")))
    return _NAMED.sub(_by_itself, _NOT_XML.sub("", text)).encode(), notes


def parse_xml(data: bytes) -> tuple[Element, tuple[Note, ...]]:
    """The root of a whole document. Raises `Unreadable`."""
    text, notes = xml_text(data)
    try:
        return etree.fromstring(text, _parser()), notes
    except etree.XMLSyntaxError as error:
        raise Unreadable(broken_note(error)) from None


def elements(text: bytes, name: str) -> Iterator[Element]:
    """Each element directly under the root with that name, forgotten when the next one is asked for, so that memory does not grow.

    Takes what `xml_text` gives. The root comes first, empty. Raises `Unreadable` when the root does not open, `Cut` later on.
    """
    root: Element | None = None
    depth = 0
    parsing = etree.iterparse(io.BytesIO(text), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False)
    try:
        for event, element in parsing:
            depth += 1 if event == "start" else -1
            if event == "start" and root is None:
                root = element
                yield root
            elif event == "end" and depth == 1:
                if element.tag == name:
                    yield element
                element.clear()
                while (before := element.getprevious()) is not None:
                    root.remove(before)  # type: ignore[union-attr]
    except etree.XMLSyntaxError as error:
        if root is None:
            raise Unreadable(broken_note(error)) from None
        raise Cut(broken_note(error)) from None


def broken_note(error: etree.XMLSyntaxError) -> Note:
    """Where XML breaks off and why, in the words of the parser."""
    line = error.lineno or None
    why = {"why": re.sub(r", line \d+.*$", "", str(error.msg or ""))[:200]}
    if "Excessive depth" in why["why"] or "huge" in why["why"].lower():
        return Note(_("The file is too deep or one of its texts is too long."), _("Bring it in parts."), line=line)
    if "Entity '" in why["why"]:
        message, mend = _("The file uses a sign by a name that XML does not know: %(why)s."), _("Write the sign itself: é, not &eacute;.")
    else:
        message, mend = _("The XML of the file is broken: %(why)s."), _("Export the questions again; the file may have been cut short.")
    return Note(message, mend, why, line)


class Archive:
    """The files of a zip, by their paths. Nothing is unpacked before it is read, and nothing onto a disk."""

    def __init__(self, data: bytes):
        """Raises `Unreadable` for what is no zip, is encrypted, reaches out of itself or unpacks to too much."""
        if len(data) > LARGEST:
            raise _too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [one for one in self._zip.infolist() if not one.is_dir()]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Unreadable(Note(_("The zip cannot be opened: it is damaged or cut short."), _("Make or download it again."))) from None
        if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST_TOGETHER:
            raise Unreadable(Note(_("The zip unpacks to more than we take."), _("Bring it in parts.")))
        for one in entries:
            _check(one)
        self._entries = {one.filename.removeprefix("./"): one for one in entries}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `KeyError` for one that is not there, `Unreadable` for one that is damaged."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(name) from error
        except Exception as error:  # zlib and lzma have errors of their own
            if type(error).__module__ in {"zlib", "_lzma", "lzma", "bz2"}:
                raise _damaged(name) from error
            raise
        if len(data) > entry.file_size:
            raise _damaged(name)
        return data


def is_zip(data: bytes) -> bool:
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def resolved(name: str, *, beside: str = "") -> str:
    """The path within a zip that a file beside `beside` means by `name`; empty when it leads out of the zip or elsewhere."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[\\/]", name) or "\\" in name:
        return ""
    parts: list[str] = []
    for part in (PurePosixPath(beside).parent / name.partition("?")[0].partition("#")[0]).parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or "\\" in name or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name) or "\x00" in name:
        raise Unreadable(
            Note(_("The zip has a file that would land outside of it: %(name)s."), _("Make the zip again."), {"name": name[:80]})
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable(Note(_("The zip has a link to another file: %(name)s."), _("Put the file itself in."), {"name": name[:80]}))
    if entry.flag_bits & 0x1:
        raise Unreadable(Note(_("The zip has a password."), _("Make it again without one.")))
    if entry.file_size > LARGEST or (entry.file_size > SMALL and entry.file_size > MOST_TIMES * max(entry.compress_size, 1)):
        raise Unreadable(Note(_("A file of the zip unpacks to more than we take: %(name)s."), _("Leave it out."), {"name": name[:80]}))


def _decoded(data: bytes) -> tuple[str, tuple[Note, ...]]:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not encoding and data[:2] in (b"<\x00", b"\x00<"):
        encoding = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    declared = _DECLARED.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    if not _ENCODINGS.fullmatch(name):
        raise Unreadable(Note(_("The file is in an encoding that we do not read: %(name)s."), _("Save it as UTF-8."), {"name": name[:40]}))
    if not encoding:
        # A file that says UTF-16 in letters of one byte was converted after it was written.
        encoding = "utf-8" if name.startswith(("utf-16", "utf16")) else {"macintosh": "mac_roman"}.get(name, name)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        note = Note(
            _("The file says that it is in %(name)s but is not: it was read as Windows-1252."),
            _("Look over the accents. If one is wrong, save the file as UTF-8 and bring it again."),
            {"name": name},
        )
        return data.decode("cp1252", errors="replace"), (note,)


def _start(text: str) -> int:
    """Where the first element or the document type is."""
    return _BEFORE.match(text).end()  # type: ignore[union-attr]


def _without_doctype(text: str) -> str:
    """On the same lines. Raises `Unreadable` when it declares anything, or when there is another one behind it."""
    for _turn in range(2):
        at = _start(text)
        if text[at : at + 9].upper() != "<!DOCTYPE":
            return text
        found = _DOCTYPE.match(text, at)
        if found is None:
            break
        text = text[:at] + "\n" * found[0].count("\n") + text[found.end() :]
    raise Unreadable(
        Note(
            _("The file declares things in its document type (DOCTYPE), which can hide instructions to read other files."),
            _("Take <!DOCTYPE and all it declares out, or export the questions again."),
        )
    )


def _by_itself(found: re.Match[str]) -> str:
    """A sign that was written by its HTML name."""
    return _OF_HTML.get(found[1], found[0])


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)


def _too_large() -> Unreadable:
    return Unreadable(Note(_("The file is larger than %(size)s MB."), _("Bring it in parts."), {"size": LARGEST // 2**20}))


def _damaged(name: str) -> Unreadable:
    return Unreadable(Note(_("A file of the zip is damaged: %(name)s."), _("Make or download the zip again."), {"name": name[:80]}))
