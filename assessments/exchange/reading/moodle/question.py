"""One `<question>` of Moodle XML: its fields, its texts with their files, and what is told of it.

https://docs.moodle.org/en/Moodle_XML_format; where that is silent, as Moodle's own `question/format/xml/format.php` reads.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import unquote

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import MOST_PARTS, NOTHING, Html
from assessments.exchange.reading.languages import OTHER, languages_in
from assessments.exchange.reading.numbers import is_number, percent, written
from assessments.exchange.reading.pictures import decoded, name_of
from assessments.exchange.reading.refusing import Refused, broken, unsupported
from assessments.exchange.reading.texts import as_typed
from lms.language.bilingual import LANGUAGES

_SRC = re.compile(r"(<img\b[^<>]*?\bsrc\s*=\s*)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_PLUGINFILE = "@@PLUGINFILE@@"
_LINK = re.compile(r"<a\s[^<>]*\bhref", re.IGNORECASE)
# What Moodle calls each: `FORMAT_*` by its name in `qformat_xml::trans_format`, and by its number in old files.
_FORMATS = {"html": "html", "1": "html", "moodle_auto_format": "moodle", "0": "moodle", "markdown": "markdown", "4": "markdown"}
# What Moodle itself writes into these fields, which says nothing of a question.
_USUAL = re.compile(
    r"(?:Your answer is (?:correct|partially correct|incorrect)|Respuesta (?:correcta|parcialmente correcta|incorrecta)|"
    r"Tu respuesta es (?:correcta|incorrecta|parcialmente correcta))?[.!]?",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]*>|&nbsp;")
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def too_many(count: int) -> Refused:
    return unsupported(
        _("It has %(count)s parts; a question of ours has no more than %(most)s."), _("Part it into several."), count=count, most=MOST_PARTS
    )


@dataclass
class Question:
    """Reads the element; gathers the images that its texts show and what there is to tell."""

    element: Element
    language: str = "es"
    media: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    points: Decimal = Decimal(1)  # that what it is marked by comes to

    @property
    def type(self) -> str:
        return (self.element.get("type") or "").strip()

    @property
    def default_format(self) -> str:
        """Texts without a format are in that of the question: `qformat_xml::import_headers`."""
        found = self.element.find("questiontext")
        return (found.get("format") if found is not None else None) or "html"

    def all(self, name: str) -> list[Element]:
        return list(self.element.findall(name))

    def value(self, name: str, default: str = "") -> str:
        """The text of a simple field, whether or not it stands in a `<text>`."""
        return value_in(self.element.find(name), default)

    def html(self, holder: Element | None, text_format: str = "") -> Html:
        """The text of a holder (`<questiontext>`, `<answer>`, `<feedback>`…) with its images."""
        if holder is None:
            return NOTHING
        text = value_in(holder)
        files = self._files(holder)
        if _LINK.search(text):
            self.tell(_("Its links were left as words."), _("Write the address, or put the link into the lesson."))
        markup = self._as_html(text, text_format or holder.get("format") or self.default_format)
        return Html(self._with_pictures(markup, files))

    def field(self, name: str) -> Html:
        return self.html(self.element.find(name))

    def feedback(self, holder: Element) -> Html:
        return self.html(holder.find("feedback"))

    def tell(self, message: str, mend: str = "", **values: str | int) -> None:
        note = Note(message, mend, values)
        if note not in self.notes:
            self.notes.append(note)

    def tell_what_is_left(self) -> None:
        """Of the fields that every kind may have and that none of ours keeps."""
        others = languages_in(value_in(self.element.find("questiontext"))) - {*LANGUAGES, OTHER}
        if others:
            self.tell(_("Its texts in other languages were left out: %(codes)s"), codes=", ".join(sorted(others))[:60])
        said = [_TAGS.sub("", value_in(self.element.find(name))).strip() for name in COMBINED]
        if any(not _USUAL.fullmatch(one) for one in said):
            self.tell(
                _("It says something to whoever is right, partly right or wrong, which has no place here: %(said)s"),
                _("Put what matters of it into the explanation."),
                said=" / ".join(one for one in said if one)[:300],
            )
        grade = self.value("defaultgrade", "1")
        if is_number(grade) and Decimal(written(grade)) not in (1, self.points):
            self.tell(_("In Moodle it was worth %(points)s points; here each question of a quiz is worth the same."), points=written(grade))
        if any(value_in(one).strip() for one in self.all("hint")):
            self.tell(_("Its hints were left out: a question has no second try here."), _("Put what matters of them into the explanation."))

    def picture(self, holder: Element) -> str:
        """The name of the first image among the files of the holder, kept; empty when there is none."""
        for data in self._files(holder).values():
            if name := self._kept(data):
                return name
        return ""

    def _files(self, holder: Element) -> dict[str, bytes]:
        files = {}
        for file in holder.findall("file"):
            path = f"{(file.get('path') or '/').strip('/')}/{file.get('name') or ''}".strip("/")
            files[path] = decoded(file.text or "") if file.get("encoding") in ("base64", None) else b""
        return files

    def _kept(self, data: bytes) -> str:
        name = name_of(data)
        if name:
            self.media[name] = data
        return name

    def _with_pictures(self, markup: str, files: dict[str, bytes]) -> str:
        """Every image by the name under which it is kept. One that cannot be kept is told; its alternative text stays."""
        shown: set[str] = set()

        def put(found: re.Match[str]) -> str:
            source = found[3].strip()
            path = unquote(source.removeprefix(_PLUGINFILE)).strip("/").partition("?")[0] if source.startswith(_PLUGINFILE) else ""
            shown.add(path)
            data = files.get(path, b"") if path else decoded(source) if source.startswith("data:") else b""
            if not data and path and path not in files:
                # Some exports write the name with the signs of HTML: Espa&ntilde;a.png.
                data = files.get(path.replace("&amp;", "&"), b"")
            name = self._kept(data) if data else ""
            if not name:
                self._tell_lost(path or source[:60], data)
            return f"{found[1]}{found[2]}{'media:' + name if name else ''}{found[2]}"

        markup = _SRC.sub(put, markup) if "<img" in markup.lower() else markup
        left = [path for path in files if path not in shown and not path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))]
        if left:
            self.tell(_("It came with files that are no images and were left out: %(names)s"), names=", ".join(left)[:200])
        return markup

    def _tell_lost(self, name: str, data: bytes) -> None:
        if data:
            self.tell(
                _("An image was left out, because it is not PNG, JPEG, GIF or WebP, or is too large: %(name)s"),
                _("Save it as PNG and add it in the editor."),
                name=name,
            )
        else:
            self.tell(_("It shows an image that is not in the file: %(name)s"), _("Add the image in the editor."), name=name)

    def _as_html(self, text: str, text_format: str) -> str:
        """https://docs.moodle.org/en/Formatting_text: `moodle_auto_format` is text as people type it, in which tags count."""
        if text_format == "wiki_like":
            self.tell(_("Its text is in signs of a wiki, which were left as they are."), _("Format the text again in the editor."))
        return as_typed(text, _FORMATS.get(text_format, "plain")).markup


def value_in(holder: Element | None, default: str = "") -> str:
    """The text of an element or of the `<text>` in it, without the spaces around it."""
    if holder is None:
        return default
    text = holder.find("text")
    found = holder if text is None else text
    return "".join(found.itertext()).strip() or default


def weight_of(answer: Element) -> int | float:
    """Per cent. Raises `Refused` for what is no number."""
    # As a tag it is of the earliest files, from 0 to 1: `qformat_xml::import_numerical`.
    old = answer.find("fraction")
    text = answer.get("fraction") or (str(float(old.text or 0) * 100) if old is not None else "0")
    try:
        return percent(text)
    except ValueError:
        raise broken(_("What an answer is worth is no number: %(text)s"), _("Write it from -100 to 100."), text=text[:40]) from None
