"""Standing in a call: by oneself, or suggested and willing. Nobody's permission is asked for."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.people.enums import Role
from lms.people.models import Membership
from lms.promotions.actions.trail import record_act
from lms.promotions.blinding import draw_code, masked
from lms.promotions.enums import ApplicationState
from lms.promotions.exceptions import NotEligibleToApply, ReasonMissing, TooLate, WrongMoment
from lms.promotions.models import Adjustment, Application, PromotionRound
from lms.promotions.permissions import can_apply, can_manage, can_suggest, can_withdraw

TRIES = 20


def apply(*, round: PromotionRound, person, motivation: str, need: str = "", actor=None, today: date | None = None) -> Application:
    """Hands in an application, or changes the words of one that is in. One a person and call, however often it is sent.

    `need`: what they need to take part on equal terms; kept apart, empty when nothing. Raises TooLate outside the days to apply,
    NotEligibleToApply for who may not, ReasonMissing without a word on why they want it.
    """
    actor = actor or person
    if actor.pk != person.pk:
        raise PermissionDenied
    _in_time(round, today)
    if not can_apply(person, round, today):
        raise NotEligibleToApply(
            _("You cannot apply for this call: you hold its rung, are of its panel or manage it, or do not work in its unit.")
        )
    if not motivation.strip():
        raise ReasonMissing(_("Say in a few words why you want it."))
    with transaction.atomic():
        application, first = _mine(round, person)
        if not first and application.state == ApplicationState.SUBMITTED:
            _say(application, motivation)
        else:
            _hand_in(application, motivation, actor)
        _need(application, need)
    return application


def suggest(*, round: PromotionRound, person, why: str, actor, today: date | None = None) -> None:
    """A leader thinks of somebody. The person decides, and the leader is not told what: nothing comes back from here.

    Safe to call twice; whoever has already applied is not disturbed.
    """
    _in_time(round, today)
    if not can_suggest(actor, round, person, today):
        raise PermissionDenied
    if not why.strip():
        raise ReasonMissing(_("Say what you have seen that makes you think of them."))
    with transaction.atomic():
        application, first = _mine(round, person)
        if not first and application.state != ApplicationState.WITHDRAWN:
            return
        application.state = ApplicationState.SUGGESTED
        application.suggested_by, application.suggestion, application.suggested_at = actor, why.strip(), timezone.now()
        application.save(update_fields=["state", "suggested_by", "suggestion", "suggested_at"])
        notify(
            person=person,
            kind="promotions.suggested",
            key=f"promotions.suggested:{application.pk}:{actor.pk}",
            title=lambda: _("%(who)s thinks of you for “%(call)s”") % {"who": actor, "call": round.title},
            text=lambda: (
                _("You decide, until %(day)s. Whatever you do, they are not told.") % {"day": date_format(round.closes_on, "DATE_FORMAT")}
            ),
            url=reverse("promotions:call", args=[round.code]),
        )
        record_act(instance=application, action="promotions.suggest", user=actor)


def decline(*, application: Application, actor) -> Application:
    """Says no to a suggestion. Safe to call twice; nobody is told."""
    if application.person_id != actor.pk:
        raise PermissionDenied
    waiting = Application.objects.filter(pk=application.pk, state=ApplicationState.SUGGESTED)
    waiting.update(state=ApplicationState.DECLINED)
    application.refresh_from_db()
    return application


def withdraw(*, application: Application, actor) -> Application:
    """Takes an application back, any time before the decisions are given. Safe to call twice."""
    if application.person_id != actor.pk:
        raise PermissionDenied
    if application.state == ApplicationState.WITHDRAWN:
        return application
    if not can_withdraw(actor, application):
        raise WrongMoment(_("The decisions are out: an application can no longer be taken back."))
    with transaction.atomic():
        application.state, application.withdrawn_at = ApplicationState.WITHDRAWN, timezone.now()
        application.save(update_fields=["state", "withdrawn_at"])
        record_act(instance=application, action="promotions.withdraw", user=actor)
    return application


def answer_need(*, adjustment: Adjustment, answer: str, actor) -> Adjustment:
    """What was agreed about an adjustment. The candidate is told."""
    round = adjustment.application.round
    if not (can_manage(actor, round) or actor.pk == round.adjustments_contact_id):
        raise PermissionDenied
    if not answer.strip():
        raise ReasonMissing(_("Say what was agreed."))
    with transaction.atomic():
        adjustment.answer, adjustment.answered_by, adjustment.answered_at = answer.strip(), actor, timezone.now()
        adjustment.save(update_fields=["answer", "answered_by", "answered_at"])
        notify(
            person=adjustment.application.person,
            kind="promotions.adjustment",
            key=f"promotions.adjustment:{adjustment.pk}:{adjustment.answered_at.isoformat()}",
            title=lambda: _("There is an answer about what you need"),
            url=reverse("promotions:mine", args=[round.code]),
        )
    return adjustment


def without_names(text: str, person) -> str:
    """What the panel reads: without what would tell who it is, their names and address, their units, and who coordinates them."""
    units = [own.unit for own in person.memberships.select_related("unit")]
    leaders = Membership.objects.current().filter(unit__in=units, role=Role.COORDINATOR).select_related("person")
    people = [person, *(one.person for one in leaders)]
    names = [word for one in people for word in (one.first_name, one.last_name, one.email.split("@")[0].replace("_", " "))]
    places = [name for unit in units if unit.depth > 1 for name in (unit.name_es, unit.name_en, unit.code)]
    return masked(text, names, [person.email, *places])


def _in_time(round: PromotionRound, today: date | None) -> None:
    if not round.accepts_applications(today or timezone.localdate()):
        raise TooLate(_("Applications are not open now."))


def _mine(round: PromotionRound, person) -> tuple[Application, bool]:
    """The person's row in this call, locked; made with a code drawn by lot when there is none. (row, whether it is new)"""
    for _try in range(TRIES):
        found = Application.objects.select_for_update().filter(round=round, person=person).first()
        if found is not None:
            return found, False
        taken = set(Application.objects.filter(round=round).values_list("code", flat=True))
        try:
            with transaction.atomic():
                made = Application.objects.create(
                    round=round, person=person, code=draw_code(taken, _by_lot), state=ApplicationState.SUGGESTED
                )
            return made, True
        except IntegrityError:
            continue  # The other tab was first, or somebody drew the same code.
    raise RuntimeError("No code could be drawn")


