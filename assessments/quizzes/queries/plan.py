"""What an attempt that starts is made of: the rules of its quiz, what is always asked, the sections drawn from the bank."""

from assessments.quizzes.models import Question, QuizDraw, QuizPage
from lms.statements import Statement

_STARTED_BY = (
    "pass_percent",
    "max_attempts",
    "wait_hours",
    "layout",
    "shuffle_options",
    "shuffle_questions",
    "time_limit",
    "opens_at",
    "closes_at",
    "room_code",
    "practice",
    "reveal",
    "live_revision",
)
_QUIZ = Statement(lambda pk: QuizPage.objects.only(*_STARTED_BY).filter(pk=pk).order_by(), pk=999_999_999)
_ALWAYS = Statement(
    lambda quiz: Question.objects.live().only("current_version").filter(quiz_places__quiz=quiz).order_by("quiz_places__sort_order"),
    quiz=999_999_999,
)
_SECTIONS = Statement(lambda quiz: QuizDraw.objects.filter(quiz=quiz).order_by("sort_order"), quiz=999_999_999)


def quiz_to_start(page_id: int) -> QuizPage:
    """The page with what an attempt freezes of it, and no more."""
    return _QUIZ.get(pk=page_id)


def always_asked(page_id: int) -> dict[int, int]:
    """The live questions that every attempt asks, in their order: the version that is live, by the question's id."""
    return {one.pk: one.current_version_id for one in _ALWAYS.all(quiz=page_id)}


def sections_drawn(page_id: int) -> list[QuizDraw]:
    return _SECTIONS.all(quiz=page_id)
