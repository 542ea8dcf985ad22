"""Taking the post, the ninety days after it, and the end of a call."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.promotions.actions.deciding import selected
from lms.promotions.actions.tallying import count_rounds
from lms.promotions.actions.trail import record_act
from lms.promotions.eligibility import take_post
from lms.promotions.enums import MILESTONE_DAYS, Outcome, RoundState
from lms.promotions.exceptions import CallRefused, ReasonMissing, WrongMoment
from lms.promotions.models import Appeal, Application, Appointment, Milestone, PromotionRound
from lms.promotions.permissions import can_manage


def appoint(*, application: Application, starts_on: date, actor, early_reason: str = "", today: date | None = None) -> Appointment:
    """Changes the posting of somebody who was selected, and dates their settling-in milestones. Safe to call twice.

    After the last day for reviews and with none open; before that only with a reason. Raises WrongMoment, ReasonMissing.
    """
    if not can_manage(actor, application.round):
        raise PermissionDenied
    if _waits(application.round, today or timezone.localdate()) and not early_reason.strip():
        raise ReasonMissing(_("Reviews may still change something: say why this cannot wait."))
    return _appoint(application, starts_on, actor, early_reason.strip(), by=actor)


def appoint_all(*, round: PromotionRound, today: date | None = None) -> int:
    """After the reviews, whoever was selected and has no day yet takes the post today, as it was decided. Returns how many.

    Does nothing while a review is open: its answer may change who that is.
    """
    today = today or timezone.localdate()
    if round.state != RoundState.DECIDED or _waits(round, today):
        return 0
    waiting = [one for one in selected(round) if not Appointment.objects.filter(application=one).exists()]
    for application in waiting:
        _appoint(application, today, application.decisions.last().decided_by, "", by=None)
    return len(waiting)


def note_milestone(*, milestone: Milestone, held_on: date, note: str, actor) -> Milestone:
    """What was said in a settling-in talk. Noted once; a second time changes the words, and the log keeps both."""
    application = milestone.appointment.application
    if not can_manage(actor, application.round):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing(_("Say what goes well and what support is needed."))
    record_act(instance=application, action="promotions.note_milestone", user=actor, data={"day": milestone.day, "before": milestone.note})
    milestone.held_on, milestone.note, milestone.noted_by = held_on, note.strip(), actor
    milestone.save(update_fields=["held_on", "note", "noted_by"])
    return milestone


def close_round(*, round: PromotionRound, actor, today: date | None = None) -> PromotionRound:
    """Ends a call once nothing of it is open. Safe to call twice. Its figures join the others when no group among them is small."""
    if not can_manage(actor, round):
        raise PermissionDenied
    if round.state == RoundState.CLOSED:
        return round
    if round.state != RoundState.DECIDED:
        raise WrongMoment(_("The decisions have not been given yet."))
    if _waits(round, today or timezone.localdate()):
        raise CallRefused(_("Reviews may still be asked for, or one waits for its answer."))
    if [one for one in selected(round) if not Appointment.objects.filter(application=one).exists()]:
        raise CallRefused(_("Somebody who was selected has no day to begin."))
    with transaction.atomic():
        round.state, round.closed_at = RoundState.CLOSED, timezone.now()
        round.save(update_fields=["state", "closed_at"])
        record_act(instance=round, action="promotions.close_round", user=actor)
        count_rounds(unit=round.unit)
    return round


def _waits(round: PromotionRound, today: date) -> bool:
    return today <= round.appeals_end_on or Appeal.objects.open().filter(application__round=round).exists()


def _appoint(application: Application, starts_on: date, actor, early_reason: str, by) -> Appointment:
    """`by`: who changes the posting; None when it follows by itself from what `actor` decided."""
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        existing = Appointment.objects.filter(application=locked).first()
        if existing is not None:
            return existing
        latest = locked.decisions.last()
        if not locked.round.announced or latest is None or latest.outcome != Outcome.SELECTED:
            raise WrongMoment(_("Only somebody who was selected takes the post, once the decisions are given."))
        posting = take_post(
            person=locked.person,
            rung=locked.round.target_rung,
            starts_on=starts_on,
            reason=f"{locked.round.code} {locked.code}",
            actor=by,
        )
        made = Appointment.objects.create(
            application=locked, starts_on=starts_on, posting=posting, early_reason=early_reason, made_by=actor
        )
        Milestone.objects.bulk_create(
            Milestone(appointment=made, day=day, due_on=starts_on + timedelta(days=day)) for day in MILESTONE_DAYS
        )
        notify(
            person=locked.person,
            kind="promotions.appointed",
            key=f"promotions.appointed:{made.pk}",
            title=lambda: _("You begin as %(rung)s") % {"rung": locked.round.target_rung.name},
            text=lambda: _("From %(day)s. We sit down together after 30, 60 and 90 days.") % {"day": date_format(starts_on, "DATE_FORMAT")},
            url=reverse("promotions:mine", args=[locked.round.code]),
        )
        record_act(
            instance=locked, action="promotions.appoint", user=actor, data={"starts_on": starts_on.isoformat(), "early": early_reason}
        )
    return made
