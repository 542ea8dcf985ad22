"""One `<question>` of Moodle XML as it is built: elements, texts in one language or in both, images, and what there is to tell."""

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.exchange.items import Item, Note
from assessments.exchange.reading.pictures import name_of
from assessments.exchange.writing.telling import told
from assessments.exchange.writing.texts import as_markup

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_SHOWN = re.compile(r'\bsrc="media:([A-Za-z0-9._-]+)"')
Text = Mapping[str, str]
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


@dataclass
class Building:
    """The lines of a question, and what is told of it."""

    item: Item
    languages: list[str]
    name: str
    lines: list[str] = field(default_factory=list)
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

    def add(self, line: str) -> None:
        self.lines.append(line)

    def simple(self, name: str, value: str | int | float) -> None:
        self.add(f"    <{name}>{escaped(str(value))}</{name}>")

    def holder(self, name: str, text: Text, *, inside: str = "", attributes: str = "", marked: bool = False) -> None:
        """An element with a text and the images that the text shows; `inside` stands after them."""
        self.raw(name, self.markup(text, marked=marked), inside=inside, attributes=attributes)

    def raw(self, name: str, markup: str, *, inside: str = "", attributes: str = "") -> None:
        self.add("    " + self._element(name, markup, inside, attributes))

    def feedback(self, text: Text) -> str:
        return self._element("feedback", self.markup(text))

    def markup(self, text: Text, *, marked: bool = False) -> str:
        """HTML in the languages of the question, each in its span where there are several, or where it has to be said which."""
        return self.in_spans({code: self.markup_of(text, code) for code in self.languages}, marked=marked)

    def markup_of(self, text: Text, language: str) -> str:
        return as_markup(text.get(language, ""), self.format)

    def inline(self, text: Text) -> str:
        """The same without a paragraph around it, for where Moodle has a line."""
        return self.in_spans({code: self.inline_of(text, code) for code in self.languages})

    def inline_of(self, text: Text, language: str) -> str:
        written = text.get(language, "")
        return written if self.format == "html" else html.escape(written, quote=False)

    def in_spans(self, written: Text, *, marked: bool = False) -> str:
        if not any(written.values()):
            return ""
        if len(written) == 1 and not marked:
            return next(iter(written.values()))
        return "".join(f'<span lang="{code}" class="multilang">{one}</span>' for code, one in written.items())

    def known(self, media: str) -> str:
        """The name of an image in the file: the one by which its reader will keep it."""
        return name_of(self.item.media.get(media, b"")) or media

    def file(self, media: str) -> None:
        self.add("    " + self._file(media))

    def _element(self, name: str, markup: str, inside: str = "", attributes: str = "") -> str:
        files = "".join(self._file(found) for found in dict.fromkeys(_SHOWN.findall(markup)))
        markup = _SHOWN.sub(lambda found: f'src="@@PLUGINFILE@@/{self.known(found[1])}"', markup)
        return f'<{name}{attributes} format="html"><text>{in_xml(markup)}</text>{files}{inside}</{name}>'

    def _file(self, media: str) -> str:
        data = base64.b64encode(self.item.media.get(media, b"")).decode()
        return f'<file name="{escaped(self.known(media))}" path="/" encoding="base64">{data}</file>' if data else ""


def escaped(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in _NOT_XML.sub("", text))


def in_xml(text: str) -> str:
    """Of a text what XML takes; in a CDATA section, as Moodle writes it, where it has signs of XML."""
    text = _NOT_XML.sub("", text)
    if "\r" in text:
        return escaped(text)
    if re.search(r"[<>&]", text):
        return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return text
