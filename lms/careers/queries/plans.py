"""What each rung asks on a day, as the rules read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.cache import caches
from django.db.models import Count, Q
from django.utils import timezone

from lms.careers.enums import RungKind, VersionStatus
from lms.careers.models import LadderVersion, Requirement, Rung, RungTerms
from lms.careers.readiness import Ask
from lms.operations.enums import Scope
from lms.operations.windows import Target
from lms.statements import Statement

HELD_SECONDS = 300
_LIVE = Statement(lambda: LadderVersion.objects.filter(status=VersionStatus.LIVE).annotate(asked=Count("requirements")).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version of a ladder asks of whoever enters a rung."""

    rung: int
    code: str
    version: int
    asks: tuple[Ask, ...]
    requirements: tuple[int, ...]
    reached_from: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plans:
    """Every rung that asks something on a day, and where people may go from each rung."""

    by_rung: dict[int, Plan] = field(default_factory=dict)
    ahead: dict[int, tuple[int, ...]] = field(default_factory=dict)
    sources: dict[int, tuple[int, ...]] = field(default_factory=dict)  # of each rung, those that lead to it

    def ahead_of(self, held: int | None) -> tuple[Plan, ...]:
        """The rungs that whoever holds this one is measured against; none for whoever stands on no ladder."""
        return tuple(self.by_rung[rung] for rung in self.ahead.get(held or 0, ()))

    @property
    def asks(self) -> list[Ask]:
        return [ask for plan in self.by_rung.values() for ask in plan.asks]


def live_versions() -> list[LadderVersion]:
    """The versions in force, each with how many requirements it `asked`. One query."""
    return _LIVE.all()


def named(live: Iterable[LadderVersion]) -> str:
    """What is in force, as the key of whatever is held of it: what a version says is published once and never changed."""
    return ",".join(f"{one.pk}.{one.asked}.{one.sha256}" for one in live)


def plans_in_force() -> Plans:
    """The same as `plans_on` without a day, read once for each version and process. One query."""
    key = f"careers:plans:{named(live_versions())}"
    found = caches["held"].get(key)
    if found is None:
        found = plans_on()
        caches["held"].set(key, found, HELD_SECONDS)
    return found


def plans_on(on: date | None = None) -> Plans:
    """The rules in force on a day (today unless told). Four queries.

    Somebody is measured against every rung above theirs on the ladder, near or far, and against the lateral paths that leave
    from theirs. Whoever stands on a lateral path sees what they saw on the rung it left from: the way back stays open. A rung that
    asks nothing is no aim.
    """
    versions = versions_on(on)
    if not versions:
        return Plans()
    are = Rung.objects if on is None or on >= timezone.localdate() else Rung.everywhere
    rungs = {rung.pk: rung for rung in are.filter(ladder__in=versions)}
    sources = _sources(rungs)
    return _built(versions, rungs, sources)


def plans_of(version: LadderVersion) -> Plans:
    """What one version asks, in force or not: a draft as it would be if it were published now. Five queries."""
    terms = list(version.terms.select_related("rung"))
    rungs = {one.rung_id: _as_said(one) for one in terms}
    if version.status != VersionStatus.DRAFT:  # Of a published one the rungs themselves say what it leaves unsaid.
        for rung in Rung.everywhere.filter(Q(in_use=True) | Q(requirements__version=version), ladder=version.ladder_id).distinct():
            rungs.setdefault(rung.pk, rung)
    sources: dict[int, list[int]] = defaultdict(list)
    if any(one.name_es for one in terms):
        through = RungTerms.from_rungs.through.objects.filter(rungterms__in=terms, rungterms__rung__kind=RungKind.LATERAL)
        for into, source in through.order_by("rung").values_list("rungterms__rung", "rung"):
            sources[into].append(source)
    else:
        sources = _drawn(rungs)
    _step_by_step(rungs, sources)
    return _built({version.ladder_id: version}, rungs, sources)


def _as_said(terms: RungTerms) -> Rung:
    """The rung with the name and place that a version gives it; never saved."""
    rung = terms.rung
    rung.sort_order = terms.place
    if terms.name_es:
        rung.name_es, rung.name_en = terms.name_es, terms.name_en
    return rung


def _built(versions: dict[int, LadderVersion], rungs: dict[int, Rung], sources: dict[int, list[int]]) -> Plans:
    plans = _plans(versions, rungs, sources)
    ahead = {pk: _ahead(rung, rungs, sources, plans) for pk, rung in rungs.items()}
    return Plans(plans, ahead, {rung: tuple(found) for rung, found in sources.items()})


