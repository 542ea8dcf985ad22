"""Texts as people and programs type them, made into the HTML that `formatted.settled` takes.

Moodle knows four ways of writing one (https://docs.moodle.org/en/Formatting_text): `html`, `plain`, `markdown`, and `moodle`, which is text
as people type it, in which tags count. Markdown is CommonMark (https://spec.commonmark.org) with tables; its HTML is cleaned like any
other.
"""

import html
import re

from markdown_it import MarkdownIt

from assessments.exchange.reading.formatted import Html
from assessments.exchange.reading.markup import looks_formatted

FORMATS = ("moodle", "html", "plain", "markdown")
_BLOCKS = re.compile(r"<(?:p|div|br|li|ul|ol|table|tr|pre|h[1-6]|blockquote)\b", re.IGNORECASE)
_STAR = re.compile(r"(?<!\\)\*")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)
# A line of underscores is a gap, not a rule across the page.
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("hr")


def as_typed(text: str, text_format: str) -> Html:
    """A text in one of the four formats. One without any formatting stays what it is, to the last space."""
    if text_format == "html":
        return Html(text)
    if text_format == "markdown":
        markup = from_markdown(text)
        return Html(markup) if "<" in markup else Html(markup, said=html.unescape(" ".join(markup.split())))
    if text_format == "moodle" and looks_formatted(text):
        return Html(text if _BLOCKS.search(text) else text.replace("\n", "<br>"))
    return Html(as_html(text), said=text)


def as_html(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, other ends of lines are kept."""
    escaped = html.escape(text, quote=False)
    parts = [part.replace("\n", "<br>") for part in re.split(r"\n{2,}", escaped)]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def from_markdown(text: str) -> str:
    """A single paragraph comes without its sign: so an option is no paragraph."""
    markup: str = _MARKDOWN.render(text)
    alone = _ONE_PARAGRAPH.fullmatch(markup)
    return alone[1] if alone else markup.strip()


def star_text(text: str) -> tuple[str, bool]:
    r"""A short answer, and whether its stars stand for anything. `\*` is a star.

    As in Moodle: https://docs.moodle.org/en/Short-Answer_question_type#Wildcard_usage.
    """
    return (text, True) if _STAR.search(text) else (text.replace("\\*", "*"), False)
