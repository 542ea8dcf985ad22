"""One `<qti-assessment-item>` of QTI 3.0 as it is built: https://www.imsglobal.org/spec/qti/v3p0/impl."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.pictures import name_of
from assessments.exchange.writing.telling import told
from assessments.exchange.writing.texts import as_markup

Text = Mapping[str, str]
MEDIA = "media"  # the folder of images beside that of items
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_SHOWN = re.compile(r'\bsrc="media:([A-Za-z0-9._-]+)"')
_VOID = re.compile(r"<(br|img)\b([^<>]*?)/?>")
_SPAN_LANG = re.compile(r"<span lang=")
_BLOCKS = frozenset({"blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_ZERO = "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 '
    'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd" '
)


@dataclass
class Building:
    """The parts of an item in one language, and what is told of it."""

    item: Item
    identifier: str
    language: str
    name: str
    declarations: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    processing: str = ""
    most: str = "1"  # what full marks are
    feedbacks: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def content(self) -> Mapping[str, Any]:
        return self.item.content or {}

    @property
    def format(self) -> str:
        return self.content.get("format") or "plain"

    def tell(self, message: str, mend: str = "", **values: str | int) -> None:
        note = told(message, self.item, mend, **values)
        if note not in self.notes:
            self.notes.append(note)

    def block(self, text: Text) -> str:
        return self.xhtml(as_markup(text.get(self.language, ""), self.format))

    def standing(self, text: Text) -> str:
        """In blocks, which alone may stand in the body of an item: what has none is a paragraph."""
        return in_blocks(self.block(text))

    def line(self, text: Text) -> str:
        """The same without a paragraph around it."""
        written = text.get(self.language, "")
        return self.xhtml(written if self.format == "html" else escape(written, quote=False))

    def xhtml(self, markup: str) -> str:
        """HTML as XML has it, with the paths of its images; they come along."""
        markup = _SHOWN.sub(lambda found: f'src="../{MEDIA}/{self.kept(found[1])}"', _NOT_XML.sub("", markup))
        markup = _VOID.sub(lambda found: f"<{found[1]}{found[2].rstrip()}/>", markup)
        return _SPAN_LANG.sub("<span xml:lang=", markup).replace("&nbsp;", "&#160;").replace("\r", "&#13;")

    def kept(self, media: str) -> str:
        """The name of an image in the package: the one by which its reader will keep it."""
        data = self.item.media.get(media, b"")
        name = name_of(data) or media
        if data:
            self.media[name] = data
        return name

    def declare(
        self,
        identifier: str,
        *,
        cardinality: str,
        base_type: str,
        correct: Iterable[str] = (),
        mapping: Mapping[str, str] | None = None,
        exact: bool | None = None,
    ) -> None:
        """`exact`: whether capitals count, where the answers are texts."""
        values = "".join(f"<qti-value>{attribute(one)}</qti-value>" for one in correct)
        case = "" if exact is None else f' case-sensitive="{"true" if exact else "false"}"'
        entries = "".join(
            f'<qti-map-entry map-key="{attribute(one)}" mapped-value="{value}"{case}/>' for one, value in (mapping or {}).items()
        )
        self.declarations.append(
            f'<qti-response-declaration identifier="{identifier}" cardinality="{cardinality}" base-type="{base_type}">'
            + (f"<qti-correct-response>{values}</qti-correct-response>" if values else "")
            + (f'<qti-mapping default-value="0" lower-bound="0">{entries}</qti-mapping>' if entries else "")
            + "</qti-response-declaration>"
        )

    def feedback(self, identifier: str, text: Text, *, outcome: str = "FEEDBACK") -> bool:
        """Whether there is something to say."""
        said = self.block(text)
        if said:
            self.feedbacks.append(
                f'<qti-modal-feedback outcome-identifier="{outcome}" identifier="{identifier}" show-hide="show">'
                f"<qti-content-body>{said}</qti-content-body></qti-modal-feedback>"
            )
        return bool(said)

    def xml(self) -> str:
        marked_by = ' external-scored="human"' if self.item.kind == "free" else f' normal-maximum="{self.most}"'
        score = f'<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"{marked_by}>{_ZERO}'
        about = f'identifier="{self.identifier}" title="{attribute(self.name)}" adaptive="false" time-dependent="false"'
        body = f"<qti-item-body>\n{''.join(self.body)}\n</qti-item-body>"
        parts = [*self.declarations, score, *self.outcomes, body, self.processing, *self.feedbacks]
        return f'{_HEAD}{about} xml:lang="{self.language}">\n' + "\n".join(one for one in parts if one) + "\n</qti-assessment-item>\n"


def in_blocks(markup: str) -> str:
    if not markup.strip():
        return ""
    around = etree.fromstring(f"<div>{markup}</div>")
    between = (around.text, *(one.tail for one in around))
    blocks = [one.tag in _BLOCKS for one in around]
    if all(blocks) and not any((text or "").strip() for text in between):
        return markup
    return f"<div>{markup}</div>" if any(one.tag in _BLOCKS for one in around.iterdescendants()) else f"<p>{markup}</p>"


def attribute(text: str) -> str:
    return escape(_NOT_XML.sub("", text)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def identifier_of(key: str) -> str:
    """A key as an identifier, which begins with a letter."""
    return key if _NAME.fullmatch(key) else f"k{key}"
