"""The texts of a question on a page: cleaned, with their pictures, as paragraphs or within a line."""

import re
from functools import lru_cache

import nh3
from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from assessments.quizzes import markup
from assessments.quizzes.queries.asking.parts import Field, Gaps
from assessments.quizzes.queries.words import Words

register = template.Library()

# A tag with whatever its attributes hold, or a gap between tags.
_TAG_OR_GAP = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|\[\[([A-Za-z0-9_-]+)\]\]""")
_WITHOUT_ALT = re.compile(r"<img (?![^>]*\balt=)")
_BLOCK = re.compile(r"<(?:p|ul|ol|pre|blockquote|table)\b")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p\b).)*)</p>", re.DOTALL)
_MORE_THAN_A_LINE = re.compile(r"<(?:p|ul|ol|li|pre|blockquote|table|img|br)\b")


@register.filter
def block(words: Words) -> SafeString:
    """In paragraphs."""
    return mark_safe(_drawn(words.text, words.text_format))  # noqa: S308 - cleaned or escaped


@register.filter
def line(words: Words) -> SafeString:
    """The same without the paragraph around it, when there is only one: for labels and rows."""
    drawn = _drawn(words.text, words.text_format).strip()
    alone = _ONE_PARAGRAPH.fullmatch(drawn)
    return mark_safe(alone[1] if alone else drawn)  # noqa: S308 - cleaned or escaped


@register.filter
def is_line(words: Words) -> bool:
    """Whether it can be a heading: one paragraph of words, without pictures, lists or breaks."""
    return not _MORE_THAN_A_LINE.search(line(words))


@register.filter
def is_typed(kind: str) -> bool:
    """Whether a question is answered by typing one line."""
    return kind in ("short", "number")


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
    clean = _WITHOUT_ALT.sub('<img alt="" ', _CLEANER.clean(text))
    return clean if _BLOCK.search(clean) else f"<p>{clean}</p>"


def _attribute(element: str, name: str, value: str) -> str | None:
    """As in the question itself, but that a picture has its address."""
    kept = markup.attribute(element, name, value)
    return reverse("quizzes:picture", args=[kept.removeprefix("media:")]) if kept and name == "src" else kept


# Cleaned when it came in, and again here: what a page trusts is what this page has cleaned.
_CLEANER = nh3.Cleaner(
    tags=markup.TAGS,
    clean_content_tags=markup.UNSEEN,
    attributes=markup.ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"media"},
    link_rel=None,
)
