"""What people ask of calls: which are open, what they promise, where mine stands, and what waits for me today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lms.promotions.enums import ApplicationState
from lms.promotions.models import Application, PanelMember, PromotionRound


@dataclass(frozen=True)
class CallLine:
    """A call as a list shows it. `mine`: one's own application; `on_panel`: one's own place."""

    round: PromotionRound
    mine: Application | None
    on_panel: bool
    manages: bool


@dataclass(frozen=True)
class Step:
    """A dated step of a call. `state` is its shape."""

    words: str
    starts_on: date
    ends_on: date | None
    state: str


def calls_for(person) -> QuerySet[PromotionRound]:
    """The calls this person may read, the latest first. Each has `own`, `places` and `managed` for its line."""
    mine = Application.objects.filter(person=person).exclude(state=ApplicationState.DECLINED)
    return (
        PromotionRound.objects.visible_to(person)
        .select_related("target_rung", "unit")
        .prefetch_related(
            Prefetch("applications", mine, to_attr="own"),
            Prefetch("panel", PanelMember.objects.filter(person=person), to_attr="places"),
        )
        .order_by("-opens_on", "-pk")
    )


def call_lines(rounds, person) -> list[CallLine]:
    managed = set(PromotionRound.objects.manageable_by(person).values_list("pk", flat=True))
    return [CallLine(one, next(iter(one.own), None), bool(one.places), one.pk in managed) for one in rounds]


def own_application(person, round: PromotionRound) -> Application | None:
    return Application.objects.filter(round=round, person=person).exclude(state=ApplicationState.DECLINED).first()


def steps_of(round: PromotionRound, today: date) -> list[Step]:
    """The days of a call, each done, under way or to come."""
    rows = [
        (_("Applications"), round.opens_on, round.closes_on),
        (_("Exercises"), round.assessment_from, round.assessment_to),
        (_("The panel meets"), round.panel_on, None),
        (_("Decision"), round.decision_on, None),
        (_("Everybody has their feedback"), round.feedback_by, None),
        (_("Reviews may be asked for"), round.feedback_by, round.appeals_end_on if round.appeal_until else None),
    ]
    return [Step(words, start, end, _shape(start, end or start, today)) for words, start, end in rows if start]


def _shape(start: date, end: date, today: date) -> str:
    return "met" if end < today else "progress" if start <= today else "missing"
