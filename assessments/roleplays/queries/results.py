"""After the end: how it went, what each competency got, and the reason of each choice beside those not taken."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.graph import Choice, Ending
from assessments.roleplays.conversation.mood import mood_in_words
from assessments.roleplays.conversation.playing import Turn, Walk, walk
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.cards import Card, card
from assessments.rubrics.models import CriticalError
from lms.competencies.models import Competency

SHAPES = {"good": "met", "partial": "progress", "poor": "missing"}


@dataclass(frozen=True)
class Line:
    """A competency, with its points over those that were possible on this way."""

    name: str
    points: int
    possible: int
    percent: int


@dataclass(frozen=True)
class Other:
    """A choice not taken: what it would have done to the other's mood, and the reason of it."""

    text: str
    effect: str
    feedback: str
    points: int
    error: str


@dataclass(frozen=True)
class Reason:
    """A turn as it was answered."""

    number: int
    says: str
    prompt: str
    text: str
    feedback: str
    points: int
    possible: int
    mood: str
    error: str
    others: tuple[Other, ...]


@dataclass(frozen=True)
class Result:
    performance: Performance
    card: Card
    shape: str
    ending: Ending
    total: int
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]

    @property
    def errors(self) -> list[Reason]:
        return [one for one in self.reasons if one.error]


def result(performance: Performance) -> Result:
    """Three queries. The performance is finished, and comes with its version and scenario."""
    conversation = Conversation.from_json(performance.version.content["conversation"])
    so_far = walk(conversation, performance.choices.order_by("number").values_list("key", flat=True))
    shown = card(performance.version)
    errors = _errors(so_far)
    return Result(
        performance=performance,
        card=shown,
        shape=SHAPES.get(performance.outcome, "missing"),
        ending=so_far.ending,
        total=performance.result.get("total", 0),
        lines=lines_of(performance),
        reasons=tuple(_reason(turn, conversation, shown.first_name, errors) for turn in so_far.turns),
    )


def lines_of(performance: Performance) -> tuple[Line, ...]:
    """By weight in the scenario, the heaviest first. One query."""
    got = performance.result.get("by_competency", {})
    weights = performance.version.content.get("weights", {})
    names = {one.code: one.name for one in Competency.objects.filter(code__in=got)}
    ordered = sorted(got, key=lambda code: (-weights.get(code, 0), code))
    return tuple(_line(names.get(code, code), got[code]) for code in ordered)


def _line(name: str, got: dict) -> Line:
    percent = round(100 * got["points"] / got["possible"]) if got["possible"] else 0
    return Line(name, got["points"], got["possible"], percent)


def _errors(so_far: Walk) -> dict[str, str]:
    codes = {one.critical_error for turn in so_far.turns for one in turn.node.choices if one.critical_error}
    return {one.code: one.text for one in CriticalError.objects.filter(code__in=codes)} if codes else {}


def _reason(turn: Turn, conversation: Conversation, name: str, errors: dict[str, str]) -> Reason:
    chosen = turn.choice
    return Reason(
        number=turn.number,
        says=turn.node.says,
        prompt=turn.node.prompt,
        text=chosen.text,
        feedback=chosen.feedback,
        points=sum(chosen.scores.values()),
        possible=max(sum(one.scores.values()) for one in turn.node.choices),
        mood=mood_in_words(turn.mood, conversation.mood_scale),
        error=_error(chosen, errors),
        others=tuple(_other(one, chosen, name, errors) for one in turn.node.choices if one is not chosen),
    )


def _other(one: Choice, chosen: Choice, name: str, errors: dict[str, str]) -> Other:
    return Other(one.text, _effect(one.mood - chosen.mood, name), one.feedback, sum(one.scores.values()), _error(one, errors))


def _error(one: Choice, errors: dict[str, str]) -> str:
    return errors.get(one.critical_error, one.critical_error)


def _effect(difference: int, name: str) -> str:
    if difference > 0:
        return _("%(name)s would have felt better.") % {"name": name}
    if difference < 0:
        return _("%(name)s would have felt worse.") % {"name": name}
    return _("%(name)s would have felt the same.") % {"name": name}
