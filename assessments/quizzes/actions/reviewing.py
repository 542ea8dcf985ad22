"""Another pair of eyes: whoever is asked to review a question is told, and may give it back with a note."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.quizzes.enums import QuestionState
from assessments.quizzes.models import Question
from lms.notifications.actions import notify


def ask_reviewer(*, question: Question, reviewer, actor=None) -> None:
    """Tells the reviewer, once for each time that they are asked."""
    notify(
        person=reviewer,
        kind="quizzes.review",
        key=_key("quizzes.review", question),
        title=lambda: _("A question waits for your review"),
        text=lambda: _asked(question, actor),
        url=_address(question),
    )


def return_to_author(*, question: Question, note: str, actor=None) -> Question:
    """The review ends without publishing: the question is a draft again (a live one stays live), and its author reads why.

    Safe to call twice: what is not in review stays as it is.
    """
    with transaction.atomic():
        kept = Question.objects.select_for_update(of=("self",)).select_related("author").get(pk=question.pk)
        if kept.state == QuestionState.REVIEW or kept.reviewer_id:
            state = QuestionState.DRAFT if kept.state == QuestionState.REVIEW else kept.state
            Question.objects.filter(pk=question.pk).update(state=state, reviewer=None)
            log(instance=question, action="quizzes.return_to_author", user=actor, data={"note": note})
            if kept.author is not None and kept.author != actor:
                notify(
                    person=kept.author,
                    kind="quizzes.review",
                    key=_key("quizzes.returned", question),
                    title=lambda: _("Your question came back from its review"),
                    text=lambda: f"{question}\n\n{note}".strip(),
                    url=_address(question),
                )
    question.refresh_from_db(fields=["state", "reviewer"])
    return question


def _asked(question: Question, actor) -> str:
    if actor is None:
        return str(question)
    return _("%(person)s asks you to look at “%(question)s” before it goes live.") % {"person": actor, "question": question}


def _address(question: Question) -> str:
    return reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])


def _key(what: str, question: Question) -> str:
    return f"{what}:{question.pk}:{timezone.now().isoformat()}"
