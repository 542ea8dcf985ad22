"""Did it help: the figures before and after of who took a rule's refresher, and of who was there and did not."""

from datetime import date, timedelta
from statistics import fmean

from lms.operations.enums import Direction
from lms.operations.models import Metric
from lms.refreshers.effect import Effect, Pair, effect
from lms.refreshers.enums import State
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.queries.planning import people_of
from lms.refreshers.series import Point
from lms.refreshers.triggers.kpi import band_of, points_of

PERIODS = {"week": 8, "month": 2}
LEAST = {"week": 4, "month": 2}
WINDOW = timedelta(days=62)
LOOKS_BACK = timedelta(days=365)


def effect_of(version: RuleVersion, on: date) -> tuple[Metric | None, Effect | None]:
    """Of a rule of figures; (None, None) for any other. Everybody is read once: in the quarter of the year in which they passed it,
    or in the last one that is whole."""
    if version.trigger != "kpi":
        return None, None
    metric = Metric.objects.filter(code=version.params["metric"]).first()
    if metric is None:
        return None, None
    took = _took(version, on)
    people = set(people_of(version, on)) | set(took)
    figures = points_of(metric, people, version.params["period"], on)
    days = sorted(took.values())
    pairs = []
    for number, (person, points) in enumerate(sorted(figures.items())):
        day = took.get(person) or (days[number % len(days)] if days else None)
        pair = _pair(points, day, version, took=person in took) if day else None
        pairs += [pair] if pair else []
    return metric, effect(_distances(pairs, version) if metric.direction == Direction.BAND else pairs, more_is_better=_more(metric))


def _took(version: RuleVersion, on: date) -> dict[int, date]:
    """By person, the last day on which they passed it, long enough ago to see what came after."""
    rows = RefresherAssignment.objects.filter(
        rule=version.rule_id, state=State.DONE, state_since__gt=on - LOOKS_BACK, state_since__lte=on - WINDOW
    )
    return dict(rows.order_by("state_since").values_list("person", "state_since"))


def _pair(points: list[Point], day: date, version: RuleVersion, *, took: bool) -> Pair | None:
    """The mean of the whole periods before and after a day; None with too few of either."""
    period = version.params["period"]
    before = [one.value for one in points if one.ends_on < day][-PERIODS[period] :]
    after = [one.value for one in points if one.starts_on > day][: PERIODS[period]]
    if min(len(before), len(after)) < LEAST[period]:
        return None
    return Pair(fmean(before), fmean(after), f"{day.year}-{(day.month - 1) // 3}", took)


def _distances(pairs: list[Pair], version: RuleVersion) -> list[Pair]:
    """Where a band is the aim, how far outside it: less is better."""
    band = band_of(version.params)
    return [Pair(band.beyond(one.before), band.beyond(one.after), one.days, one.took) for one in pairs]


def _more(metric: Metric) -> bool:
    return metric.direction == Direction.HIGHER
