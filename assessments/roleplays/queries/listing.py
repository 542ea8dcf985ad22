"""The roleplays that anybody may play when they like, and one's own history of them."""

from dataclasses import dataclass

from django.db.models import F

from assessments.roleplays.enums import Mode, PerformanceState, ScenarioState
from assessments.roleplays.models import Performance, Scenario
from lms.competencies.models import Competency
from lms.language.bilingual import active_language

MOST_PAST = 20
PLAYED_ALONE = (Mode.ALONE, Mode.WRITTEN, Mode.RECORDED)
SHOWN = ("code", "title_es", "title_en", "language", "type", "channel", "difficulty", "minutes")


@dataclass(frozen=True)
class Row:
    """A live scenario. `mine`: one's latest performance of it. `only_in`: the language, when there is none of its type in the reader's."""

    scenario: Scenario
    objective: str
    competencies: tuple[str, ...]
    mine: Performance | None
    only_in: str

    @property
    def is_open(self) -> bool:
        return self.mine is not None and self.mine.state == PerformanceState.OPEN


@dataclass(frozen=True)
class Listing:
    rows: tuple[Row, ...]
    open_ones: tuple[Performance, ...]
    past: tuple[Performance, ...]
    total: int


def competencies_in_play() -> list[Competency]:
    """Those that some live scenario is about."""
    codes = {code for one in _live() for code in one.weights or ()}
    return list(Competency.objects.filter(code__in=codes).order_by("code"))


def listing(user, chosen: dict) -> Listing:
    """Those in the reader's language first. Two queries and the names of the competencies.

    `chosen`: channel, language, difficulty, competency, each "" for any.
    """
    here = active_language()
    live = sorted(_live(), key=lambda one: one.language != here)
    spoken = {(one.type, one.language) for one in live}
    mine = list(_mine(user))
    latest = {one.version.scenario_id: one for one in reversed(mine)}
    names = {one.code: one.name for one in Competency.objects.filter(code__in={code for one in live for code in one.weights or ()})}
    rows = [_row(one, latest.get(one.pk), names, spoken) for one in live if _fits(one, chosen)]
    open_ones = tuple(one for one in mine if one.state == PerformanceState.OPEN)
    past = tuple(one for one in mine if one.state != PerformanceState.OPEN)[:MOST_PAST]
    return Listing(tuple(rows), open_ones, past, len(live))


def _live():
    path = "current_version__content"
    rows = Scenario.objects.filter(state=ScenarioState.LIVE).only(*SHOWN)
    return rows.annotate(weights=F(f"{path}__weights"), objective=F(f"{path}__sheet__objective")).order_by("difficulty", "code")


def _mine(user):
    rows = Performance.objects.filter(person=user, mode__in=PLAYED_ALONE).select_related("version__scenario")
    return rows.defer("text", "version__content", "version__scenario__draft").order_by("-started_at")[: 10 * MOST_PAST]


def _fits(one: Scenario, chosen: dict) -> bool:
    return (
        chosen.get("channel") in ("", None, one.channel)
        and chosen.get("language") in ("", None, one.language)
        and chosen.get("difficulty") in ("", None, str(one.difficulty))
        and (not chosen.get("competency") or chosen["competency"] in (one.weights or ()))
    )


def _row(one: Scenario, mine: Performance | None, names: dict[str, str], spoken: set[tuple[str, str]]) -> Row:
    here = active_language()
    missing = one.language != here and (one.type, here) not in spoken
    weights = sorted(one.weights or {}, key=lambda code: -one.weights[code])
    return Row(one, one.objective or "", tuple(names.get(code, code) for code in weights), mine, one.language if missing else "")
