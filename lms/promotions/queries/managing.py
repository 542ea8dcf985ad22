"""What HR sees of a call: what is missing, who applied, what waits, and who opened what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.promotions.eligibility import RequirementLine, requirements_in
from lms.promotions.enums import ApplicationState, Eligibility, Part, RoundState, ScoredBy
from lms.promotions.models import (
    AccessRecord,
    Application,
    Decision,
    Exercise,
    PanelMember,
    PromotionFile,
    PromotionRound,
    PublishedRules,
    Recusal,
    Score,
    Snapshot,
)
from lms.promotions.queries.arithmetic import Arithmetic, arithmetic_of, counting_scores
from lms.promotions.queries.beginning import assessing_problems
from lms.promotions.queries.people import Hint, conflict_hints
from lms.promotions.queries.published import is_as_published, leaves, opening_problems, top_exercises
from lms.promotions.queries.sheets import Missing, missing_sheets

MOST_OPENINGS = 20


@dataclass(frozen=True)
class ApplicationLine:
    """An application in HR's list, which is in the order of the codes and of nothing else."""

    application: Application
    decision: Decision | None
    waiting: int  # sheets that are not in
    conflicts: tuple[Hint, ...]


@dataclass(frozen=True)
class RoundPage:
    round: PromotionRound
    exercises: tuple[Exercise, ...]
    weight: int
    panel: tuple[PanelMember, ...]
    problems: tuple
    lines: tuple[ApplicationLine, ...]
    suggested: int
    missing: tuple[Missing, ...]
    recusals: tuple[Recusal, ...]
    rules: tuple[PublishedRules, ...]
    as_published: bool
    openings: tuple[AccessRecord, ...]
    files: tuple[PromotionFile, ...]

    @property
    def undecided(self) -> list[str]:
        return [line.application.code for line in self.lines if line.application.stands and line.decision is None]


@dataclass(frozen=True)
class ApplicationPage:
    application: Application
    snapshots: tuple[Snapshot, ...]
    requirements: tuple[RequirementLine, ...]
    arithmetic: Arithmetic
    shows_scores: bool
    missing: tuple[Missing, ...]
    record: tuple[Exercise, ...]
    recorded: bool
    recusals: tuple[Recusal, ...]
    hints: tuple[Hint, ...]
    decisions: tuple[Decision, ...]


def round_page(round: PromotionRound, today: date) -> RoundPage:
    applications = list(
        round.applications.exclude(state__in=(ApplicationState.SUGGESTED, ApplicationState.DECLINED))
        .select_related("person", "appeal", "appointment")
        .prefetch_related("decisions")
        .order_by("code")
    )
    judged = [one for one in applications if one.stands and one.eligibility == Eligibility.ELIGIBLE]
    missing = tuple(missing_sheets(round, judged)) if round.state == RoundState.ASSESSING and not round.shows_names else ()
    recusals = tuple(round.recusals.select_related("member__person", "application__person", "replacement__person", "asked_by"))
    exercises = tuple(top_exercises(round))
    rules = tuple(round.published.select_related("published_by"))
    return RoundPage(
        round=round,
        exercises=exercises,
        weight=sum(one.weight for one in exercises),
        panel=tuple(round.panel.select_related("person").order_by("id")),
        problems=_problems(round, today),
        lines=_lines(round, applications, missing, recusals),
        suggested=round.applications.filter(state=ApplicationState.SUGGESTED).count(),
        missing=missing,
        recusals=recusals,
        rules=rules,
        as_published=not rules or is_as_published(round, rules[-1]),
        openings=tuple(round.accesses.select_related("actor", "application")[:MOST_OPENINGS]),
        files=tuple(round.files.select_related("asked_by")),
    )


def application_page(application: Application, viewer) -> ApplicationPage:
    """One application as HR sees it. Scores of the panel only once every sheet of it is in."""
    snapshots = tuple(application.snapshots.select_related("taken_by"))
    record = tuple(leaves(application.round, ScoredBy.RECORD))
    scores = counting_scores(application, viewer)
    return ApplicationPage(
        application=application,
        snapshots=snapshots,
        requirements=tuple(requirements_in(snapshots[-1].facts)) if snapshots else (),
        arithmetic=arithmetic_of(application, scores),
        shows_scores=application.sheets_in_at is not None,
        missing=tuple(missing_sheets(application.round, [application])) if application.eligibility == Eligibility.ELIGIBLE else (),
        record=record,
        recorded=Score.objects.filter(application=application, exercise__in=record).exists(),
        recusals=tuple(application.recusals.select_related("member__person", "replacement__person")),
        hints=tuple(conflict_hints(application.round, [application])),
        decisions=tuple(application.decisions.select_related("decided_by").prefetch_related("letters")),
    )


def _problems(round: PromotionRound, today: date) -> tuple:
    if round.state == RoundState.DRAFT:
        return tuple(opening_problems(round))
    return tuple(assessing_problems(round, today)) if round.state == RoundState.OPEN else ()


def _lines(
    round: PromotionRound, applications: Sequence[Application], missing: Sequence[Missing], recusals: Sequence[Recusal]
) -> tuple[ApplicationLine, ...]:
    settled = {(one.member_id, one.application_id) for one in recusals if one.accepted}
    hints = [hint for hint in conflict_hints(round, applications) if hint.member.part != Part.SUBSTITUTE]
    return tuple(
        ApplicationLine(
            application=one,
            decision=next(iter(reversed(one.decisions.all())), None),
            waiting=sum(gap.code == one.code for gap in missing),
            conflicts=tuple(hint for hint in hints if hint.application.pk == one.pk and (hint.member.pk, one.pk) not in settled),
        )
        for one in applications
    )


@dataclass(frozen=True)
class DecisionLine:
    """An application where it is decided: its sums and what was decided so far."""

    application: Application
    arithmetic: Arithmetic
    decision: Decision | None


def decision_lines(round: PromotionRound, viewer) -> list[DecisionLine]:
    """In the order of the codes. The scores of all in one query; the sums are nobody's place in a row."""
    applications = list(round.applications.eligible().select_related("person", "round").prefetch_related("decisions").order_by("code"))
    visible = Score.objects.counting() & Score.objects.visible_to(viewer)
    scores = list(visible.filter(application__in=applications).select_related("scorer", "exercise", "replaces").order_by("scorer_id"))
    exercises = top_exercises(round)
    return [
        DecisionLine(
            application=one,
            arithmetic=arithmetic_of(one, [score for score in scores if score.application_id == one.pk], exercises),
            decision=next(iter(reversed(one.decisions.all())), None),
        )
        for one in applications
    ]
