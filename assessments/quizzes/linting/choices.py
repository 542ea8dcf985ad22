"""What the options give away by their looks."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from assessments.quizzes.linting.findings import Finding
from assessments.quizzes.linting.reasons import Rule
from assessments.quizzes.linting.texts import ONE_RIGHT, Choices, Content, choices_of
from lms.language.bilingual import LANGUAGES

# What a reader notices at a glance: a quarter more, and more than a word or two.
CLEARLY_LONGER, LONGER_BY = 1.25, 12
MUCH_LONGER, MUCH_LONGER_BY = 2.5, 40
_NOT_A_WORD = re.compile(r"[\W_]+")


def right_is_longest(kind: str, content: Content) -> Iterator[Finding]:
    for choices in choices_of(kind, content):
        if kind not in ONE_RIGHT and not choices.gap:
            continue
        for code in LANGUAGES:
            lengths = lengths_of(choices, code)
            longest = the_longest(lengths)
            if longest is not None and choices.right == (longest,) and _stands_out(lengths, longest):
                yield Finding(Rule.RIGHT_IS_LONGEST, "options", (longest + 1,), code, gap=choices.gap)


def repeated_options(kind: str, content: Content) -> Iterator[Finding]:
    for choices in choices_of(kind, content):
        for code in LANGUAGES:
            places = defaultdict(list)
            for number, text in enumerate(choices.texts(code), 1):
                places[_bare(text)].append(number)
            for same, numbers in places.items():
                if same and len(numbers) > 1:
                    yield Finding(Rule.REPEATED_OPTION, "options", tuple(numbers), code, gap=choices.gap)


def unequal_options(kind: str, content: Content) -> Iterator[Finding]:
    """The one that is much longer, when the rule of the longest right option has not said it already."""
    for choices in choices_of(kind, content):
        for code in LANGUAGES:
            lengths = lengths_of(choices, code)
            longest = the_longest(lengths)
            if longest is None or choices.right == (longest,):
                continue
            others = median(length for place, length in enumerate(lengths) if place != longest)
            if lengths[longest] >= MUCH_LONGER * others and lengths[longest] >= others + MUCH_LONGER_BY:
                yield Finding(Rule.UNEQUAL_OPTIONS, "options", (longest + 1,), code, gap=choices.gap)


def lengths_of(choices: Choices, language: str) -> list[int]:
    """In characters; empty unless every option is written in that language."""
    texts = choices.texts(language)
    return [len(text) for text in texts] if all(texts) else []


def the_longest(lengths: Sequence[int]) -> int | None:
    """The place of the one that is longer than every other; None when two are as long, or when there is no other."""
    if len(lengths) < 2:
        return None
    first, second = sorted(lengths, reverse=True)[:2]
    return lengths.index(first) if first > second else None


def _stands_out(lengths: Sequence[int], longest: int) -> bool:
    next_one = sorted(lengths)[-2]
    return lengths[longest] >= CLEARLY_LONGER * next_one and lengths[longest] >= next_one + LONGER_BY


def _bare(text: str) -> str:
    """Letters and digits only, in lower case, without accents. What is only signs (“<”, “>”) stays as it is."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", plain).strip() or text
