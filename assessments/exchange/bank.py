"""Items into the bank, and questions of the bank as items."""

from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.utils.text import slugify

from assessments.exchange.items import Item, Verdict
from assessments.exchange.reading.pictures import size_of
from assessments.quizzes.actions import save_question
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
    item: Item,
    *,
    competencies: Mapping[str, Competency],
    competency: Competency | None,
    tags: Iterable[str],
    actor,
    state: str = QuestionState.DRAFT,
) -> Question:
    """A new question of the bank, as a draft unless told. Its own competency counts before the one chosen for the whole file."""
    for name, data in item.media.items():
        _keep_picture(name, data)
    question = Question(
        kind=item.kind,
        code=_free_code(item.code),
        competency=competencies.get(item.competency.upper()) or competency,
        level=item.level,
        difficulty=item.difficulty or 1,
        state=state,
    )
    question.content = dict(item.content or {})
    save_question(question=question, actor=actor)
    names = [name[:100] for name in (*item.tags, *item.category[-1:], *tags) if slugify(name)]
    question.tags.add(*dict.fromkeys(names))
    return question


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


def _free_code(wanted: str) -> str | None:
    code = slugify(wanted)[:60]
    return code if code and not Question.objects.filter(code=code).exists() else None
