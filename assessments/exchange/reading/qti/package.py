"""Content packages: a zip with `imsmanifest.xml`, which says where the items are and what is said of them.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.packaging; the names of types are those of 2.1, 2.2 and 3.0.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Note, Unreadable
from assessments.exchange.reading.beside import NAME, NAMESPACE
from assessments.exchange.reading.qti.names import words
from assessments.exchange.reading.safety import Archive, parse_xml, resolved

MANIFEST = "imsmanifest.xml"
_ITEMS = ("imsqti_item_xmlv2p0", "imsqti_item_xmlv2p1", "imsqti_item_xmlv2p2", "imsqti_item_xmlv3p0", "imsqti_apipitem_xmlv2p1")
_TESTS = "imsqti_test_xmlv"
_FIRST = ("imsqti_xmlv1p1", "imsqti_xmlv1p2", "imscc_xmlv1p")


@dataclass(frozen=True)
class Resource:
    """An item of a package: its path, the words that it is found by, and our own record beside it."""

    path: str
    tags: tuple[str, ...] = ()
    record: str = ""


def resources(archive: Archive) -> tuple[Resource, ...]:
    """The items in the order of the manifest; without one, every XML file. Raises `Unreadable` for packages of QTI 1."""
    manifest = _manifest(archive)
    if manifest is None:
        return tuple(Resource(name) for name in sorted(archive.names) if name.lower().endswith(".xml"))
    path, root = manifest
    found = tuple(_resources(root, path))
    if not found and any(_type(one).startswith(_FIRST) for one in root.iter("{*}resource")):
        raise Unreadable(first_version())
    return found


def first_version() -> Note:
    return Note(
        _("This is QTI 1.2 or an older one, which is another format by the same name; it is not read here."),
        _("Export the questions as QTI 2.1, 2.2 or 3.0: of Canvas, New Quizzes; of Moodle, Moodle XML."),
    )


def tests_of(archive: Archive) -> tuple[str, ...]:
    """The paths of the tests that the package says it has."""
    manifest = _manifest(archive)
    if manifest is None:
        return ()
    beside, root = manifest
    return tuple(_path(one, beside) for one in root.iter("{*}resource") if _type(one).startswith(_TESTS))


def tests_note(count: int) -> tuple[Note, ...]:
    """What is told of the tests of a package."""
    if not count:
        return ()
    message = _("The package has tests (%(count)s): the questions are in their order, and the sections are their categories and tags.")
    return (Note(message, _("Once they are in the bank, you can make a quiz of each test here."), {"count": count}),)


def _manifest(archive: Archive) -> tuple[str, Element] | None:
    """The one nearest to the top: some zips have a folder around everything."""
    found = sorted((name for name in archive.names if name.rpartition("/")[2].lower() == MANIFEST), key=lambda name: name.count("/"))
    return (found[0], parse_xml(archive.read(found[0]))[0]) if found else None


def _resources(root: Element, beside: str) -> Iterator[Resource]:
    for resource in root.iter("{*}resource"):
        path = _path(resource, beside)
        if _type(resource).startswith(_ITEMS) and path:
            record = resource.find(f".//{{{NAMESPACE}}}{NAME}")
            yield Resource(path, _tags(resource), (record.text or "") if record is not None else "")


def _path(resource: Element, beside: str) -> str:
    files = resource.findall("{*}file")
    href = resource.get("href") or (files[0].get("href") if files else "") or ""
    return resolved(f"{resource.get('{http://www.w3.org/XML/1998/namespace}base') or ''}{href}", beside=beside) or ""


def _type(resource: Element) -> str:
    return (resource.get("type") or "").strip().lower()


def _tags(resource: Element) -> tuple[str, ...]:
    """The keywords of LOM, https://standards.ieee.org/ieee/1484.12.1/7699/."""
    keywords = [words(one) for one in resource.iterfind(".//{*}general/{*}keyword")]
    return tuple(dict.fromkeys(one for one in keywords if one))
