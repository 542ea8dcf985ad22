"""How the bank is: what the rules find in it, as a whole and by competency, quiz or tag."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.text import slugify

from assessments.quizzes.enums import QuestionState
from assessments.quizzes.linting import REASONS, Finding, Rule, lint
from assessments.quizzes.linting.bank import Habits, Share, habits
from assessments.quizzes.linting.reasons import Reason
from assessments.quizzes.models import Question, QuizDraw, QuizPage, QuizQuestion
from assessments.quizzes.queries.bank import repeated_fingerprints

GROUPINGS = ("competency", "quiz", "tag")


@dataclass(frozen=True)
class RuleRow:
    rule: Rule
    reason: Reason
    count: int


@dataclass(frozen=True)
class GroupRow:
    """`key` is what the list of the bank is filtered by; empty where it cannot be."""

    name: str
    key: str
    questions: int
    warned: int
    habits: Habits

    @property
    def longest(self) -> Share:
        """Of the language in which the right option is most often the longest."""
        return max(self.habits.longest, key=lambda share: share.percent)

    @property
    def place(self) -> Share | None:
        """The place that is right most above what chance gives."""
        return max(self.habits.places, key=lambda share: share.percent - share.chance, default=None)


@dataclass(frozen=True)
class Health:
    questions: int
    warned: int
    repeated: int
    rules: Sequence[RuleRow]
    habits: Habits
    groups: Sequence[GroupRow]


@dataclass(frozen=True)
class _Read:
    question: Question
    findings: Sequence[Finding]

    @property
    def is_warned(self) -> bool:
        return any(one.reason.is_warning for one in self.findings)

    @property
    def asked(self) -> tuple[str, dict]:
        return self.question.kind, self.question.content


def bank_health(by: str = "competency") -> Health:
    """Of every question that is not retired. As many queries for a large bank as for a small one."""
    questions = Question.objects.exclude(state=QuestionState.RETIRED).select_related("competency").prefetch_related("tags")
    read = [_Read(question, lint(question.kind, question.content)) for question in questions]
    counts = Counter(rule for one in read for rule in {finding.rule for finding in one.findings})
    repeated = set(repeated_fingerprints())
    return Health(
        questions=len(read),
        warned=sum(one.is_warned for one in read),
        repeated=sum(one.question.fingerprint in repeated for one in read),
        rules=[RuleRow(rule, REASONS[rule], counts[rule]) for rule in Rule],
        habits=habits(one.asked for one in read),
        groups=[_row(name, key, of_it) for name, key, of_it in _GROUPS[by if by in _GROUPS else "competency"](read)],
    )


def _row(name: str, key: str, read: Sequence[_Read]) -> GroupRow:
    return GroupRow(name, key, len(read), sum(one.is_warned for one in read), habits(one.asked for one in read))


def _by_competency(read: Sequence[_Read]) -> Iterator[tuple[str, str, list[_Read]]]:
    known = {one.question.competency_id: one.question.competency for one in read if one.question.competency_id}
    for pk, competency in sorted(known.items(), key=lambda pair: (pair[1].sort_order, pair[1].code)):
        yield str(competency), str(pk), [one for one in read if one.question.competency_id == pk]


def _by_tag(read: Sequence[_Read]) -> Iterator[tuple[str, str, list[_Read]]]:
    names = {tag.slug: tag.name for one in read for tag in one.question.tags.all()}
    for slug, name in sorted(names.items(), key=lambda pair: pair[1]):
        yield name, slug, [one for one in read if slug in {tag.slug for tag in one.question.tags.all()}]


def _by_quiz(read: Sequence[_Read]) -> Iterator[tuple[str, str, list[_Read]]]:
    """What a quiz asks by name, and what its sections may draw. A translation asks what its original asks."""
    draws = Prefetch("draws", QuizDraw.objects.all())
    places = Prefetch("quiz_questions", QuizQuestion.objects.all())
    quizzes = QuizPage.objects.filter(alias_of__isnull=True).prefetch_related(places, draws).order_by("title")
    for quiz in quizzes:
        named = {place.question_id for place in quiz.quiz_questions.all()}
        of_it = [one for one in read if one.question.pk in named or _may_be_drawn(one.question, quiz.draws.all())]
        if of_it:
            yield quiz.title, str(quiz.pk), of_it


def _may_be_drawn(question: Question, draws: Iterable[QuizDraw]) -> bool:
    return question.state == QuestionState.LIVE and any(_fits(question, one) for one in draws if not one.is_open_ended)


def _fits(question: Question, wish: QuizDraw) -> bool:
    return (
        (not wish.tag or slugify(wish.tag) in {tag.slug for tag in question.tags.all()})
        and wish.competency_id in (None, question.competency_id)
        and wish.level in (None, question.level)
        and wish.difficulty in (None, question.difficulty)
    )


_GROUPS = {"competency": _by_competency, "quiz": _by_quiz, "tag": _by_tag}
