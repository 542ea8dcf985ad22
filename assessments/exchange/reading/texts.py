"""Texts that come each in a format of its own, made into the one format that a question has.

Moodle knows four (https://docs.moodle.org/en/Formatting_text): `html`, `plain`, `markdown`, and `moodle`, which is text as people type
it, in which tags count.
"""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from assessments.exchange.items import Note
from assessments.exchange.reading.languages import has_languages, in_language, languages_in
from assessments.exchange.reading.markup import clean, looks_formatted
from lms.language.bilingual import LANGUAGES

_STAR = re.compile(r"(?<!\\)\*")
FORMATS = ("moodle", "html", "plain", "markdown")
_BLOCKS = re.compile(r"<(?:p|div|br|li|ul|ol|table|tr|pre|h[1-6]|blockquote)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"(?m)\*\*|__|`|^\s{0,3}(?:[-*+]|\d{1,3}\.|#{1,6}|>)\s|\]\(|(?<!\w)[*_]\w")


@dataclass(frozen=True)
class Written:
    """A text as a file has it. It stands in a content where a text in both languages will, until `settled` puts that there."""

    text: str
    format: str = "moodle"

    @property
    def is_html(self) -> bool:
        return bool(self.text) and (self.format == "html" or (self.format == "moodle" and looks_formatted(self.text)))


NOTHING = Written("")


def settled(content: dict[str, Any], *, language: str) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The content with each `Written` as `{"es": …, "en": …}`, and its `format`: "html" when one of them is, else "plain".

    The words are in `language`; in each of our languages that Moodle's multi-language filter tells apart, where one of the texts does so.
    """
    texts = list(_written(content))
    text_format = "html" if any(one.is_html for one in texts) else "plain"
    told_apart = {code for one in texts if has_languages(one.text) for code in languages_in(one.text)} & set(LANGUAGES)
    body: dict[str, Any] = _settle(content, text_format, told_apart or {language})
    return {"format": text_format, **body}, _told(texts)


def as_html(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, other ends of lines are kept."""
    escaped = html.escape(text, quote=False)
    parts = [part.replace("\n", "<br>") for part in re.split(r"\n{2,}", escaped)]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def star_text(text: str) -> tuple[str, bool]:
    r"""A short answer, and whether its stars stand for anything. `\*` is a star.

    As in Moodle: https://docs.moodle.org/en/Short-Answer_question_type#Wildcard_usage.
    """
    return (text, True) if _STAR.search(text) else (text.replace("\\*", "*"), False)


def _written(value: Any) -> Iterator[Written]:
    if isinstance(value, Written):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _written(one)
    elif isinstance(value, list):
        for one in value:
            yield from _written(one)


def _settle(value: Any, text_format: str, languages: Collection[str]) -> Any:
    if isinstance(value, Written):
        return {code: _in_format(value, text_format, code) if code in languages else "" for code in LANGUAGES}
    if isinstance(value, dict):
        return {key: _settle(one, text_format, languages) for key, one in value.items()}
    return [_settle(one, text_format, languages) for one in value] if isinstance(value, list) else value


def _in_format(one: Written, text_format: str, language: str) -> str:
    text = in_language(one.text, language).strip() if has_languages(one.text) else one.text
    if text_format == "plain" or not text:
        return text
    if not one.is_html:
        return as_html(text)
    if one.format == "moodle" and not _BLOCKS.search(text):
        text = text.replace("\n", "<br>")
    cleaned: str = clean(text)
    return cleaned


def _told(texts: list[Written]) -> tuple[Note, ...]:
    notes = []
    if any(one.format == "markdown" and _MARKDOWN.search(one.text) for one in texts):
        notes.append(Note(_("Its text is in Markdown, whose signs were left as they are."), _("Format the text again in the editor.")))
    if any(one.is_html and "<img" in one.text.lower() for one in texts):
        notes.append(
            Note(_("It shows an image that is not in this file."), _("Add the image in the editor, or bring the question as Moodle XML."))
        )
    return tuple(notes)
