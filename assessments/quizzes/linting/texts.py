"""The texts of a question as the rules read them: words on one line, and what can be chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.quizzes.content import in_words
from lms.language.bilingual import LANGUAGES

Content = Mapping[str, Any]
ONE_RIGHT = {"single", "best", "true_false"}
OPTIONS = {"single", "best", "multiple"}


@dataclass(frozen=True)
class Choices:
    """What is chosen from: the options in their order, with the places of those that are right; `gap` as in `Finding`."""

    options: Sequence[Content]
    right: tuple[int, ...]
    text_format: str
    gap: int = 0

    def texts(self, language: str) -> list[str]:
        return [words(option.get("text"), language, self.text_format) for option in self.options]


def words(text: Mapping[str, str] | None, language: str, text_format: str) -> str:
    return str(in_words((text or {}).get(language) or "", text_format))


def format_of(content: Content) -> str:
    return str(content.get("format") or "plain")


def stems(content: Content) -> Iterator[tuple[str, str]]:
    """(language, words) of each language that the question is written in."""
    for code in LANGUAGES:
        said = words(content.get("stem"), code, format_of(content))
        if said:
            yield code, said


def choices_of(kind: str, content: Content) -> Iterator[Choices]:
    """The list of options of a question, or of each gap that has one; nothing for other kinds and for true or false."""
    if kind in OPTIONS and content.get("options"):
        yield _choices(content["options"], format_of(content))
    if kind == "gaps":
        for number, gap in enumerate(content.get("gaps") or (), 1):
            if gap.get("kind") == "choice" and gap.get("options"):
                yield _choices(gap["options"], format_of(content), number)


def _choices(options: Sequence[Content], text_format: str, gap: int = 0) -> Choices:
    return Choices(options, tuple(place for place, option in enumerate(options) if is_right(option)), text_format, gap)


def is_right(option: Content) -> bool:
    if "correct" in option:
        return bool(option["correct"])
    weight = option.get("weight", 0)
    return isinstance(weight, int | float) and weight >= 100
