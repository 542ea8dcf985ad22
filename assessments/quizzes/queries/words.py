"""A text of a question in the language that it is shown in, with what it needs to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.quizzes.content import Content, in_words
from lms.language.bilingual import LANGUAGES, active_language, pick


@dataclass(frozen=True)
class Words:
    """`text_format` is "plain" or "html"; templates draw it with the filters of `question_text`."""

    text: str
    text_format: str = "plain"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        """On one line, without its formatting: for lists, labels and what is read aloud."""
        return in_words(self.text, self.text_format)


class Wording:
    """The texts of one question, all of them in one language: the reader's where the question has it."""

    def __init__(self, content: Content):
        self.text_format = content.get("format") or "plain"
        self.shown_in = shown_in(content)
        self.language = self.shown_in or active_language()

    def of(self, texts: Mapping[str, str] | None) -> Words:
        return Words(pick(texts or {}, self.language), self.text_format)

    def plain(self, text: str) -> Words:
        """Words that are nobody's formatting: what a person typed."""
        return Words(text)


def shown_in(content: Content) -> str:
    """The language of a question's text when it is not the reader's; empty when it is."""
    stem = content["stem"]
    return "" if stem.get(active_language()) else next((code for code in LANGUAGES if stem.get(code)), "")
