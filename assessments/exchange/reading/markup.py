"""Formatted text as it comes from other systems: cleaned to a few harmless tags, or turned into plain text where nothing is lost.

What a question may have is one list, that of `assessments.quizzes.markup`; here what others write is made into it.
"""

import html
import re
from collections.abc import Iterator

from assessments.quizzes.markup import CLEANER

# Other words for the same thing. A heading within a question is a paragraph that stands out.
_SAME = {"b": "strong", "i": "em", "ins": "u", "tt": "code", "kbd": "code", "samp": "code", "div": "p", "section": "p", "center": "p"}
_OTHER_WORDS = re.compile(rf"(</?)({'|'.join(_SAME)})(?=[\s/>])", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_SPAN = re.compile(r"<span([^<>]*)>|</span>")
_LOST_PICTURE = re.compile(r'<img(?![^<>]*\bsrc=)(?:[^<>]*?\balt="([^"<>]*)")?[^<>]*>')
_EMPTY = re.compile(r"<(p|strong|em|u|li)>(?:\s|&nbsp;)*</\1>")
_PRE = re.compile(r"(<pre>)\n+")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
_PLAIN = re.compile(r"</?p>|<br>")
_KNOWN = re.compile(
    r"<(?:/?(?:p|br|div|span|b|i|u|strong|em|sub|sup|code|pre|ul|ol|li|table|tbody|thead|tr|td|th|img|a|h[1-6]|font|hr|blockquote|mlang)\b"
    r"[^<>]*|!--[^<>]*--)>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});",
    re.IGNORECASE,
)
# The most common texts, which are clean already.
_SIMPLE = re.compile(r"[^<>&\xa0\r]*|(?:<p>[^<>&\xa0\s][^<>&\xa0\r]*</p>)+")
_MOST_TAGS = 20_000  # no text of a question has as many: what has is made to keep us busy
_ANY_TAG = re.compile(r"<[^<>]*>?")
_NOTHING = re.compile(r"(?:\s|&nbsp;|<br>)*")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def clean(markup: str) -> str:
    """HTML with nothing but the tags that a question may have, closed and escaped; the same again when it is cleaned again.

    Pictures stay only as `<img src="media:NAME" alt="…">`; of another one its alternative text stays.
    """
    markup = _CONTROL.sub("", markup)
    if _SIMPLE.fullmatch(markup):
        return markup.strip()
    if markup.count("<") > _MOST_TAGS:
        return html.escape(html.unescape(_ANY_TAG.sub("", markup)), quote=False).strip()
    markup = _HEADING.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", markup)
    markup = _OTHER_WORDS.sub(lambda found: found[1] + _SAME[found[2].lower()], markup)
    # What is taken out can leave something else to take out: an empty paragraph, then the item that held it.
    for _turn in range(6):
        before, markup = markup, _once(markup)
        if markup == before:
            break
    return markup


def to_plain(markup: str) -> str:
    """The words of HTML: a blank line between paragraphs, a line for each `<br>` and row, a dash before what was in a list."""
    lines: list[str] = []
    for text in _lines(clean(markup)):
        if text or (lines and lines[-1]):
            lines.append(text)
    return "\n".join(lines).strip()


def from_plain(text: str) -> str:
    """The HTML of a plain text. `to_plain` gives the text back, with single spaces."""
    paragraphs = [part for part in re.split(r"\n[ \t]*\n\s*", text.strip()) if part]
    return "".join(f"<p>{'<br>'.join(html.escape(line, quote=False) for line in part.splitlines())}</p>" for part in paragraphs)


def is_plain(markup: str) -> bool:
    """Whether plain text says all of it: nothing but paragraphs and line breaks."""
    return "<" not in _PLAIN.sub("", clean(markup))


def looks_formatted(text: str) -> bool:
    """Whether a text that may be either is HTML: it has a tag or an entity that HTML knows. “a < b & c” has none."""
    return bool(_KNOWN.search(text))


def as_html(text: str) -> str:
    """HTML of a text that may be either; whoever typed “a < b” meant it. A line stays a line."""
    if looks_formatted(text):
        return text
    return from_plain(text) if "\n" in text.strip() else html.escape(text.strip(), quote=False)


def _once(markup: str) -> str:
    markup = CLEANER.clean(markup)
    markup = _LOST_PICTURE.sub(lambda found: found[1] or "", markup)
    markup = _PRE.sub(r"\1", "".join(_spans(markup)))
    markup = _EMPTY.sub("", markup).strip(" \t\r\n\f")
    return "" if _NOTHING.fullmatch(markup) else markup


def _spans(markup: str) -> Iterator[str]:
    """Without the spans that say nothing."""
    told: list[bool] = []
    end = 0
    for found in _SPAN.finditer(markup):
        yield markup[end : found.start()]
        end = found.end()
        if found[1] is not None:
            told.append(bool(found[1]))
            keeps = told[-1]
        else:
            keeps = told.pop() if told else False
        if keeps:
            yield found[0]
    yield markup[end:]


def _lines(markup: str) -> Iterator[str]:
    """The lines of cleaned HTML; an empty one where a paragraph ends."""
    line, end, kept = "", 0, False
    for found in _TAG.finditer(markup):
        line += _words(markup[end : found.start()], kept)
        end = found.end()
        closes, name, attributes = found[1] == "/", found[2], found[3]
        if name == "img":
            alt = re.search(r'\balt="([^"]*)"', attributes)
            line += html.unescape(alt[1]) if alt else ""
        elif name in {"td", "th"} and closes:
            line += " "
        elif name in _BREAKS:
            said = bool(line.strip())
            yield from _ended(line, blank=(name in _BLOCKS and (closes or said)) or (name == "br" and not said))
            line = "- " if name == "li" and not closes else ""
            kept = name == "pre" and not closes
    yield from _ended(line + _words(markup[end:], kept), blank=False)


_BLOCKS = {"p", "pre", "ul", "ol", "table", "blockquote"}
_BREAKS = _BLOCKS | {"br", "li", "tr", "caption"}


def _words(text: str, kept: bool) -> str:
    return html.unescape(text if kept else _SPACES.sub(" ", text)).replace("\xa0", " ")


def _ended(line: str, *, blank: bool) -> Iterator[str]:
    if line.strip():
        yield from (one.rstrip() for one in line.split("\n")) if "\n" in line else [" ".join(line.split())]
    if blank:
        yield ""
