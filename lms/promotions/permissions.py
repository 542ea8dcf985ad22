"""Who may do what with a call. The list forms are in `querysets.py`; `may_…(user)` ask whether there is anything of the kind at all."""

from datetime import date

from lms.people.enums import Role
from lms.promotions.enums import APPLIES, MANAGES, SUGGESTS, ApplicationState, Part


def may_manage(user) -> bool:
    """HR and administrators, somewhere."""
    return user.is_authenticated and user.has_role(MANAGES)


def may_suggest(user) -> bool:
    return user.is_authenticated and user.has_role(SUGGESTS)


def may_read_aggregates(user) -> bool:
    return user.is_authenticated and user.has_role(MANAGES | {Role.WORKS_COUNCIL})


def can_manage(user, round) -> bool:
    return may_manage(user) and type(round).objects.manageable_by(user).filter(pk=round.pk).exists()


def can_apply(user, round, on: date | None = None) -> bool:
    """Whoever works in the branch below that rung (on a day), is not of its panel, and does not manage it. Nobody's leave is needed."""
    from lms.promotions.models import PanelMember

    if not works_below(user, round, rungs_held(user, on)):
        return False
    return not PanelMember.objects.filter(round=round, person=user).exists()


def works_below(user, round, held) -> bool:
    """Whether the call would be a step up for somebody who works in its branch and does not manage it. `held`: the rungs they hold."""
    works_here = any(own.role in APPLIES and own.unit.path.startswith(round.unit.path) for own in user.current_memberships)
    aim = round.target_rung
    is_there = any((one.ladder_id, one.kind) == (aim.ladder_id, aim.kind) and one.sort_order >= aim.sort_order for one in held)
    return works_here and not is_there and not manages_branch(user, round)


def rungs_held(user, on: date | None = None) -> list:
    from lms.careers.models import Posting

    return [posting.rung for posting in Posting.objects.current(on).filter(person=user, kind="held").select_related("rung")]


def manages_branch(user, round) -> bool:
    """Whether one manages calls of this branch: their names are open to one, so one does not stand in them."""
    return any(round.unit.path.startswith(path) for path in user.branches(MANAGES))


def can_suggest(user, round, person, on: date | None = None) -> bool:
    """Whoever leads the person, somebody else than themselves."""
    from lms.people.models import User

    leads = may_suggest(user) and User.objects.visible_to(user, SUGGESTS).filter(pk=person.pk).exists()
    return leads and person.pk != user.pk and can_apply(person, round, on)


def can_decide(user, application) -> bool:
    """The chair, or whoever manages the call; not who was recused for this candidate."""
    from lms.promotions.models import Recusal

    chairs = application.round.panel.filter(person=user, part=Part.CHAIR).exists()
    recused = Recusal.objects.filter(application=application, member__person=user, accepted=True).exists()
    return not recused and (chairs or can_manage(user, application.round))


def can_withdraw(user, application) -> bool:
    return application.person_id == user.pk and application.state == ApplicationState.SUBMITTED and not application.round.announced


def is_outside(person, round) -> bool:
    """Somebody outside: not of the panel, not a candidate, and nobody who checked or decided in this call."""
    from lms.promotions.models import Application, Decision, PanelMember

    took_part = (
        PanelMember.objects.filter(round=round, person=person).exists()
        or Application.objects.filter(round=round, person=person).exists()
        or Application.objects.filter(round=round, eligibility_by=person).exists()
        or Decision.objects.filter(application__round=round, decided_by=person).exists()
    )
    return not took_part
