"""What each kind of question serves and takes. A new kind is one entry here, one in `problems` and one scorer in `scoring`.

What a browser gets and sends back are places in the order served, from 1: never a key, which could tell what is right.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from assessments.quizzes.content import Content
from assessments.quizzes.enums import QuestionKind
from assessments.quizzes.kinds.arranging import Matching, Ordering
from assessments.quizzes.kinds.choosing import Choosing, Pointing
from assessments.quizzes.kinds.gaps import Gaps
from assessments.quizzes.kinds.problems import MAX_OPTIONS, MIN_OPTIONS, TRUE_FALSE, options_of, problems_of
from assessments.quizzes.kinds.reading import LONGEST_ESSAY, LONGEST_TEXT
from assessments.quizzes.kinds.writing import Writing

__all__ = [
    "KINDS",
    "MAX_OPTIONS",
    "MIN_OPTIONS",
    "TRUE_FALSE",
    "options_of",
    "problems_of",
    "read_answer",
    "serve",
    "shown_answer",
    "takes_several",
]

Slot = dict[str, Any]


class Kind(Protocol):
    def serve(self, content: Content, *, seed: str, shuffle: bool) -> Slot:
        """The orders to freeze for one attempt."""

    def read(self, content: Content, slot: Slot, raw: Any) -> list[str]:
        """The answer as it is kept, of what a browser sent. Raises `InvalidAnswer`."""

    def show(self, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
        """What a browser is given to show an answer: the reverse of `read`."""


KINDS: dict[str, Kind] = {
    QuestionKind.SINGLE: Choosing(),
    QuestionKind.MULTIPLE: Choosing(several=True),
    # True stands before false for everyone; other options have no order of their own.
    QuestionKind.TRUE_FALSE: Choosing(shuffled=False),
    QuestionKind.BEST: Choosing(),
    QuestionKind.SHORT: Writing(LONGEST_TEXT),
    QuestionKind.NUMBER: Writing(LONGEST_TEXT),
    QuestionKind.ORDERING: Ordering(),
    QuestionKind.MATCHING: Matching(),
    QuestionKind.GAPS: Gaps(),
    QuestionKind.HOTSPOT: Pointing(),
    QuestionKind.FREE: Writing(LONGEST_ESSAY),
}


def serve(kind: str, content: Content, *, seed: str, shuffle: bool = True) -> Slot:
    """{"options": […]} and, for gaps, {"gaps": {…}}: what a slot of an attempt freezes beside its version."""
    return KINDS[kind].serve(content, seed=seed, shuffle=shuffle)


def read_answer(kind: str, content: Content, slot: Slot, raw: Any) -> list[str]:
    """The answer as it is kept: empty when nothing was answered. Raises `InvalidAnswer`."""
    return KINDS[kind].read(content, slot, raw)


def shown_answer(kind: str, content: Content, slot: Slot, answer: Sequence[str]) -> list[str]:
    """The answer as a browser knows it: by places, not keys."""
    return KINDS[kind].show(content, slot, answer)


def takes_several(kind: str, content: Content) -> bool:
    """Whether more than one option may be chosen."""
    known = KINDS[kind]
    return isinstance(known, Choosing) and known.takes_several(content)
