"""What authors ask of the bank: what a section can take, what is known of a question, its versions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Avg, Count, OuterRef, Q, Subquery

from assessments.quizzes.comparing import Change, changes, same
from assessments.quizzes.enums import AttemptState, CorrectionKind
from assessments.quizzes.kinds import serve
from assessments.quizzes.linting import Finding, lint
from assessments.quizzes.models import Attempt, Correction, Question, QuestionVersion, Response
from assessments.quizzes.queries.asking.items import Item, item

ENOUGH = 20  # answers below which a share says nothing


@dataclass(frozen=True)
class Answers:
    """`count` answers of attempts that counted and are scored; `mean` of their points, from 0 to 1."""

    count: int = 0
    mean: float = 0.0

    @property
    def facility(self) -> int | None:
        """How easy it is, in per cent of the points; None with too few answers to say."""
        return round(100 * self.mean) if self.count >= ENOUGH else None


@dataclass(frozen=True)
class VersionRow:
    """`changes` against the version before it; none for the first one."""

    version: QuestionVersion
    changes: Sequence[Change]
    answers: int
    is_current: bool


@dataclass(frozen=True)
class QuestionSheet:
    """What its author should know of a question before changing it. `pending`: it is live, and what is asked is older than this."""

    question: Question
    pending: Sequence[Change]
    twins: Sequence[Question]
    quizzes: Sequence[str]
    answers: Answers
    findings: Sequence[Finding]


def matching_questions(*, tag: str = "", competency_id: int | None = None, level: int | None = None, difficulty: int | None = None) -> int:
    """How many live questions a section with these wishes can take."""
    return Question.objects.live().that_fit(tag=tag, competency_id=competency_id, level=level, difficulty=difficulty).count()


def answers_to(questions: Collection[int]) -> dict[int, Answers]:
    """What is known of each of the questions that has been answered, by id. One query."""
    rows = _counted().filter(version__question__in=questions).values("version__question").annotate(many=Count("pk"), mean=Avg("points"))
    return {row["version__question"]: Answers(row["many"], float(row["mean"] or 0)) for row in rows}


def question_sheet(question: Question) -> QuestionSheet:
    """Five queries at most, for one question that is kept."""
    current = question.current_version
    return QuestionSheet(
        question=question,
        pending=changes(current.content, question.content) if current else (),
        twins=tuple(Question.objects.like(question)[:5]),
        quizzes=sorted({place.quiz.title for place in question.quiz_places.select_related("quiz")}),
        answers=answers_to([question.pk]).get(question.pk, Answers()),
        findings=lint(question.kind, question.content),
    )


def has_pending_changes(question: Question) -> bool:
    """Whether what is asked is older than what its author has written. No query when `current_version` is there."""
    current = question.current_version
    if current is None:
        return False
    return current.competency_id != question.competency_id or not same(current.content, question.content)


def asked_alone(question: Question) -> Item | None:
    """The question as a learner is asked it, as it is written now; None while there is nothing to ask. Nothing is kept."""
    content = question.content
    if "areas" in content:
        if not content.get("image"):
            return None
        content["areas"] = [area for area in content["areas"] if area["coords"]]
    version = QuestionVersion(question=question, kind=question.kind, content=content)
    attempt = Attempt(slots=[serve(question.kind, content, seed=f"preview/{question.pk}")], rules={})
    return item(attempt, Response(slot=1, version=version))


def versions_of(question: Question) -> list[VersionRow]:
    """The newest first. Two queries."""
    versions = list(
        question.versions.select_related("published_by", "competency")
        .annotate(
            answers=Count("responses", filter=Q(responses__attempt__practice=False) & ~Q(responses__attempt__state=AttemptState.OPEN))
        )
        .order_by("-number")
    )
    told = [changes(old.content, new.content) for new, old in pairwise(versions)]
    return [
        VersionRow(version, said, version.answers, version.pk == question.current_version_id)
        for version, said in zip(versions, [*told, []], strict=False)
    ]


def repeated_fingerprints() -> list[str]:
    """The fingerprints that two questions or more have."""
    rows = Question.objects.exclude(fingerprint="").order_by().values("fingerprint").annotate(many=Count("pk"))
    return [row["fingerprint"] for row in rows if row["many"] > 1]


def with_findings(rule: str = "") -> list[int]:
    """The ids of the questions of which the rule says something; without a rule, of those with a warning. Reads the whole bank."""
    found = []
    for question in Question.objects.only(*_CONTENT):
        findings = lint(question.kind, question.content)
        if any(one.rule == rule if rule else one.reason.is_warning for one in findings):
            found.append(question.pk)
    return found


_CONTENT = ("kind", "text_format", "stem_es", "stem_en", "explanation_es", "explanation_en", "body")


def _counted():
    """Answers that count; not those to a version that was voided and stays so."""
    latest = Correction.objects.filter(version=OuterRef("version")).order_by("-decided_at", "-pk").values("kind")[:1]
    answers = Response.objects.filter(attempt__practice=False, attempt__state=AttemptState.SUBMITTED, points__isnull=False)
    return answers.alias(corrected=Subquery(latest)).exclude(corrected__isnull=False, corrected=CorrectionKind.VOID)
