"""Another version of a question went live: noted, said what it asks, and asked of whom had learned the one before."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.quizzes.models import QuestionVersion
from assessments.reviews.models import ReviewCard
from courses.changes.enums import Asks
from courses.changes.exceptions import AlreadySaid, NoCertification, ReasonMissing
from courses.changes.models import QuestionChange
from courses.changes.queries.questions import certifications_asking, who_answers_again
from courses.enrolments.calendar import working_day
from courses.enrolments.queries.holidays import holidays_of
from lms.certificates.models import Certificate, Certification
from lms.jobs.actions import enqueue
from lms.notifications.actions import notify
from lms.renewals.actions import renew_early

DUE_DAYS = 10


def note_question(*, before: QuestionVersion, after: QuestionVersion) -> QuestionChange | None:
    """What nobody has said anything of yet is one change, from the version that people know. None where nobody has learned it."""
    change = QuestionChange.objects.unsaid().filter(question=after.question_id).first() or QuestionChange(
        question_id=after.question_id, before=before
    )
    change.after, change.created_at = after, timezone.now()
    if not who_answers_again(change).exists():
        return None
    change.save()
    return change


def say_of_question(
    *, change: QuestionChange, kind: str, actor, reason_es: str = "", reason_en: str = "", certifications: Sequence[Certification] = ()
) -> QuestionChange:
    """Says what it asks. Twice is once. Raises AlreadySaid, ReasonMissing and NoCertification."""
    with transaction.atomic():
        change = QuestionChange.objects.select_for_update(of=("self",)).select_related("question").get(pk=change.pk)
        if change.said_at is not None:
            if (change.kind, change.author_id) == (kind, actor.pk):
                return change
            raise AlreadySaid
        if kind != Asks.MINOR and not (reason_es.strip() and reason_en.strip()):
            raise ReasonMissing
        offered = set(certifications_asking(change.question).values_list("pk", flat=True))
        if kind == Asks.INVALIDATES and not (certifications and offered.issuperset(one.pk for one in certifications)):
            raise NoCertification
        change.kind, change.author, change.said_at = kind, actor, timezone.now()
        change.reason_es, change.reason_en = reason_es.strip(), reason_en.strip()
        change.save()
        change.certifications.set(certifications if kind == Asks.INVALIDATES else [])
        log(instance=change.question, action="changes.say", user=actor, data={"change": change.pk, "kind": kind})
        if kind != Asks.MINOR:
            enqueue(kind="changes.ask_question", payload={"change": change.pk}, key=f"changes.ask_question:{change.pk}", actor=actor)
    return change


def ask_again(*, change: QuestionChange, today: date) -> int:
    """That question alone comes back to each of them today, among the cards of their day; or the certification is proved again before
    its time. Safe to call twice: whoever has answered it since is left alone, and nobody is told twice."""
    return _cards(change, today) if change.kind == Asks.ANSWER else _provings(change, today)


def _cards(change: QuestionChange, today: date) -> int:
    asked = 0
    for card in who_answers_again(change).select_related("person"):
        with transaction.atomic():
            # Only when it comes back is another: what is believed of their memory stays what their answers say.
            ReviewCard.objects.filter(pk=card.pk, due_on__gt=today).update(due_on=today)
            notify(
                person=card.person,
                kind="changes.answer_again",
                key=f"changes.answer_again:{change.pk}:{card.person_id}",
                title=lambda: _("A question that you had learned has changed: answer it again"),
                text=lambda: change.reason,
                url=reverse("reviews:session"),
            )
        asked += 1
    return asked


def _provings(change: QuestionChange, today: date) -> int:
    asked = 0
    for certification in change.certifications.all():
        held = Certificate.objects.standing().filter(certification=certification, person__is_active=True, issued_on__lte=change.said_at)
        holders = held.exclude(valid_until__lt=today).select_related("person").order_by("issued_on", "pk")
        for certificate in {one.person_id: one for one in holders}.values():
            with translation.override(certificate.person.language):
                reason = change.reason
            due_on = working_day(today, DUE_DAYS, holidays_of([certificate.person_id])[certificate.person_id])
            asked += renew_early(certificate=certificate, due_on=due_on, reason=reason, actor=change.author, today=today) is not None
    return asked
