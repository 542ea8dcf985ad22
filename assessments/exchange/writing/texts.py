"""The texts of a question for formats that take HTML: in one language, or in each one for itself."""

from collections.abc import Mapping

from assessments.exchange.items import Item
from assessments.exchange.reading.markup import from_plain
from assessments.quizzes.content import in_words, texts_of
from lms.language.bilingual import LANGUAGES

Text = Mapping[str, str]


def languages_of(item: Item) -> list[str]:
    """The languages that the question is asked in; where it asks nothing, those of any of its texts."""
    asked = [code for code in LANGUAGES if item.stem.get(code)]
    return asked or [code for code in LANGUAGES if any(text.get(code) for text in texts_of(item.content or {}))]


def as_markup(text: str, text_format: str) -> str:
    return text if text_format == "html" else from_plain(text)


def called(item: Item) -> str:
    """What a person knows the question by."""
    content = item.content or {}
    asked = next((text for text in item.stem.values() if text), "")
    words = in_words(asked, content.get("format") or "plain")
    return item.title or (words if len(words) <= 80 else f"{words[:79].rstrip()}…")
