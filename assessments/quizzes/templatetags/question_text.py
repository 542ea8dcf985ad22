"""The texts of a question on a page: cleaned, with their pictures, as paragraphs or within a line."""

import re
from functools import lru_cache
from typing import Any

import nh3
from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from assessments.quizzes.queries.asking.parts import Field, Gaps
from assessments.quizzes.queries.words import Words

register = template.Library()

INLINE = {"a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "code", "br", "span", "img", "kbd", "q"}
BLOCKS = {"p", "div", "ul", "ol", "li", "pre", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "hr"}
ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"lang"},
}  # fmt: skip
SCHEMES = {"https", "http", "mailto", "media"}
# A tag with whatever its attributes hold, or a gap between tags.
_TAG_OR_GAP = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|\[\[([A-Za-z0-9_-]+)\]\]""")
_OURS = re.compile(r"media:([A-Za-z0-9._-]+)")
_WITHOUT_ALT = re.compile(r"<img (?![^>]*\balt=)")
_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS))})\b")
_ONE_PARAGRAPH = re.compile(r"<(p|div)>((?:(?!</?(?:p|div)\b).)*)</\1>", re.DOTALL)
_MORE_THAN_A_LINE = re.compile(r"<(?:p|div|ul|ol|li|pre|blockquote|table|hr|img|br)\b")


@register.filter
def block(words: Words) -> SafeString:
    """In paragraphs."""
    return mark_safe(_drawn(words.text, words.text_format))  # noqa: S308 - cleaned or escaped


@register.filter
def line(words: Words) -> SafeString:
    """The same without the paragraph around it, when there is only one: for labels and rows."""
    drawn = _drawn(words.text, words.text_format).strip()
    alone = _ONE_PARAGRAPH.fullmatch(drawn)
    return mark_safe(alone[2] if alone else drawn)  # noqa: S308 - cleaned or escaped


@register.filter
def is_line(words: Words) -> bool:
    """Whether it can be a heading: one paragraph of words, without pictures, lists or breaks."""
    return not _MORE_THAN_A_LINE.search(line(words))


@register.filter
def pieces(gaps: Gaps) -> list[dict[str, SafeString | Field | None]]:
    """The text of the gaps, parted: each piece of it with the field that follows. A gap that is not there leaves nothing."""
    found, end = [], 0
    drawn = _drawn(gaps.text.text, gaps.text.text_format)
    for match in _TAG_OR_GAP.finditer(drawn):
        if match[1] is not None:
            found.append({"before": mark_safe(drawn[end : match.start()]), "field": gaps.fields.get(match[1])})  # noqa: S308
            end = match.end()
    return [*found, {"before": mark_safe(drawn[end:]), "field": None}]  # noqa: S308


@lru_cache(maxsize=2048)
def _drawn(text: str, text_format: str) -> str:
    if not text.strip():
        return ""
    if text_format != "html":
        return linebreaks(conditional_escape(text.strip()), autoescape=False)
    clean = nh3.clean(text, tags=INLINE | BLOCKS, attributes=ATTRIBUTES, attribute_filter=_attribute, url_schemes=SCHEMES)
    clean = _WITHOUT_ALT.sub('<img alt="" ', clean)
    return clean if _BLOCK.search(clean) else f"<p>{clean}</p>"


def _attribute(element: str, attribute: str, value: str) -> Any:
    """Pictures are ours alone, by their name: nothing is loaded from elsewhere."""
    if element == "img" and attribute == "src":
        ours = _OURS.fullmatch(value)
        return reverse("quizzes:picture", args=[ours[1]]) if ours else None
    return value
