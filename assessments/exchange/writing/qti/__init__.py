"""A content package of QTI 3.0: an item for each question, their images, and the manifest.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.packaging. QTI holds one language per item. What it has no place for (the other language, our
rules, competencies) stands beside the item as metadata of its resource, in a namespace of ours, which others pass over: read here again, a
question is what it was. The bytes of a package depend on its questions alone.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.beside import NAME, NAMESPACE
from assessments.exchange.reading.qti import item_of
from assessments.exchange.reading.qti.package import MANIFEST
from assessments.exchange.reading.safety import parse_xml
from assessments.exchange.writing.beside import is_kept, record
from assessments.exchange.writing.qti.gaps import write_gaps
from assessments.exchange.writing.qti.item import MEDIA, Building, attribute, identifier_of
from assessments.exchange.writing.qti.kinds import WRITERS
from assessments.exchange.writing.texts import called, languages_of

_LOM = "http://ltsc.ieee.org/xsd/LOM"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" '
    'identifier="MANIFEST">\n<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n'
    "<organizations/>\n<resources>\n"
)
_TAIL = "</resources>\n</manifest>\n"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows


@dataclass(frozen=True)
class Written:
    """An item of the package."""

    path: str
    xml: str
    resource: str
    media: dict[str, bytes]


def write_qti(items: Sequence[Item], *, language: str | None = None) -> tuple[bytes, tuple[Note, ...]]:
    """The package, and what QTI cannot hold of each question. Items are in `language`, or in the first that a question has."""
    parts: list[Written] = []
    notes: list[Note] = []
    taken: set[str] = set()
    for number, item in enumerate(items, 1):
        written, told = _item(item, number, language, taken)
        notes += told
        parts += [written] if written else []
    if any(len(languages_of(item)) > 1 for item in items):
        notes.append(Note(_("QTI holds one language of each question; the other one is in the file for this academy alone.")))
    return _zip(parts), tuple(notes)


def _item(item: Item, number: int, language: str | None, taken: set[str]) -> tuple[Written | None, list[Note]]:
    languages = languages_of(item)
    chosen = language if language in languages else next(iter(languages), "es")
    building = Building(item, _identifier(item, number, taken), chosen, called(item) or item.code or f"#{number}")
    if item.content is None or not languages or item.kind not in (*WRITERS, "gaps") or not is_kept(item):
        building.tell(_("“%(question)s” was left out: it is not complete enough to be written."), _("Complete it first."))
        return None, building.notes
    if language and language not in languages:
        building.tell(_("“%(question)s” is not written in the language chosen; it is in the other one."))
    WRITERS.get(item.kind, write_gaps)(building)
    if building.feedback("EXPLANATION", item.content["explanation"], outcome="SOLUTION"):
        building.outcomes.append(
            '<qti-outcome-declaration identifier="SOLUTION" cardinality="single" base-type="identifier">'
            "<qti-default-value><qti-value>EXPLANATION</qti-value></qti-default-value></qti-outcome-declaration>"
        )
    path, xml = f"items/{building.identifier}.xml", building.xml()
    root, _notes = parse_xml(xml.encode())
    shown = {f"../{MEDIA}/{name}": data for name, data in building.media.items()}
    read = item_of(root, fetch=shown.get, language=chosen, tags=item.tags)
    return Written(path, xml, _resource(building, path, record(item, read)), building.media), building.notes


def _identifier(item: Item, number: int, taken: set[str]) -> str:
    """The code of the question where it has one that no other has."""
    name = identifier_of(item.code) if item.code else f"q{number:05}"
    name = name if name not in taken and len(name) < 100 else f"q{number:05}"
    taken.add(name)
    return name


def _resource(building: Building, path: str, beside: str) -> str:
    keywords = "".join(f'<keyword><string language="{building.language}">{attribute(tag)}</string></keyword>' for tag in building.item.tags)
    lom = f'<lom xmlns="{_LOM}"><general>{keywords}</general></lom>' if keywords else ""
    ours = f'<{NAME} xmlns="{NAMESPACE}">{attribute(beside)}</{NAME}>' if beside else ""
    files = "".join(f'<file href="{one}"/>' for one in (path, *(f"{MEDIA}/{name}" for name in sorted(building.media))))
    metadata = f"<metadata>{lom}{ours}</metadata>" if lom or ours else ""
    return f'<resource identifier="{building.identifier}" type="imsqti_item_xmlv3p0" href="{path}">{metadata}{files}</resource>\n'


def _zip(parts: Sequence[Written]) -> bytes:
    media = {name: data for part in parts for name, data in part.media.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, MANIFEST, (_HEAD + "".join(part.resource for part in parts) + _TAIL).encode())
        for part in parts:
            _add(archive, part.path, part.xml.encode())
        for name in sorted(media):
            _add(archive, f"{MEDIA}/{name}", media[name])
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