def versions_on(on: date | None = None) -> dict[int, LadderVersion]:
    """The version of each ladder in force on a day, by ladder."""
    if on is None or on >= timezone.localdate():
        live = LadderVersion.objects.filter(status=VersionStatus.LIVE)
        return {version.ladder_id: version for version in live}
    published = LadderVersion.objects.exclude(status=VersionStatus.DRAFT).filter(effective_from__lte=on)
    held = published.filter(Q(effective_until__isnull=True) | Q(effective_until__gte=on))
    return {version.ladder_id: version for version in held.order_by("effective_from", "pk")}


def _sources(rungs: dict[int, Rung]) -> dict[int, list[int]]:
    """Of each rung, those that lead to it: as drawn, or on the ladder itself the one below."""
    found = _drawn(rungs)
    _step_by_step(rungs, found)
    return found


def _drawn(rungs: dict[int, Rung]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for into, source in Rung.from_rungs.through.objects.filter(from_rung__in=rungs).values_list("from_rung", "to_rung"):
        found[into].append(source)
    return found


def _step_by_step(rungs: dict[int, Rung], found: dict[int, list[int]]) -> None:
    """On the ladder itself one comes from the rung below, unless it is drawn otherwise."""
    for pk, rung in rungs.items():
        if pk not in found and rung.kind == RungKind.MAIN:
            below = [one for one in rungs.values() if _is_main_of(one, rung) and one.sort_order < rung.sort_order]
            if below:
                found[pk].append(max(below, key=lambda one: one.sort_order).pk)


def _is_main_of(one: Rung, other: Rung) -> bool:
    return one.kind == RungKind.MAIN and one.ladder_id == other.ladder_id


def _ahead(rung: Rung, rungs: dict[int, Rung], sources: dict[int, list[int]], plans: dict[int, Plan]) -> tuple[int, ...]:
    """The rungs that lie before whoever holds `rung`, nearest first, then the lateral ones."""
    stands_on = [rung] if rung.kind == RungKind.MAIN else [rungs[source] for source in sources[rung.pk] if source in rungs]
    if not stands_on:
        return ()
    order, places = max(one.sort_order for one in stands_on), {one.pk for one in stands_on}
    found = [one for one in rungs.values() if one.pk in plans and one.pk != rung.pk and one.ladder_id == rung.ladder_id]
    main = sorted((one for one in found if one.kind == RungKind.MAIN and one.sort_order > order), key=lambda one: one.sort_order)
    lateral = sorted((one for one in found if one.kind == RungKind.LATERAL and places & set(sources[one.pk])), key=lambda one: one.code)
    return tuple(one.pk for one in [*main, *lateral])


def _plans(versions: dict[int, LadderVersion], rungs: dict[int, Rung], sources: dict[int, list[int]]) -> dict[int, Plan]:
    asked: dict[int, list[Requirement]] = defaultdict(list)
    rows = Requirement.objects.filter(version__in=[version.pk for version in versions.values()]).order_by("sort_order", "pk")
    for requirement in rows:
        asked[requirement.rung_id].append(requirement)
    through = Requirement.certifications.through.objects.filter(requirement__version__in=[version.pk for version in versions.values()])
    certifications: dict[int, list[int]] = defaultdict(list)
    for requirement, certification in through.order_by("certification").values_list("requirement", "certification"):
        certifications[requirement].append(certification)
    return {
        rung: Plan(
            rung=rung,
            code=rungs[rung].code,
            version=versions[rungs[rung].ladder_id].pk,
            asks=tuple(_ask(one, certifications.get(one.pk, []), sources[rung]) for one in requirements),
            requirements=tuple(one.pk for one in requirements),
            reached_from=tuple(sources[rung]),
        )
        for rung, requirements in asked.items()
        if rung in rungs
    }


def _ask(requirement: Requirement, certifications: list[int], rungs: list[int]) -> Ask:
    return Ask(
        key=requirement.key,
        kind=requirement.kind,
        must=requirement.must,
        competency=requirement.competency_id,
        level=requirement.level or 0,
        certifications=tuple(certifications),
        metric=requirement.metric_id,
        of_team=requirement.scope == Scope.TEAM,
        target=_target(requirement),
        code=requirement.roleplay_type or requirement.licence,
        count=requirement.count,
        months=requirement.months or 0,
        rungs=tuple(rungs),
    )


def _target(requirement: Requirement) -> Target | None:
    if requirement.metric_id is None or requirement.value is None:
        return None
    return Target(
        comparison=requirement.comparison,
        value=requirement.value,
        months=requirement.window_months or 1,
        value_to=requirement.value_to,
        floor=requirement.floor,
        min_sample=requirement.min_sample,
    )
