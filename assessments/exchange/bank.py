"""Items into the bank, and questions of the bank as items."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.files.base import ContentFile
from django.utils.text import slugify

from assessments.exchange.items import Item, Verdict
from assessments.exchange.reading.pictures import size_of
from assessments.quizzes.actions import add_questions
from assessments.quizzes.content import fingerprint, media_names
from assessments.quizzes.enums import QuestionState
from assessments.quizzes.models import Question, QuestionMedia
from lms.competencies.models import Competency

TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def fingerprint_of(item: Item) -> str:
    return fingerprint(item.kind, item.content or {})


def competencies() -> dict[str, Competency]:
    """Those in use, by their code in capitals, as questions name them."""
    return {one.code.upper(): one for one in Competency.objects.filter(archived_at__isnull=True)}


def keep(
    items: Sequence[Item],
    *,
    competencies: Mapping[str, Competency],
    competency: Competency | None,
    tags: Iterable[str],
    actor,
    state: str = QuestionState.DRAFT,
) -> list[Question]:
    """New questions of the bank, as drafts unless told. An item's own competency counts before the one chosen for the whole file."""
    for item in items:
        for name, data in item.media.items():
            _keep_picture(name, data)
    wanted = [slugify(item.code)[:60] for item in items]
    taken = set(Question.objects.filter(code__in=filter(None, wanted)).values_list("code", flat=True))
    questions = []
    for item, code in zip(items, wanted, strict=True):
        question = Question(
            kind=item.kind,
            code=code if code and code not in taken else None,
            competency=competencies.get(item.competency.upper()) or competency,
            level=item.level,
            difficulty=item.difficulty or 1,
            state=state,
        )
        taken.add(code)
        question.content = dict(item.content or {})
        questions.append((question, tuple(name[:100] for name in (*item.tags, *item.category[-1:], *tags))))
    return add_questions(questions=questions, actor=actor)


def items_of(questions: Iterable[Question]) -> list[Item]:
    """Questions as writers take them, with their pictures."""
    rows = list(questions)
    names = {name for question in rows for name in media_names(question.content)}
    pictures = {one.name: one for one in QuestionMedia.objects.filter(name__in=names)}
    return [_item(question, pictures) for question in rows]


def _item(question: Question, pictures: Mapping[str, QuestionMedia]) -> Item:
    content = question.content
    return Item(
        kind=question.kind,
        verdict=Verdict.READY,
        content=content,
        code=question.code or "",
        tags=tuple(sorted(tag.name for tag in question.tags.all())),
        competency=question.competency.code if question.competency else "",
        level=question.level,
        difficulty=question.difficulty,
        media={name: _bytes(pictures[name]) for name in sorted(media_names(content)) if name in pictures},
    )


def _bytes(picture: QuestionMedia) -> bytes:
    with picture.file.open("rb") as file:
        return file.read()


def _keep_picture(name: str, data: bytes) -> None:
    if QuestionMedia.objects.filter(name=name).exists():
        return
    width, height = size_of(data)
    picture = QuestionMedia(name=name, content_type=TYPES.get(name.rpartition(".")[2], "image/png"), width=width, height=height)
    picture.file.save(name, ContentFile(data), save=False)
    picture.save()
