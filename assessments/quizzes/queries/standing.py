"""Where a person stands at a quiz: its rules, their attempts, when the next one opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.quizzes.enums import QuestionState
from assessments.quizzes.models import Attempt, ExtraAttempt, QuizDraw, QuizPage, QuizQuestion, TimeAdjustment
from assessments.quizzes.scoring import points_needed
from assessments.quizzes.standing import Past, Standing, standing
from assessments.quizzes.timing import Adjustment, Window, minutes_for, strongest
from courses.enrolments.queries import Player, player
from lms.competencies.models import Competency
from lms.statements import Statement

# What a screen of a person asks of a quiz: the page beneath has more than twenty columns that only the CMS reads.
RULES = (
    "intro",
    "minutes",
    "pass_percent",
    "max_attempts",
    "wait_hours",
    "time_limit",
    "opens_at",
    "closes_at",
    "room_code",
    "practice",
    "test_out",
    "reveal",
)


@dataclass(frozen=True)
class Sheet:
    """The rules of a quiz as they are today. `minutes` is the person's own limit, 0 for none; `adjusted` whether it differs."""

    page: QuizPage
    intro: str
    asked: int
    needed: int
    all_right_in: tuple[Competency, ...]
    minutes: int = 0
    adjusted: bool = False


@dataclass(frozen=True)
class Brief:
    """The screen before a quiz."""

    player: Player
    sheet: Sheet
    standing: Standing
    attempts: tuple[Attempt, ...]
    practices: tuple[Attempt, ...]

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def open_practice(self) -> Attempt | None:
        return next((attempt for attempt in self.practices if attempt.is_open), None)

    @property
    def practised(self) -> list[Attempt]:
        """The last few practice attempts that were finished, the latest first."""
        return [attempt for attempt in reversed(self.practices) if not attempt.is_open][:5]

    @property
    def trainer(self):
        cohort = self.player.enrolment.cohort
        return cohort.trainer if cohort else None

    @property
    def handed_in(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if not attempt.is_open]


def brief(enrolment_id: int, step_key: UUID, user, now: datetime) -> Brief:
    """Raises Enrolment.DoesNotExist or LookupError for what is not this person's, or not a quiz."""
    place = player(enrolment_id, step_key, user, now)
    require_quiz(place)
    rules = sheet(place.current.outline.page_id, place.current.outline.shown_page_id)
    if rules.page.time_limit:
        rules = _for_person(rules, user.pk, now)
    every = _every_attempt_at(enrolment_id, step_key)
    attempts = tuple(one for one in every if not one.practice)
    past = standing_after(attempts, rules.page, extra_attempts(attempts, enrolment_id, step_key), now)
    return Brief(place, rules, past, attempts, tuple(one for one in every if one.practice))


def require_quiz(place: Player) -> None:
    if place.current.outline.kind != "quiz":
        raise LookupError(f"{place.current.key} is not a quiz")


def sheet(page_id: int, shown_page_id: int) -> Sheet:
    """Two queries."""
    pages = {page.pk: page for page in _SHEET.all(pk=page_id, shown=shown_page_id)}
    page = pages[page_id]
    asked = page.fixed + page.drawn
    intro = pages[shown_page_id].intro or page.intro
    return Sheet(page, intro, asked, points_needed(asked, page.pass_percent), tuple(all_right_in(page_id)))


def rules_of(page_id: int) -> QuizPage:
    """The page with its rules alone: whatever else of it is asked for costs another query."""
    return _RULES.get(pk=page_id)


def all_right_in(page_id: int) -> list[Competency]:
    """The competencies of which every question must be right."""
    return _ALL_RIGHT_IN.all(quiz=page_id)


def standing_of(enrolment_id: int, step_key: UUID, quiz: QuizPage, now: datetime) -> Standing:
    attempts = attempts_at(enrolment_id, step_key)
    return standing_after(attempts, quiz, extra_attempts(attempts, enrolment_id, step_key), now)


