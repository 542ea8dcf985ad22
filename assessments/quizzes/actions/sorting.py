"""Putting many questions where they belong at once: their competency, level, difficulty and tags."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.quizzes.models import Question


def sort_questions(
    *,
    questions: Sequence[Question],
    actor=None,
    competency=None,
    level: int | None = None,
    difficulty: int | None = None,
    add_tags: Collection[str] = (),
    remove_tags: Collection[str] = (),
) -> int:
    """Sets what is given and leaves the rest. Returns how many questions there were. Safe to call twice.

    The version that is served keeps its competency until the question is published again.
    """
    values = {name: value for name, value in (("competency", competency), ("level", level), ("difficulty", difficulty)) if value}
    with transaction.atomic():
        if values:
            Question.objects.filter(pk__in=[one.pk for one in questions]).update(**values, updated_at=timezone.now())
        for question in questions:
            question.tags.add(*add_tags)
            question.tags.remove(*remove_tags)
            data = {name: str(value) for name, value in values.items()} | {"added": list(add_tags), "removed": list(remove_tags)}
            log(instance=question, action="quizzes.sort_question", user=actor, data=data)
    return len(questions)
