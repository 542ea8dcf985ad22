"""The versions of a page: which one people know, and what is not as it was in it."""

from collections.abc import Iterable

from wagtail.models import Page, PageLogEntry, Revision

from assessments.quizzes.models import Question, QuizPage
from courses.catalogue.models import HandbookPage, LessonPage, ModulePage, ProgrammePage
from courses.changes.diffing import MODULE, Changed, Piece, delta, pieces_of, taken_back
from courses.changes.models import Change
from courses.changes.queries.audience import anyone_in

FIELDS = {
    LessonPage: ("title", "intro", "objective", "body"),
    QuizPage: ("title", "intro", "objective", "pass_percent", "quiz_questions", "draws"),
    ModulePage: ("title", "outcome", "what_counts"),
    ProgrammePage: ("title", "programme_modules"),
    HandbookPage: ("title", "summary", "body"),
}
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


def pieces(revision: Revision, model: type[Page]) -> tuple[Piece, ...]:
    return pieces_of(revision.content, FIELDS[model])


def published_before(page: Page, revision: Revision) -> Revision | None:
    """The version that was live before this one; None for the first."""
    entry = (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__isnull=False)
        .exclude(revision=revision.pk)
        .filter(revision__created_at__lte=revision.created_at)
        .order_by("-timestamp", "-pk")
        .first()
    )
    return Revision.objects.filter(pk=entry.revision_id).first() if entry else None


def changed_since_published(page: Page, revision: Revision) -> tuple[Changed, ...]:
    """What is not as it was in the version that was live before, block by block."""
    before, model = published_before(page, revision), page.specific_class
    return delta(pieces(before, model), pieces(revision, model)) if before and model in FIELDS else ()


def changed_since_announced(page: Page, revision: Revision) -> tuple[Changed, ...]:
    """The same against the version last announced: what was published since without a word is still to be said."""
    before, model = published_before(page, revision), page.specific_class
    if before is None or model not in FIELDS:
        return ()
    known = pieces(before, model)
    for unsaid in Change.objects.unsaid().filter(page=page.pk).order_by("-created_at", "-pk"):
        if unsaid.is_of_steps:
            continue
        known = taken_back(known, unsaid.changed)
    return delta(known, pieces(revision, model))


def waits_to_be_said(page: Page) -> bool:
    """Whether the draft of a live page changes what people have done, or are at, and nobody has said yet what that asks of them."""
    revision = page.latest_revision
    if not page.live or page.alias_of_id or page.specific_class not in FIELDS or revision is None or revision.pk == page.live_revision_id:
        return False
    if Change.objects.waiting().filter(page=page.pk, to_revision=revision).exists():
        return False
    return bool(changed_since_announced(page, revision)) and anyone_in(page)


def as_published(page_id: int) -> dict[str, int]:
    """By language, the live version of each translation of a page."""
    key = Page.objects.values_list("translation_key", flat=True).get(pk=page_id)
    rows = Page.objects.live().filter(translation_key=key, alias_of=None, live_revision__isnull=False).exclude(pk=page_id)
    return dict(rows.values_list("locale__language_code", "live_revision"))


def question_names(changes: Iterable[Changed]) -> dict[int, str]:
    """What the questions among these changes ask, for those who write them."""
    ids = {value for one in changes if one.kind == "question" for value in (one.before, one.after) if value}
    return {question.pk: str(question) for question in Question.objects.filter(pk__in=ids)} if ids else {}


def module_titles(changes: Iterable[Changed]) -> dict[int, str]:
    """What the modules among these changes of a programme are called."""
    ids = {value for one in changes if one.kind == MODULE for value in (one.before, one.after) if value}
    return dict(ModulePage.objects.filter(pk__in=ids).values_list("pk", "title")) if ids else {}
