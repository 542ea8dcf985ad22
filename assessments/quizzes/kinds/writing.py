"""Questions answered by typing: a few words, a number, or a text that a person marks."""

from collections.abc import Sequence
from typing import Any

from assessments.quizzes.content import Content
from assessments.quizzes.exceptions import InvalidAnswer
from assessments.quizzes.kinds.reading import strings, text

Slot = dict[str, Any]


class Writing:
    several = False

    def __init__(self, longest: int):
        self.longest = longest

    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        return {"options": []}

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        texts = strings(raw)
        if len(texts) > 1:
            raise InvalidAnswer("One text only")
        written = text(texts[0], self.longest) if texts else ""
        return [written] if written else []

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        return list(answer)
