"""A person questions a piece of evidence about them, and somebody else answers."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.competencies.actions.evidence import void_evidence
from lms.competencies.actions.states import refresh_states
from lms.competencies.emails import tell_of_answer, tell_of_question
from lms.competencies.enums import QuestionOutcome
from lms.competencies.exceptions import AboutOneself, AlreadyAnswered, CompetencyError, JudgesOwnEvidence, ReasonMissing, TooLateToQuestion
from lms.competencies.models import Evidence, EvidenceQuestion


def can_still_question(evidence: Evidence, now=None) -> bool:
    """Whether the days to question it, counted from when it was recorded, have not passed."""
    now = now or timezone.now()
    return now <= evidence.recorded_at + timedelta(days=settings.EVIDENCE_QUESTION_DAYS)


def question_evidence(*, evidence: Evidence, text: str, actor) -> EvidenceQuestion:
    """Asks that somebody look again. Until it is answered, the piece counts in nothing against its person.

    Safe to send twice: the open question is returned as it is. Raises CompetencyError for evidence on somebody else,
    ReasonMissing without words, TooLateToQuestion after the set days, AlreadyAnswered where an answer stands.
    """
    if actor.pk != evidence.person_id:
        raise CompetencyError("People question the evidence about themselves")
    if not text.strip():
        raise ReasonMissing("Say what is wrong with it")
    if not can_still_question(evidence):
        raise TooLateToQuestion("The days to question it have passed")
    if evidence.questions.exclude(outcome=QuestionOutcome.OPEN).exists():
        raise AlreadyAnswered("It has been questioned and answered")
    due_on = timezone.localdate() + timedelta(days=settings.EVIDENCE_ANSWER_DAYS)
    with transaction.atomic():
        question, created = EvidenceQuestion.objects.get_or_create(
            evidence=evidence, outcome=QuestionOutcome.OPEN, defaults={"person": actor, "text": text.strip(), "due_on": due_on}
        )
        if created:
            tell_of_question(question)
            log(instance=evidence, action="competencies.question_evidence", user=actor, title=str(evidence))
            refresh_states(person_ids=[evidence.person_id], competency_ids=[evidence.competency_id])
    return question


def answer_question(*, question: EvidenceQuestion, outcome: str, answer: str, actor) -> EvidenceQuestion:
    """Keeps the piece, or voids it, and says why. By somebody who is neither its person nor its author.

    Raises ReasonMissing, AboutOneself, JudgesOwnEvidence, or AlreadyAnswered where another answer stands.
    """
    if not answer.strip():
        raise ReasonMissing("Say why")
    if actor.pk == question.person_id:
        raise AboutOneself("Nobody answers their own question")
    if actor.pk == question.evidence.assessor_id:
        raise JudgesOwnEvidence("Somebody else than its author answers")
    with transaction.atomic():
        held = EvidenceQuestion.objects.select_for_update(no_key=True, of=("self",)).get(pk=question.pk)
        if held.outcome != QuestionOutcome.OPEN:
            raise AlreadyAnswered("It has been answered")
        held.outcome, held.answer, held.answered_by, held.answered_at = QuestionOutcome(outcome), answer.strip(), actor, timezone.now()
        held.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
        log(instance=held.evidence, action="competencies.answer_question", user=actor, title=str(held.evidence), data={"outcome": outcome})
        tell_of_answer(held)
        if held.outcome == QuestionOutcome.VOIDED:
            void_evidence(evidence=held.evidence, reason=held.answer, actor=actor, tell=False)
        else:
            refresh_states(person_ids=[held.person_id], competency_ids=[held.evidence.competency_id])
    return held
