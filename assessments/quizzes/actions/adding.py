"""Many new questions at once: what `save_question` does for one, in a few statements for all of them."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from assessments.quizzes.content import media_names
from assessments.quizzes.models import Question, QuestionMedia, QuestionTag, TaggedQuestion

NewQuestions = list[tuple[Question, tuple[str, ...]]]


def add_questions(*, questions: NewQuestions, actor=None) -> list[Question]:
    """Keeps new questions, each with the names of its tags, and makes them findable.

    What is saved together sends no signals, so the search and the index of references are told here, once for all.
    """
    rows = [question for question, _tags in questions]
    with transaction.atomic():
        for question in rows:
            question.author = question.author or actor
            question.fingerprint = question.computed_fingerprint
        Question.objects.bulk_create(rows)
        _tag(questions)
        _show_pictures(rows)
        for question in rows:
            ReferenceIndex.create_or_update_for_object(question)
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Question, rows)
    return rows


def _tag(questions: NewQuestions) -> None:
    known: dict[str, QuestionTag] = {}
    places = []
    for question, names in questions:
        # Two names that differ in capitals only are one tag.
        tags = {_tag_of(name, known).pk for name in names if slugify(name)}
        places += [TaggedQuestion(tag_id=tag, content_object=question) for tag in tags]
    TaggedQuestion.objects.bulk_create(places)


def _tag_of(name: str, known: dict[str, QuestionTag]) -> QuestionTag:
    found = known.get(name.casefold())
    if found is None:
        found = QuestionTag.objects.filter(name__iexact=name).order_by("pk").first() or QuestionTag.objects.create(name=name)
        known[name.casefold()] = found
    return found


def _show_pictures(questions: Iterable[Question]) -> None:
    shown: Mapping[int, set[str]] = {question.pk: media_names(question.content) for question in questions}
    pictures = dict(QuestionMedia.objects.filter(name__in=set().union(*shown.values())).values_list("name", "pk"))
    through = QuestionMedia.questions.through
    through.objects.bulk_create(
        through(question_id=question, questionmedia_id=pictures[name])
        for question, names in shown.items()
        for name in sorted(names)
        if name in pictures
    )
