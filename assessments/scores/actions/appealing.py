"""The person answers their result, or asks another assessor to look at a criterion."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.roleplays.models import Performance
from assessments.rubrics.models import Criterion
from assessments.rubrics.scoring import combine
from assessments.scores.actions.deciding import publish_result, source_of
from assessments.scores.assigning import choose
from assessments.scores.enums import AppealOutcome
from assessments.scores.exceptions import CannotScore
from assessments.scores.models import Appeal, RoleplayResult
from assessments.scores.queries.readers import readers_for
from assessments.scores.queries.readings import readings_of, submitted_scores
from lms.competencies.actions import void_evidence
from lms.competencies.models import Evidence
from lms.notifications.actions import notify

DAYS_TO_APPEAL = 7
DAYS_TO_DECIDE = 7


def answer_result(*, result: RoleplayResult, text: str, actor, now: datetime | None = None) -> RoleplayResult:
    """What the person says to it. Once; a second time changes nothing. Raises CannotScore without words."""
    if not text.strip():
        raise CannotScore(_("Write your answer first."))
    rows = RoleplayResult.objects.filter(pk=result.pk, performance__person=actor, answered_at__isnull=True)
    rows.update(answer=text.strip(), answered_at=now or timezone.now())
    result.refresh_from_db()
    return result


def can_appeal(result: RoleplayResult, now: datetime) -> bool:
    return now <= result.decided_at + timedelta(days=DAYS_TO_APPEAL)


def appeal(*, result: RoleplayResult, criterion: Criterion, text: str, actor, now: datetime | None = None) -> Appeal:
    """Asks for one criterion to be looked at by somebody who did not score it. Safe to call twice. Raises CannotScore."""
    now = now or timezone.now()
    if not text.strip():
        raise CannotScore(_("Say what should be looked at again."))
    if not can_appeal(result, now):
        raise CannotScore(_("It could be asked for within %(days)s days of the result.") % {"days": DAYS_TO_APPEAL})
    with transaction.atomic():
        # The row of the performance is the lock: an appeal and a new result wait for each other.
        performance = Performance.objects.select_for_update(of=("self",)).get(pk=result.performance_id, person=actor)
        defaults = {"text": text.strip(), "made_at": now, "due_on": timezone.localdate(now) + timedelta(days=DAYS_TO_DECIDE)}
        made, created = Appeal.objects.get_or_create(result=result, criterion=criterion, defaults=defaults)
        if created:
            made.assigned_to_id = _another_reader(performance, now)
            made.save(update_fields=["assigned_to"])
            log(instance=performance, action="scores.appeal", user=actor, data={"criterion": criterion.code})
            _tell_reader(made)
    return made


def decide_appeal(*, appeal: Appeal, value: int, reason: str, actor, now: datetime | None = None) -> Appeal:
    """The criterion's score as somebody else reads it. Another score makes another result; both stay. Safe to call twice."""
    now = now or timezone.now()
    if not 1 <= value <= 5:
        raise CannotScore(_("Scores go from 1 to 5."))
    if not reason.strip():
        raise CannotScore(_("Say what you saw: the person reads it."))
    with transaction.atomic():
        performance = Performance.objects.select_for_update(of=("self",)).get(pk=appeal.result.performance_id)
        locked = Appeal.objects.select_for_update(of=("self",)).select_related("criterion", "result").get(pk=appeal.pk, assigned_to=actor)
        if not locked.outcome:
            latest = RoleplayResult.objects.filter(performance=performance).latest_first().first()
            changes = latest.scores.get(locked.criterion.code) != value
            locked.outcome = AppealOutcome.CHANGED if changes else AppealOutcome.STANDS
            locked.value, locked.reason, locked.decided_at = value, reason.strip(), now
            locked.save(update_fields=["outcome", "value", "reason", "decided_at"])
            log(instance=performance, action="scores.decide_appeal", user=actor, data={"outcome": locked.outcome})
            if changes:
                _another_result(latest, actor, now)
            _tell_person(locked)
    return locked


def _another_result(latest: RoleplayResult, actor, now: datetime) -> RoleplayResult:
    """The scores as they were, with each criterion that was looked at again as it was then read."""
    performance = latest.performance
    scores = submitted_scores(performance)
    decided = Appeal.objects.filter(result__performance=performance, outcome=AppealOutcome.CHANGED).order_by("decided_at")
    again = {one.criterion.code: Fraction(one.value) for one in decided.select_related("criterion")}
    combined, proved = (
        replace(found, scores=found.scores | again) if found else None
        for found in (_combined(scores), _combined([one for one in scores if one.licensed]))
    )
    for evidence in Evidence.objects.filter(person=performance.person, source=source_of(latest), void__isnull=True):
        void_evidence(evidence=evidence, reason=_("It was looked at again after an appeal."), actor=actor, tell=False)
    return publish_result(performance=performance, scores=scores, combined=combined, proved=proved, now=now)


def _combined(scores):
    return combine(readings_of(scores)) if scores else None


def _another_reader(performance: Performance, now: datetime) -> int | None:
    taken = frozenset(performance.scores.values_list("assessor_id", flat=True))
    readers = [replace(one, last_partners=frozenset()) for one in readers_for(performance, timezone.localdate(now))]
    chosen = choose(readers, beside=taken)
    return chosen.person if chosen else None


def _tell_reader(made: Appeal) -> None:
    if made.assigned_to is None:
        return
    notify(
        person=made.assigned_to,
        kind="scores.appeal",
        key=f"scores.appeal:{made.pk}",
        title=lambda: _("A score to look at again"),
        text=lambda: _("Somebody asks for one criterion to be read by another assessor."),
        url=reverse("scores:appeal", args=[made.pk]),
    )


def _tell_person(decided: Appeal) -> None:
    notify(
        person=decided.result.performance.person,
        kind="scores.appeal_decided",
        key=f"scores.appeal_decided:{decided.pk}",
        title=lambda: _("Your score was looked at again"),
        text=lambda: _("The answer is with your result, with its reason."),
        url=reverse("scores:result", args=[decided.result.performance_id]),
    )
