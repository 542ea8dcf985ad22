"""Who judges: the members, and who does not judge whom."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.promotions.actions.trail import record_act
from lms.promotions.enums import Part, RecusalOrigin, RoundState
from lms.promotions.exceptions import CallRefused, ConflictOfInterest, ReasonMissing, WrongMoment
from lms.promotions.models import Application, PanelMember, PromotionRound, Recusal, ScoreDraft
from lms.promotions.permissions import can_manage
from lms.promotions.queries.people import conflict_hints, managers_of
from lms.promotions.queries.published import sees_names
from lms.promotions.queries.sheets import refresh_sheets

UNTIL_SCORED = (RoundState.OPEN, RoundState.ASSESSING)


def name_member(*, round: PromotionRound, person, part: str, actor) -> PanelMember:
    """Puts somebody on the panel of a draft, or gives them another part. Raises ConflictOfInterest for a candidate."""
    _managed(actor, round)
    if round.state != RoundState.DRAFT:
        raise WrongMoment(_("The panel has been published. Whoever cannot judge somebody is replaced for that candidate."))
    if part == Part.CHAIR and round.panel.filter(part=Part.CHAIR).exclude(person=person).exists():
        raise CallRefused(_("There is a chair already."))
    if part == Part.ASSESSOR and sees_names(person, round):
        raise ConflictOfInterest(_("%(who)s would see names in this call: they may chair the panel, not score.") % {"who": person})
    member, _created = PanelMember.objects.update_or_create(round=round, person=person, defaults={"part": part, "added_by": actor})
    record_act(instance=round, action="promotions.name_member", user=actor, data={"person": person.pk, "part": part})
    return member


def remove_member(*, member: PanelMember, actor) -> None:
    _managed(actor, member.round)
    if member.round.state != RoundState.DRAFT:
        raise WrongMoment(_("The panel has been published. Whoever cannot judge somebody is replaced for that candidate."))
    member.delete()


def say_conflict(*, member: PanelMember, reason: str, actor, application: Application | None = None) -> Recusal:
    """A member says that they are close to somebody: by their code, or by name while no code is known to them. HR settles it."""
    if member.person_id != actor.pk:
        raise PermissionDenied
    return _ask(member, application, reason, RecusalOrigin.MEMBER, actor)


def ask_recusal(*, application: Application, member: PanelMember, reason: str, actor) -> Recusal:
    """A candidate asks that somebody of the panel does not judge them. HR settles it."""
    if application.person_id != actor.pk or member.round_id != application.round_id:
        raise PermissionDenied
    return _ask(member, application, reason, RecusalOrigin.CANDIDATE, actor)


def recuse(*, application: Application, member: PanelMember, replacement, reason: str, actor) -> Recusal:
    """HR replaces a member for a candidate. Safe to call twice."""
    _managed(actor, application.round)
    found = Recusal.objects.filter(member=member, application=application, accepted=True).first()
    if found is not None:
        return found
    with transaction.atomic():
        asked = _ask(member, application, reason, RecusalOrigin.HR, actor, tell=False)
        return settle_recusal(recusal=asked, accepted=True, answer="", application=application, replacement=replacement, actor=actor)


def settle_recusal(
    *, recusal: Recusal, accepted: bool, answer: str, actor, application: Application | None = None, replacement=None
) -> Recusal:
    """Accepts a recusal, with who stands in, or says why not. Whoever asked is told.

    `replacement` is a person; None only for a chair, who does not score. Raises ConflictOfInterest for somebody who is close to the
    candidate or sees names, CallRefused without a candidate, ReasonMissing for a no without words.
    """
    _managed(actor, recusal.round)
    if recusal.round.state not in UNTIL_SCORED or recusal.round.shows_names:
        raise WrongMoment(_("Scoring is over: a recusal changes nothing any more. A review can."))
    if recusal.accepted is not None:
        return recusal
    with transaction.atomic():
        if accepted:
            _accept(recusal, application or recusal.application, replacement, actor)
        elif not answer.strip():
            raise ReasonMissing(_("Say why not."))
        recusal.accepted, recusal.answer, recusal.settled_by, recusal.settled_at = accepted, answer.strip(), actor, timezone.now()
        recusal.save()
        if accepted:
            refresh_sheets(recusal.application)
        _tell_settled(recusal)
        record_act(
            instance=recusal.round, action="promotions.settle_recusal", user=actor, data={"recusal": recusal.pk, "accepted": accepted}
        )
    return recusal


def _accept(recusal: Recusal, application: Application | None, replacement, actor) -> None:
    if application is None or application.round_id != recusal.round_id:
        raise CallRefused(_("Say which candidate it is about."))
    recusal.application = application
    if recusal.member.part == Part.CHAIR:
        return
    if replacement is None:
        raise CallRefused(_("Say who scores in their place."))
    recusal.replacement = _stand_in(application, replacement, actor)
    ScoreDraft.objects.filter(application=application, member=recusal.member).delete()


def _stand_in(application: Application, person, actor) -> PanelMember:
    round = application.round
    if round.applications.filter(person=person).exists() or sees_names(person, round):
        raise ConflictOfInterest(_("%(who)s is a candidate, or would see names in this call.") % {"who": person})
    existing = round.panel.filter(person=person).first()
    if existing is not None and existing.part != Part.SUBSTITUTE:
        raise ConflictOfInterest(_("%(who)s scores this candidate already.") % {"who": person})
    member = existing or PanelMember.objects.create(round=round, person=person, part=Part.SUBSTITUTE, added_by=actor)
    if any(hint.direct and hint.member.pk == member.pk for hint in conflict_hints(round, [application])):
        raise ConflictOfInterest(_("%(who)s coordinates this candidate.") % {"who": person})
    return member


def _ask(member: PanelMember, application: Application | None, reason: str, origin: str, actor, tell: bool = True) -> Recusal:
    if not reason.strip():
        raise ReasonMissing(_("Say why."))
    round = member.round
    if round.state not in UNTIL_SCORED or round.shows_names:
        raise WrongMoment(_("Scoring is over: a recusal changes nothing any more. A review can."))
    values = {"round": round, "member": member, "application": application, "origin": origin, "reason": reason.strip(), "asked_by": actor}
    with transaction.atomic():
        PanelMember.objects.select_for_update().get(pk=member.pk)
        recusal = Recusal.objects.filter(accepted=None, **values).first() or Recusal.objects.create(**values)
        for manager in managers_of(round) if tell else ():
            notify(
                person=manager,
                kind="promotions.recusal",
                key=f"promotions.recusal:{recusal.pk}:{manager.pk}",
                title=lambda: _("A recusal waits for you in “%(call)s”") % {"call": round.title},
                url=reverse("promotions:manage", args=[round.code]),
            )
    return recusal


def _tell_settled(recusal: Recusal) -> None:
    if recusal.origin == RecusalOrigin.HR:
        return
    page = "promotions:mine" if recusal.origin == RecusalOrigin.CANDIDATE else "promotions:panel"
    notify(
        person=recusal.asked_by,
        kind="promotions.recusal_settled",
        key=f"promotions.recusal_settled:{recusal.pk}",
        title=lambda: _("Your recusal was accepted") if recusal.accepted else _("About the recusal you asked for"),
        text=recusal.answer,
        url=reverse(page, args=[recusal.round.code]),
    )


def _managed(actor, round: PromotionRound) -> None:
    if not can_manage(actor, round):
        raise PermissionDenied