def attempts_at(enrolment_id: int, step_key: UUID) -> list[Attempt]:
    """Every attempt of an enrolment at one quiz that counts, the first one first."""
    return [one for one in _every_attempt_at(enrolment_id, step_key) if not one.practice]


def adjustment_of(person_id: int, day: date) -> Adjustment | None:
    """How the person's time differs on a day; None when it does not."""
    rows = _ADJUSTMENTS.all(person=person_id, day=day)
    return strongest([Adjustment(one.extra_percent, one.no_limit) for one in rows])


def extra_attempts(attempts: Sequence[Attempt], enrolment_id: int, step_key: UUID) -> int:
    """How many more were granted: the attempts at the quiz know it, and only where there is none yet is it asked for."""
    return attempts[0].extras if attempts else len(_EXTRAS.all(enrolment=enrolment_id, step=step_key))


def _every_attempt_at(enrolment_id: int, step_key: UUID) -> list[Attempt]:
    return _ATTEMPTS.all(enrolment=enrolment_id, step=step_key)


def _for_person(rules: Sheet, person_id: int, now: datetime) -> Sheet:
    adjustment = adjustment_of(person_id, timezone.localdate(now))
    return replace(rules, minutes=minutes_for(rules.page.time_limit, adjustment), adjusted=adjustment is not None)


def _attempts(enrolment: int, step: UUID) -> QuerySet[Attempt]:
    granted = ExtraAttempt.objects.filter(enrolment_id=OuterRef("enrolment_id"), step_key=OuterRef("step_key")).order_by()
    extras = Coalesce(Subquery(granted.values("enrolment").annotate(many=Count("pk")).values("many")), 0)
    rows = Attempt.objects.filter(enrolment_id=enrolment, step_key=step).annotate(extras=extras)
    return rows.defer("slots", "result").order_by("practice", "number")


def _asked() -> dict:
    live = Q(question__state=QuestionState.LIVE)
    fixed = QuizQuestion.objects.filter(live, quiz=OuterRef("pk")).order_by().values("quiz").annotate(many=Count("pk")).values("many")
    drawn = QuizDraw.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz").annotate(many=Sum("count")).values("many")
    return {"fixed": Coalesce(Subquery(fixed), 0), "drawn": Coalesce(Subquery(drawn), 0)}


def standing_after(attempts: Iterable[Attempt], quiz: QuizPage, extra: int, now: datetime) -> Standing:
    past = [Past(one.submitted_at, one.passed) for one in attempts if not one.is_open]
    window = Window(quiz.opens_at, quiz.closes_at)
    return standing(past, max_attempts=quiz.max_attempts, extra=extra, wait_hours=quiz.wait_hours, now=now, window=window)


# Asked for at nearly every step of an attempt: in SQL that is made once.
_ANY_QUIZ, _ANY_STEP = 999_999_999, UUID(int=0)
_SHEET = Statement(
    lambda pk, shown: QuizPage.objects.only(*RULES).filter(Q(pk=pk) | Q(pk=shown)).order_by().annotate(**_asked()),
    pk=_ANY_QUIZ,
    shown=_ANY_QUIZ - 1,
)
_RULES = Statement(lambda pk: QuizPage.objects.only(*RULES).filter(pk=pk).order_by(), pk=_ANY_QUIZ)
_ALL_RIGHT_IN = Statement(
    lambda quiz: Competency.objects.filter(pk__in=QuizPage.all_right_in.through.objects.filter(quizpage=quiz).values("competency")),
    quiz=_ANY_QUIZ,
)
_ATTEMPTS = Statement(_attempts, enrolment=999_999_998, step=_ANY_STEP)
_EXTRAS = Statement(
    lambda enrolment, step: ExtraAttempt.objects.filter(enrolment_id=enrolment, step_key=step), enrolment=999_999_998, step=_ANY_STEP
)
_ADJUSTMENTS = Statement(
    lambda person, day: TimeAdjustment.objects.in_force(day).filter(person_id=person), person=999_999_998, day=date(2001, 2, 3)
)
