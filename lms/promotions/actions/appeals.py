"""A second look: asked for by the candidate, given to somebody outside, answered with words."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.promotions.actions.deciding import ask_for_appointments, ask_for_letters
from lms.promotions.actions.trail import moment_of, record_act
from lms.promotions.enums import AppealOutcome, RoundState
from lms.promotions.exceptions import ConflictOfInterest, ReasonMissing, TooLate, WrongMoment
from lms.promotions.models import Appeal, Application, Decision
from lms.promotions.permissions import can_manage
from lms.promotions.queries.people import can_look_at, managers_of


def appeal(*, application: Application, text: str, actor, today: date | None = None) -> Appeal:
    """Asks for a review, within its days and without anybody's leave. One an application; the first words stay."""
    if application.person_id != actor.pk:
        raise PermissionDenied
    round = application.round
    if round.state != RoundState.DECIDED or not application.stands:
        raise WrongMoment(_("A review can be asked for once the decisions are given."))
    if not text.strip():
        raise ReasonMissing(_("Say what you think went wrong."))
    existing = Appeal.objects.filter(application=application).first()
    if existing is not None:
        return existing
    if (today or timezone.localdate()) > round.appeals_end_on:
        raise TooLate(_("The days to ask for a review have passed."))
    with transaction.atomic():
        words = {"text": text.strip(), "made_at": moment_of(today)}
        made, created = Appeal.objects.get_or_create(application=application, defaults=words)
        if created:
            for manager in managers_of(round):
                _tell(manager, made, lambda: _("%(code)s asks for a review") % {"code": application.code}, "asked")
            record_act(instance=application, action="promotions.appeal", user=actor)
    return made


def assign_appeal(*, appeal: Appeal, to, actor) -> Appeal:
    """Gives a review to somebody outside the panel. Raises ConflictOfInterest for who took part or leads the candidate."""
    round = appeal.application.round
    if not can_manage(actor, round):
        raise PermissionDenied
    if appeal.outcome:
        raise WrongMoment(_("This review has been settled."))
    if not can_look_at(to, appeal.application):
        raise ConflictOfInterest(_("%(who)s took part in this call, or leads the candidate.") % {"who": to})
    if appeal.assigned_to_id == to.pk:
        return appeal
    with transaction.atomic():
        appeal.assigned_to, appeal.assigned_by, appeal.assigned_at = to, actor, timezone.now()
        appeal.save(update_fields=["assigned_to", "assigned_by", "assigned_at"])
        _tell(to, appeal, lambda: _("A review of a promotion is yours to look at"), "assigned")
        record_act(instance=appeal.application, action="promotions.assign_appeal", user=actor, data={"to": to.pk})
    return appeal


def settle_appeal(
    *,
    appeal: Appeal,
    outcome: str,
    reason: str,
    actor,
    fault: str = "",
    new_outcome: str = "",
    plan: str = "",
    now: datetime | None = None,
) -> Appeal:
    """Answers a review; it changes a decision only where it names what the process got wrong. The first answer stays."""
    if appeal.assigned_to_id != actor.pk:
        raise PermissionDenied
    if appeal.outcome:
        return appeal
    if not reason.strip():
        raise ReasonMissing(_("Write why."))
    changes = outcome == AppealOutcome.CHANGED
    if changes and not (fault.strip() and new_outcome):
        raise ReasonMissing(_("Say what the process got wrong, and what follows from it."))
    application, now = appeal.application, now or timezone.now()
    with transaction.atomic():
        locked = Appeal.objects.select_for_update().get(pk=appeal.pk)
        if locked.outcome:
            return locked
        if changes:
            appeal.decision = _new_decision(application, new_outcome, f"{reason.strip()}\n\n{fault.strip()}", plan, actor, now)
        appeal.outcome, appeal.reason, appeal.fault = outcome, reason.strip(), fault.strip() if changes else ""
        appeal.settled_at = now
        appeal.save()
        if appeal.decision is not None:
            ask_for_letters(appeal.decision, actor)
        ask_for_appointments(application.round, because=f":{appeal.pk}")
        notify(
            person=application.person,
            kind="promotions.appeal_settled",
            key=f"promotions.appeal_settled:{appeal.pk}",
            title=lambda: _("Your review has an answer"),
            text=appeal.reason,
            url=reverse("promotions:mine", args=[application.round.code]),
        )
        record_act(instance=application, action="promotions.settle_appeal", user=actor, data={"outcome": outcome, "reason": reason.strip()})
    return appeal


def _new_decision(application: Application, outcome: str, reason: str, plan: str, actor, now: datetime) -> Decision:
    latest = application.decisions.last()
    return Decision.objects.create(
        application=application,
        number=latest.number + 1,
        outcome=outcome,
        reason=reason,
        feedback=latest.feedback,
        plan=plan.strip() or latest.plan,
        decided_by=actor,
        decided_at=now,
    )


def _tell(person, made: Appeal, title, what: str) -> None:
    notify(
        person=person,
        kind=f"promotions.appeal_{what}",
        key=f"promotions.appeal_{what}:{made.pk}:{person.pk}",
        title=title,
        url=reverse("promotions:appeal_file", args=[made.pk]),
    )
