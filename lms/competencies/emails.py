"""What people are told of evidence, on screen and by mail."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.competencies.models import Evidence, EvidenceQuestion
from lms.competencies.queries.people import judges_of
from lms.notifications.actions import notify


def tell_of_evidence(evidence: Evidence) -> None:
    """The person: somebody has written something down about them."""
    notify(
        person=evidence.person,
        kind="evidence_written",
        key=f"competencies.written:{evidence.pk}",
        title=lambda: _("%(author)s wrote down what they saw: %(competency)s") % _values(evidence),
        text=evidence.fact,
        url=_address(evidence),
        mail=False,
    )


def tell_of_question(question: EvidenceQuestion) -> None:
    """Those who may answer it."""
    for judge in judges_of(question.person, but=question.evidence.assessor):
        notify(
            person=judge,
            kind="evidence_questioned",
            key=f"competencies.questioned:{question.pk}:{judge.pk}",
            title=lambda: _("%(person)s questions a piece of evidence: %(competency)s") % _values(question.evidence),
            text=question.text,
            url=reverse("competencies:answer", args=[question.pk]),
        )


def tell_of_answer(question: EvidenceQuestion) -> None:
    """The person who asked."""
    notify(
        person=question.person,
        kind="evidence_answered",
        key=f"competencies.answered:{question.pk}",
        title=lambda: _("Your question about “%(competency)s” has an answer") % _values(question.evidence),
        text=question.answer,
        url=_address(question.evidence),
    )


def tell_of_void(evidence: Evidence, reason: str) -> None:
    """The person: a piece about them no longer counts."""
    notify(
        person=evidence.person,
        kind="evidence_voided",
        key=f"competencies.voided:{evidence.pk}",
        title=lambda: _("A piece of evidence about “%(competency)s” no longer counts") % _values(evidence),
        text=reason,
        url=_address(evidence),
    )


def _values(evidence: Evidence) -> dict[str, str]:
    return {"author": str(evidence.assessor or ""), "person": str(evidence.person), "competency": evidence.competency.name}


def _address(evidence: Evidence) -> str:
    return reverse("competencies:competency", args=[evidence.person_id, evidence.competency.code])
