"""Another version of a question: what it says now, and who has learned the one before."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.quizzes.models import Question, QuestionVersion
from assessments.reviews.models import ReviewCard, ReviewLog
from courses.catalogue.models import ModulePage
from courses.changes.diffing import paragraphs_of
from courses.changes.models import QuestionChange
from lms.certificates.models import Certification
from lms.language.bilingual import LANGUAGES
from lms.people.permissions import can_author

RIGHT, ALL_OF_IT = "✓", 100


def who_answers_again(change: QuestionChange) -> QuerySet[ReviewCard]:
    """The cards of those who answered an earlier version and not yet the one that is asked now."""
    answered = ReviewLog.objects.filter(card=OuterRef("pk"))
    rows = ReviewCard.objects.filter(question=change.question_id, person__is_active=True)
    return rows.filter(Exists(answered), ~Exists(answered.filter(version=change.after_id)))


def certifications_asking(question: Question) -> QuerySet[Certification]:
    """Those whose programme or module has a quiz that names the question or may draw it by its competency, or which they renew."""
    paths = question.quiz_places.values_list("quiz__path", flat=True)
    modules = ModulePage.objects.filter(path__in={path[: -ModulePage.steplen] for path in paths}).values("translation_key")
    originals = ModulePage.objects.filter(translation_key__in=modules, alias_of=None).values("pk")
    within = Q(module__in=originals) | Q(programme__programme_modules__module__in=originals)
    within |= Q(renewal_rule__module__in=originals) | Q(renewal_rule__programme__programme_modules__module__in=originals)
    return Certification.objects.filter(within).distinct().order_by("code")


def lines_of(version: QuestionVersion) -> dict[str, list[str]]:
    """What a version says, by language: its words in order, with a mark at what is right."""
    return {language: _lines(version.content, language) for language in LANGUAGES}


def questions_unsaid(user, most: int) -> list[QuestionChange]:
    """For those who write questions: published without saying what it asks, the latest first."""
    if not can_author(user):
        return []
    return list(QuestionChange.objects.unsaid().select_related("question").order_by("-created_at", "-pk")[:most])


def _lines(content: dict, language: str) -> list[str]:
    found = paragraphs_of(content["stem"].get(language, ""))
    for name, value in content.items():
        if name == "options":
            found += [_option(one, language) for one in value]
        elif name not in ("format", "stem", "explanation"):
            found += paragraphs_of(_in(value, language))
    return [line for line in (*found, *paragraphs_of((content.get("explanation") or {}).get(language, ""))) if line]


def _option(option: dict, language: str) -> str:
    text, said = (" ".join(paragraphs_of(_in(option.get(name) or "", language))) for name in ("text", "feedback"))
    marked = f"{RIGHT} {text}" if text and (option.get("correct") or option.get("weight") == ALL_OF_IT) else text
    return f"{marked} ({said})" if said else marked


def _in(value, language: str):
    """A value in one language, wherever it is written in two; keys say nothing to a reader."""
    if isinstance(value, dict):
        if value.keys() & set(LANGUAGES):
            return value.get(language, "")
        return {name: _in(inner, language) for name, inner in value.items() if name not in ("key", "media")}
    return [_in(one, language) for one in value] if isinstance(value, list) else value
