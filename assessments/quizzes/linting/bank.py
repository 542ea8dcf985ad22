"""What a whole bank gives away: that the longest option tends to be right, or that the right one tends to stand in one place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from assessments.quizzes.linting.choices import lengths_of, the_longest
from assessments.quizzes.linting.texts import ONE_RIGHT, Choices, Content, choices_of, is_right
from lms.language.bilingual import LANGUAGES

FEWEST = 20  # questions below which a share says nothing
LONGEST_SHARE = 0.4  # of the questions, from which people notice
SIGMAS = 2.58  # beyond what chance gives in ninety-nine of a hundred banks
MARGIN = 0.10  # and by so much that it is worth mending

Question = tuple[str, Content]  # its kind and its content


@dataclass(frozen=True)
class Share:
    """`count` of `asked` questions, where chance would give `expected` of them (a sum, not a share).

    `place` is the place of the option, from 1; `language` the one that lengths were measured in.
    """

    count: int
    asked: int
    expected: float
    place: int = 0
    language: str = ""

    @property
    def enough(self) -> bool:
        return self.asked >= FEWEST

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.asked) if self.asked else 0

    @property
    def chance(self) -> int:
        """In per cent."""
        return round(100 * self.expected / self.asked) if self.asked else 0


@dataclass(frozen=True)
class Habits:
    """What can be said of the questions with one right option. `true` is for true or false: how often the statement is true."""

    longest: tuple[Share, ...]
    places: tuple[Share, ...]
    true: Share

    @property
    def too_long(self) -> tuple[Share, ...]:
        return tuple(share for share in self.longest if share.enough and share.count > LONGEST_SHARE * share.asked)

    @property
    def too_often(self) -> tuple[Share, ...]:
        """Places that are right more often than chance explains."""
        return tuple(share for share in self.places if _beyond_chance(share))

    @property
    def true_too_often(self) -> bool:
        return _beyond_chance(self.true)

    @property
    def false_too_often(self) -> bool:
        return _beyond_chance(Share(self.true.asked - self.true.count, self.true.asked, self.true.expected))


def habits(questions: Iterable[Question]) -> Habits:
    """Of the kinds with one right option; a text with gaps and several right options have no place or length of their own."""
    rows = [(kind, content) for kind, content in questions if kind in ONE_RIGHT]
    chosen = [choices for kind, content in rows for choices in choices_of(kind, content) if len(choices.options) > 1]
    return Habits(
        longest=tuple(_longest(chosen, code) for code in LANGUAGES),
        places=_places(chosen),
        true=_true([content for kind, content in rows if kind == "true_false"]),
    )


def _longest(chosen: Sequence[Choices], language: str) -> Share:
    measured = [(choices, lengths) for choices in chosen if choices.right and (lengths := lengths_of(choices, language))]
    count = sum(1 for choices, lengths in measured if the_longest(lengths) in choices.right)
    return Share(count, len(measured), sum(1 / len(lengths) for _choices, lengths in measured), language=language)


def _places(chosen: Sequence[Choices]) -> tuple[Share, ...]:
    """One share for each place, as the options are written; those without that place do not count for it."""
    answered = [choices for choices in chosen if len(choices.right) == 1]
    right = Counter(choices.right[0] for choices in answered)
    shares = []
    for place in range(max((len(choices.options) for choices in answered), default=0)):
        have = [choices for choices in answered if len(choices.options) > place]
        shares.append(Share(right[place], len(have), sum(1 / len(choices.options) for choices in have), place=place + 1))
    return tuple(shares)


def _true(contents: Sequence[Content]) -> Share:
    keyed = [next((option.get("key") for option in content.get("options") or () if is_right(option)), None) for content in contents]
    known = [key for key in keyed if key]
    return Share(sum(1 for key in known if key == "true"), len(known), len(known) / 2)


def _beyond_chance(share: Share) -> bool:
    """More than `SIGMAS` deviations above what chance gives, and by a tenth of the questions at least."""
    if not share.enough:
        return False
    chance = share.expected / share.asked
    spread = sqrt(share.asked * chance * (1 - chance))
    return share.count - share.expected > SIGMAS * spread and share.count / share.asked - chance >= MARGIN
