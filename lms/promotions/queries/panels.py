"""What a member of a panel reads. Until scoring is over there is no person in any of it: codes, words without names, results."""

from dataclasses import dataclass
from typing import Any

from lms.promotions.eligibility import RequirementLine, requirements_in
from lms.promotions.enums import Part, ScoredBy
from lms.promotions.models import Application, Exercise, PanelMember, PromotionRound, Recusal, Score, ScoreDraft, Snapshot
from lms.promotions.queries.arithmetic import SumLine, arithmetic_of
from lms.promotions.queries.published import top_exercises


@dataclass(frozen=True)
class BlindLine:
    """A candidate in the panel's list. `state`: what there is to do; `name` only once scoring is over."""

    code: str
    state: str  # to_score, draft, in, to_compare
    name: str = ""


@dataclass(frozen=True)
class SheetRow:
    """An exercise on a score sheet, with what the draft has so far."""

    exercise: Exercise
    group: str
    value: str
    evidence: str


@dataclass(frozen=True)
class BlindSheet:
    """One candidate before one member."""

    code: str
    motivation: str
    requirements: tuple[RequirementLine, ...]
    rows: tuple[SheetRow, ...]
    counter: int
    submitted: bool
    comparison: tuple[SumLine, ...]
    name: str = ""

    @property
    def compares(self) -> bool:
        return bool(self.comparison)


def place_on_panel(user, round: PromotionRound) -> PanelMember | None:
    """One's own place on the panel of a call that the panel has."""
    return round.panel.filter(person=user).first()


def blind_list(member: PanelMember) -> list[BlindLine]:
    """The candidates this member judges, by code. Three queries."""
    round = member.round
    seen = _seen_by(member)
    rows = list(seen.blind())
    submitted = set(_sheets_of(member).values_list("application__code", flat=True))
    drafts = set(ScoreDraft.objects.filter(member=member).values_list("application__code", flat=True))
    names = dict(_names(seen)) if round.shows_names else {}
    return [BlindLine(row["code"], _state(member, row["code"], submitted, drafts), names.get(row["code"], "")) for row in rows]


def blind_sheet(member: PanelMember, code: str) -> BlindSheet | None:
    """One candidate by code; None for one this member does not judge."""
    row = _seen_by(member).filter(code=code).blind().first()
    if row is None:
        return None
    submitted = _sheets_of(member).filter(application__code=code).exists()
    draft = ScoreDraft.objects.filter(member=member, application__code=code).first()
    return BlindSheet(
        code=code,
        motivation=row["blind_motivation"],
        requirements=_requirements(member.round, code),
        rows=tuple(_rows(member.round, draft.content if draft else {})) if member.scores and not submitted else (),
        counter=draft.counter if draft else 0,
        submitted=submitted,
        comparison=_comparison(member, code),
        name=dict(_names(_seen_by(member).filter(code=code))).get(code, "") if member.round.shows_names else "",
    )


def application_of(member: PanelMember, code: str) -> Application | None:
    """The row that an act needs; never given to a template."""
    return _seen_by(member).filter(code=code).select_related("round").defer("person").first()


def _seen_by(member: PanelMember):
    """What a scoring member was given; a chair sees every candidate but those they were recused for."""
    if member.part != Part.CHAIR:
        return Application.objects.assigned_to(member)
    recused = Recusal.objects.filter(member=member, accepted=True).values("application")
    return Application.objects.eligible().filter(round=member.round_id).exclude(pk__in=recused)


def _sheets_of(member: PanelMember):
    return Score.objects.filter(scorer=member.person_id, application__round=member.round_id, exercise__scored_by=ScoredBy.PANEL)


def _state(member: PanelMember, code: str, submitted: set[str], drafts: set[str]) -> str:
    if not member.scores:
        return "to_compare"
    return "in" if code in submitted else "draft" if code in drafts else "to_score"


def _rows(round: PromotionRound, content: dict[str, Any]):
    for one in top_exercises(round):
        for part in list(one.parts.all()) or [one]:
            if part.scored_by == ScoredBy.PANEL:
                kept = content.get(str(part.pk), {})
                yield SheetRow(part, one.name if part is not one else "", str(kept.get("value", "")), str(kept.get("evidence", "")))


def _requirements(round: PromotionRound, code: str) -> tuple[RequirementLine, ...]:
    """From the frozen facts: how each requirement stood, without what would say how long somebody has been here."""
    snapshot = Snapshot.objects.filter(application__round=round, application__code=code).last()
    return tuple(requirements_in(snapshot.facts, blind=True)) if snapshot else ()


def _comparison(member: PanelMember, code: str) -> tuple[SumLine, ...]:
    """Everybody's scores beside each other, as far as this member may see them; nothing until they may see somebody else's."""
    visible = Score.objects.counting() & Score.objects.visible_to(member.person)
    scores = list(
        visible.filter(application__round=member.round_id, application__code=code, exercise__scored_by=ScoredBy.PANEL)
        .select_related("scorer", "exercise", "replaces")
        .order_by("exercise__sort_order", "scorer_id")
    )
    if not scores:
        return ()
    application = Application.objects.defer("person").select_related("round").get(round=member.round_id, code=code)
    return tuple(line for line in arithmetic_of(application, scores).lines if line.exercise.scored_by == ScoredBy.PANEL)


def _names(applications):
    return ((one.code, str(one.person)) for one in applications.select_related("person"))
