"""The body of an item as HTML: what stands around the interactions, its images, and what is said to whom.

https://www.imsglobal.org/spec/qti/v3p0/impl#h.itembody. What belongs to QTI alone (feedback, rubrics, formulas, films) is taken apart.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.items import Note
from assessments.exchange.reading.formatted import Html
from assessments.exchange.reading.pictures import decoded, name_of
from assessments.exchange.reading.qti.names import words

INTERACTION = re.compile(r"[a-z][A-Za-z]*Interaction")
_APART = {
    "feedbackInline", "feedbackBlock", "modalFeedback", "templateInline", "templateBlock", "stylesheet", "infoControl", "catalogInfo",
    "prompt", "positionObjectStage", "script", "style",
}  # fmt: skip
_PLAYED = {"audio", "video", "source", "track", "iframe", "embed"}
_VOID = {"br", "img", "hr", "col"}
_HTML = re.compile(r"[a-z][a-z0-9]{0,15}")
_SPACES = re.compile(r"[ \t\r\n]+")
Replace = Callable[[Element], str | None]


@dataclass
class Body:
    """Makes HTML of elements; gathers the images that it shows and what there is to tell. `fetch` gives the bytes of a path."""

    fetch: Callable[[str], bytes | None]
    media: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def tell(self, message: str, mend: str = "", **values: str | int) -> None:
        note = Note(message, mend, values)
        if note not in self.notes:
            self.notes.append(note)

    def html(self, element: Element | None, replace: Replace | None = None) -> Html:
        """What is within the element. `replace` says what stands for an element; None for what it is itself."""
        return Html(self._within(element, replace or (lambda _one: None))) if element is not None else Html("")

    def outer(self, element: Element) -> str:
        return self._markup(element, lambda _one: None)

    def picture(self, element: Element) -> str:
        """The name under which the image of an `<object>` or `<img>` is kept; empty when there is none."""
        source = element.get("src") or element.get("data") or ""
        data = decoded(source) if source.startswith("data:") else self.fetch(source)
        name: str = name_of(data) if data else ""
        if name and data:
            self.media[name] = data
        elif data:
            self.tell(
                _("An image was left out, because it is not PNG, JPEG, GIF or WebP, or is too large: %(name)s"),
                _("Save it as PNG and add it in the editor."),
                name=source[:60],
            )
        else:
            self.tell(_("It shows an image that is not in the file: %(name)s"), _("Add the image in the editor."), name=source[:60])
        return name

    def _within(self, element: Element, replace: Replace) -> str:
        parts = [self._text(element.text, element)]
        for child in element:
            if isinstance(child.tag, str):
                put = replace(child)
                parts.append(self._markup(child, replace) if put is None else put)
            parts.append(self._text(child.tail, element))
        return "".join(parts)

    def _text(self, text: str | None, holder: Element) -> str:
        kept = holder.tag == "pre"
        return html.escape(text or "" if kept else _SPACES.sub(" ", text or ""), quote=False)

    def _markup(self, element: Element, replace: Replace) -> str:
        tag = element.tag
        if tag in _APART or INTERACTION.fullmatch(tag):
            return ""
        if tag == "rubricBlock":
            return self._within(element, replace) if "candidate" in (element.get("view") or "candidate") else ""
        if tag == "img" or (tag == "object" and (element.get("type") or "image/").startswith("image/")):
            return self._image(element)
        if tag in _PLAYED or tag == "object":
            self.tell(_("A film, a sound or something else that it shows was left out."), _("Put it into the lesson, or say it in words."))
            return html.escape(words(element), quote=False)
        if tag == "math":
            self.tell(_("A formula was left as its signs."), _("Write it as text, or add it as an image."))
            return html.escape(words(element), quote=False)
        if tag in ("printedVariable", "templateVariable"):
            self.tell(_("It has numbers or words that are made anew each time."), _("Write them in."))
            return "…"
        if not _HTML.fullmatch(tag):
            return self._within(element, replace)
        if tag == "a" and element.get("href"):
            self.tell(_("Its links were left as words."), _("Write the address, or put the link into the lesson."))
        lang = f' lang="{html.escape(element.get("lang") or "")}"' if element.get("lang") and tag == "span" else ""
        spans = "".join(f' {name}="{html.escape(element.get(name) or "")}"' for name in ("colspan", "rowspan") if element.get(name))
        return f"<{tag}{lang}{spans}>" if tag in _VOID else f"<{tag}{lang}{spans}>{self._within(element, replace)}</{tag}>"

    def _image(self, element: Element) -> str:
        name = self.picture(element)
        alt = element.get("alt") or words(element)
        return f'<img src="media:{name}" alt="{html.escape(alt)}">' if name else html.escape(alt, quote=False)