def _by_lot(codes):
    from secrets import choice

    return choice(codes)


def _hand_in(application: Application, motivation: str, actor) -> None:
    application.state, application.submitted_at, application.withdrawn_at = ApplicationState.SUBMITTED, timezone.now(), None
    application.save(update_fields=["state", "submitted_at", "withdrawn_at"])
    _say(application, motivation)
    round = application.round
    notify(
        person=application.person,
        kind="promotions.applied",
        key=f"promotions.applied:{application.pk}:{get_random_string(8)}",
        title=lambda: _("Your application for “%(call)s” is in") % {"call": round.title},
        text=lambda: _("The panel will know you by the code %(code)s. You can change it or take it back.") % {"code": application.code},
        url=reverse("promotions:mine", args=[round.code]),
    )
    record_act(instance=application, action="promotions.apply", user=actor)


def _say(application: Application, motivation: str) -> None:
    application.motivation = motivation.strip()
    application.blind_motivation = without_names(application.motivation, application.person)
    application.save(update_fields=["motivation", "blind_motivation"])


def _need(application: Application, need: str) -> None:
    need = need.strip()
    asked = Adjustment.objects.filter(application=application).first()
    if asked is None and not need:
        return
    if asked is not None and asked.need == need:
        return
    if not need:
        asked.delete()
        return
    Adjustment.objects.update_or_create(
        application=application, defaults={"need": need, "asked_at": timezone.now(), "answer": "", "answered_by": None, "answered_at": None}
    )
    contact = application.round.adjustments_contact
    if contact is not None:
        notify(
            person=contact,
            kind="promotions.need",
            key=f"promotions.need:{application.pk}:{get_random_string(8)}",
            title=lambda: _("A candidate needs an adjustment"),
            url=reverse("promotions:needs", args=[application.round.code]),
        )
