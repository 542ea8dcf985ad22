"""The life of a question: draft, review, live, retired."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from assessments.quizzes.actions.reviewing import ask_reviewer
from assessments.quizzes.comparing import same
from assessments.quizzes.content import media_names
from assessments.quizzes.enums import QuestionState
from assessments.quizzes.exceptions import NotReady
from assessments.quizzes.kinds import problems_of
from assessments.quizzes.models import Question, QuestionMedia, QuestionVersion
from assessments.quizzes.signals import question_changed


def save_question(*, question: Question, actor=None) -> Question:
    """Keeps a question as its author left it, and what is known by its words: its fingerprint and the pictures it shows."""
    with transaction.atomic():
        if question.pk is None and question.author_id is None and actor is not None:
            question.author = actor
        question.fingerprint = question.computed_fingerprint
        question.save()
        # Also those of earlier versions: whoever was asked one goes on seeing it.
        served = question.versions.values_list("content", flat=True)
        names = media_names(question.content).union(*(media_names(content) for content in served))
        question.media.set(QuestionMedia.objects.filter(name__in=names))
    return question


def publish_question(*, question: Question, actor=None) -> QuestionVersion:
    """Makes the question live, with a new version only when what people read or what is right has changed.

    Raises `NotReady` with what is missing. Safe to call twice.
    """
    problems = problems_of(question.kind, question.content)
    if question.competency_id is None:
        problems.append(_("Choose the competency that it asks about."))
    if problems:
        raise NotReady(problems)
    with transaction.atomic():
        current = Question.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=question.pk).current_version
        if current is None or _has_changed(current, question):
            current = _new_version(question, current, actor)
        question.current_version, question.state, question.reviewer = current, QuestionState.LIVE, None
        question.fingerprint = question.computed_fingerprint
        question.save(update_fields=["current_version", "state", "reviewer", "fingerprint", "updated_at"])
    return current


def send_for_review(*, question: Question, reviewer=None, actor=None) -> Question:
    """Asks for another pair of eyes before the question goes live, and tells the reviewer.

    A live question stays live until its changes are published; a retired one is not reviewed. Safe to call twice.
    """
    with transaction.atomic():
        kept = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if kept.state != QuestionState.RETIRED and (kept.state == QuestionState.DRAFT or kept.reviewer_id != getattr(reviewer, "pk", None)):
            state = kept.state if kept.state == QuestionState.LIVE else QuestionState.REVIEW
            Question.objects.filter(pk=question.pk).update(state=state, reviewer=reviewer)
            log(instance=question, action="quizzes.send_for_review", user=actor, data={"reviewer": getattr(reviewer, "pk", None)})
            if reviewer is not None and reviewer != actor:
                ask_reviewer(question=question, reviewer=reviewer, actor=actor)
    question.refresh_from_db(fields=["state", "reviewer"])
    return question


def retire_question(*, question: Question, actor=None) -> Question:
    """Takes the question out of every attempt to come; the ones that had it keep it. Safe to call twice."""
    with transaction.atomic():
        if Question.objects.filter(pk=question.pk).exclude(state=QuestionState.RETIRED).update(state=QuestionState.RETIRED):
            log(instance=question, action="quizzes.retire_question", user=actor)
    question.state = QuestionState.RETIRED
    return question


def _has_changed(version: QuestionVersion, question: Question) -> bool:
    kept = (version.kind, version.competency_id)
    return kept != (question.kind, question.competency_id) or not same(version.content, question.content)


def _new_version(question: Question, current: QuestionVersion | None, actor) -> QuestionVersion:
    version = QuestionVersion.objects.create(
        question=question,
        number=current.number + 1 if current else 1,
        kind=question.kind,
        competency_id=question.competency_id,
        content=question.content,
        published_by=actor,
    )
    log(instance=question, action="quizzes.publish_question", user=actor, data={"version": version.number})
    if current is not None:
        question_changed.send(sender=Question, before_id=current.pk, after_id=version.pk)
    return version
