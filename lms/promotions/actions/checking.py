"""Objective requirements: the facts are frozen with their hash, and a person says whether they are met, and why not."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.promotions.actions.trail import moment_of, record_act
from lms.promotions.eligibility import facts_of, version_in
from lms.promotions.enums import FIX_DAYS, Eligibility, Outcome, RoundState
from lms.promotions.exceptions import ReasonMissing, StillFixable, TooLate, WrongMoment
from lms.promotions.models import Application, Decision, PromotionRound, Snapshot
from lms.promotions.permissions import can_manage
from lms.promotions.queries.people import managers_of
from lms.promotions.rules import canonical, digest

BEFORE_DECISIONS = (RoundState.OPEN, RoundState.ASSESSING)


def take_snapshot(*, application: Application, actor=None, on: date | None = None) -> Snapshot:
    """Freezes what is known now, or was known on a day. Safe to call twice: while nothing has changed, the latest one is given back."""
    content = canonical(facts_of(application.person, application.round.target_rung, on))
    sha256 = digest(content)
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        latest = application.snapshots.last()
        if latest is not None and latest.sha256 == sha256:
            return latest
        made = Snapshot.objects.create(
            application=application,
            number=(latest.number if latest else 0) + 1,
            content=content,
            sha256=sha256,
            rule_version=version_in(content),
            taken_by=actor,
        )
        record_act(instance=application, action="promotions.snapshot", user=actor, data={"sha256": sha256})
    return made


def freeze_all(*, round: PromotionRound, actor=None) -> int:
    """A first snapshot of every application that has none. Returns how many were taken."""
    if actor is not None and not can_manage(actor, round):
        raise PermissionDenied
    waiting = list(round.applications.standing().filter(snapshots=None).select_related("person", "round__target_rung").order_by("code"))
    for application in waiting:
        take_snapshot(application=application, actor=actor)
    return len(waiting)


def accept(*, application: Application, actor, today: date | None = None) -> Application:
    """Says that an application meets the requirements. Safe to call twice."""
    _checks(actor, application)
    if application.eligibility == Eligibility.ELIGIBLE:
        return application
    with transaction.atomic():
        take_snapshot(application=application, actor=actor, on=today)
        _settle(application, Eligibility.ELIGIBLE, "", None, actor, moment_of(today))
        _tell(application, lambda: _("Your application meets the requirements"))
    return application


def reject(*, application: Application, reason: str, actor, today: date | None = None) -> Application:
    """Says that it does not, and why. The first time there are three days to put it right; after them it is settled.

    Raises ReasonMissing without a reason, StillFixable while the days run.
    """
    _checks(actor, application)
    on, today = today, today or timezone.localdate()
    if not reason.strip():
        raise ReasonMissing(_("Say which requirement is not met, and what would put it right."))
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if locked.eligibility == Eligibility.FIXABLE and today <= locked.fix_until and not locked.fixed_at:
            raise StillFixable(_("There are still days to put it right."))
        take_snapshot(application=application, actor=actor, on=on)
        if locked.fix_until is None:
            _not_yet(application, reason, today + timedelta(days=FIX_DAYS), actor, moment_of(on))
        else:
            _for_good(application, reason, actor, moment_of(on))
    return application


def put_right(*, application: Application, note: str, actor, today: date | None = None) -> Application:
    """The candidate says what they have put right; the facts are frozen again and HR is told."""
    if application.person_id != actor.pk:
        raise PermissionDenied
    if not application.may_be_fixed(today or timezone.localdate()):
        raise TooLate(_("The days to put it right have passed."))
    if not note.strip():
        raise ReasonMissing(_("Say what you have put right."))
    with transaction.atomic():
        take_snapshot(application=application, actor=actor, on=today)
        application.fixed_note, application.fixed_at = note.strip(), moment_of(today)
        application.save(update_fields=["fixed_note", "fixed_at"])
        for manager in managers_of(application.round):
            notify(
                person=manager,
                kind="promotions.fixed",
                key=f"promotions.fixed:{application.pk}:{application.fixed_at.isoformat()}:{manager.pk}",
                title=lambda: _("%(code)s has put something right") % {"code": application.code},
                url=reverse("promotions:application", args=[application.round.code, application.code]),
                mail=False,
            )
        record_act(instance=application, action="promotions.put_right", user=actor)
    return application


def _not_yet(application: Application, reason: str, until: date, actor, moment: datetime) -> None:
    _settle(application, Eligibility.FIXABLE, reason, until, actor, moment)
    _tell(
        application,
        lambda: _("Something in your application has to be put right"),
        lambda: _("%(reason)s You have until %(day)s.") % {"reason": reason.strip(), "day": date_format(until, "DATE_FORMAT")},
    )


def _for_good(application: Application, reason: str, actor, moment: datetime) -> None:
    """Settled: also a decision, with the same reason, so that its letter and its review are like everybody's."""
    _settle(application, Eligibility.NOT_ELIGIBLE, reason, application.fix_until, actor, moment)
    Decision.objects.create(
        application=application,
        number=application.decisions.count() + 1,
        outcome=Outcome.NOT_ELIGIBLE,
        reason=reason.strip(),
        decided_by=actor,
        decided_at=moment,
    )
    _tell(application, lambda: _("Your application does not meet the requirements yet"), reason.strip())


def _settle(application: Application, eligibility: Eligibility, reason: str, until: date | None, actor, moment: datetime) -> None:
    application.eligibility, application.eligibility_reason = eligibility, reason.strip()
    application.eligibility_by, application.eligibility_at, application.fix_until = actor, moment, until
    application.save(update_fields=["eligibility", "eligibility_reason", "eligibility_by", "eligibility_at", "fix_until"])
    record_act(instance=application, action=f"promotions.check_{eligibility.value}", user=actor, data={"reason": reason.strip()})


def _checks(actor, application: Application) -> None:
    if not can_manage(actor, application.round):
        raise PermissionDenied
    if application.round.state != RoundState.OPEN or not application.stands:
        raise WrongMoment(_("Requirements are checked before the panel begins."))
    if application.eligibility == Eligibility.NOT_ELIGIBLE:
        raise WrongMoment(_("It has been settled. A review can change it."))


def _tell(application: Application, title, text="") -> None:
    notify(
        person=application.person,
        kind="promotions.checked",
        key=f"promotions.checked:{application.pk}:{application.eligibility_at.isoformat()}",
        title=title,
        text=text,
        url=reverse("promotions:mine", args=[application.round.code]),
    )
