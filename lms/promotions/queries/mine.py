"""What a candidate sees of their own application."""

from dataclasses import dataclass
from datetime import date

from lms.promotions.eligibility import RequirementLine, requirements_in
from lms.promotions.enums import ApplicationState, RoundState
from lms.promotions.models import Adjustment, Appeal, Application, Appointment, Decision, Letter, Recusal, Snapshot
from lms.promotions.queries.arithmetic import Arithmetic, arithmetic_of, counting_scores
from lms.promotions.queries.calls import Step, steps_of


@dataclass(frozen=True)
class MyPage:
    application: Application
    steps: tuple[Step, ...]
    snapshot: Snapshot | None
    requirements: tuple[RequirementLine, ...]
    adjustment: Adjustment | None
    recusals: tuple[Recusal, ...]
    may_change: bool
    may_withdraw: bool
    may_fix: bool
    may_object: bool
    decision: Decision | None
    arithmetic: Arithmetic | None
    letters: tuple[Letter, ...]
    appeal: Appeal | None
    may_appeal: bool
    appointment: Appointment | None


def my_page(application: Application, today: date) -> MyPage:
    """Nothing of a decision or a score before the decisions are given."""
    round = application.round
    told = round.announced and application.stands
    snapshot = application.snapshots.last()
    appeal = Appeal.objects.filter(application=application).select_related("assigned_to").first() if told else None
    return MyPage(
        application=application,
        steps=tuple(steps_of(round, today)),
        snapshot=snapshot,
        requirements=tuple(requirements_in(snapshot.facts)) if snapshot else (),
        adjustment=Adjustment.objects.filter(application=application).select_related("answered_by").first(),
        recusals=tuple(application.recusals.filter(asked_by=application.person).select_related("member__person")),
        may_change=application.state == ApplicationState.SUBMITTED and round.accepts_applications(today),
        may_withdraw=application.stands and not round.announced,
        may_fix=application.may_be_fixed(today) and application.fixed_at is None,
        may_object=application.stands and round.state in (RoundState.OPEN, RoundState.ASSESSING) and not round.shows_names,
        decision=application.decisions.select_related("decided_by").last() if told else None,
        arithmetic=arithmetic_of(application, counting_scores(application, application.person)) if told else None,
        letters=_letters(application) if told else (),
        appeal=appeal,
        may_appeal=told and appeal is None and round.state == RoundState.DECIDED and today <= round.appeals_end_on,
        appointment=Appointment.objects.filter(application=application).prefetch_related("milestones").first() if told else None,
    )


def _letters(application: Application) -> tuple[Letter, ...]:
    """Of each decision, with the decision: a letter is dated as what it tells."""
    found = Letter.objects.visible_to(application.person).filter(decision__application=application)
    return tuple(found.select_related("decision"))
