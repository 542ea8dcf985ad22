"""Decisions: by a named person, one application at a time, with words. Nothing here compares two candidates."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.promotions.actions.trail import record_act
from lms.promotions.enums import Eligibility, Outcome, RoundState
from lms.promotions.exceptions import CallRefused, NoPostLeft, ReasonMissing, WrongMoment
from lms.promotions.models import AccessRecord, Application, Decision, PromotionRound
from lms.promotions.permissions import can_decide, can_manage


def decide(
    *,
    application: Application,
    outcome: str,
    reason: str,
    feedback: str = "",
    plan: str = "",
    actor,
    now: datetime | None = None,
) -> Decision:
    """Writes a decision, dated `now`: its letter bears that day, whenever it is drawn. Until the decisions are given it may be
    followed by another; the last one counts and all are kept.

    `feedback`: facts the person hears; `plan`: what they can do next; both in the person's language. Raises ReasonMissing,
    NoPostLeft, WrongMoment, PermissionDenied.
    """
    if not can_decide(actor, application):
        raise PermissionDenied
    round = application.round
    if round.state != RoundState.ASSESSING or not round.shows_names or not application.stands:
        raise WrongMoment(_("Decisions are written once scoring is closed, and before they are given."))
    if application.eligibility != Eligibility.ELIGIBLE or outcome == Outcome.NOT_ELIGIBLE:
        raise CallRefused(_("Requirements are settled in their own step."))
    if not reason.strip():
        raise ReasonMissing(_("Write why. Without a reason there is no decision."))
    values = {"outcome": outcome, "reason": reason.strip(), "feedback": feedback.strip(), "plan": plan.strip(), "decided_by": actor}
    with transaction.atomic():
        PromotionRound.objects.select_for_update().get(pk=round.pk)
        latest = application.decisions.last()
        if latest is not None and all(getattr(latest, name) == value for name, value in values.items()):
            return latest
        if outcome == Outcome.SELECTED and len(selected(round, besides=application)) >= round.posts:
            raise NoPostLeft(_("As many people are selected as there are posts."))
        number = (latest.number if latest else 0) + 1
        made = Decision.objects.create(application=application, number=number, decided_at=now or timezone.now(), **values)
        record_act(instance=application, action="promotions.decide", user=actor, data={"outcome": outcome, "reason": reason.strip()})
    return made


def announce(*, round: PromotionRound, actor, now: datetime | None = None) -> PromotionRound:
    """Gives every decision at once: the letters are made, and each candidate is told. Safe to call twice."""
    if not can_manage(actor, round):
        raise PermissionDenied
    now = now or timezone.now()
    with transaction.atomic():
        locked = PromotionRound.objects.select_for_update().get(pk=round.pk)
        if locked.state == RoundState.ASSESSING:
            _ready(locked)
            locked.state, locked.decided_at = RoundState.DECIDED, now
            locked.save(update_fields=["state", "decided_at"])
            for application in locked.applications.standing():
                ask_for_letters(application.decisions.last(), actor)
            ask_for_appointments(locked)
            record_act(instance=locked, action="promotions.announce", user=actor)
    round.refresh_from_db()
    return round


def ask_for_letters(decision: Decision, actor) -> Job:
    """Has the letter and the plan of a decision made; the candidate is told when they are there."""
    return enqueue(
        kind="promotions.letters", payload={"decision": decision.pk}, key=f"promotions.letters:{decision.pk}", actor=actor, total=2
    )


def ask_for_appointments(round: PromotionRound, because: str = "") -> Job:
    """On the morning after the last day for reviews, whoever was selected takes the post. `because`: what makes it be asked again."""
    morning = timezone.make_aware(datetime.combine(round.appeals_end_on + timedelta(days=1), time(0, 10)))
    key = f"promotions.appoint:{round.pk}{because}"
    return enqueue(kind="promotions.appoint", payload={"round": round.pk}, key=key, due_at=max(morning, timezone.now()))


def give_feedback(*, application: Application, on: date, actor) -> Application:
    """Notes the day on which somebody talked it over with the candidate. Safe to call twice."""
    if not can_manage(actor, application.round):
        raise PermissionDenied
    if not application.round.announced:
        raise WrongMoment(_("The decisions have not been given yet."))
    if application.feedback_on is None:
        application.feedback_on, application.feedback_from = on, actor
        application.save(update_fields=["feedback_on", "feedback_from"])
        record_act(instance=application, action="promotions.give_feedback", user=actor)
    return application


def record_opening(*, round: PromotionRound, what: str, actor, application: Application | None = None) -> AccessRecord:
    """Notes that somebody opened a file which is not theirs."""
    return AccessRecord.objects.create(round=round, application=application, actor=actor, what=what)


def selected(round: PromotionRound, besides: Application | None = None) -> list[Application]:
    """Whose latest decision is that they take a post."""
    found = round.applications.standing().prefetch_related("decisions")
    rows = [one for one in found if besides is None or one.pk != besides.pk]
    return [one for one in rows if (last := next(iter(reversed(one.decisions.all())), None)) and last.outcome == Outcome.SELECTED]


def _ready(round: PromotionRound) -> None:
    if not round.shows_names:
        raise WrongMoment(_("Scoring has to be closed first."))
    without = [one.code for one in round.applications.standing().filter(decisions=None).order_by("code")]
    if without:
        raise CallRefused(_("There is no decision yet for %(codes)s.") % {"codes": ", ".join(without)})
