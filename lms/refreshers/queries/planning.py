"""What the rules would do on a day. The preview and the run ask the same function, so that the one is the other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from courses.enrolments.models import Enrolment, ModuleCompletion
from lms.operations.models import ProtectedAbsence
from lms.people.models import Membership
from lms.refreshers.choosing import Choice, Found, Limits, Standing, choose, plan
from lms.refreshers.enums import GIVEN_STATES, State
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.triggers import UNCAPPED, Ask, Who, find

WEEKS = 13  # the dry run: a quarter


def live_versions(on: date) -> list[RuleVersion]:
    """What is in force on a day, in the order in which it is asked."""
    rows = RuleVersion.objects.live().filter(live_from__lte=on).select_related("rule__unit", "rule__owner", "module")
    return sorted(rows, key=lambda one: one.rule_id)


def waits_for_no_day(on: date) -> bool:
    """Whether a rule in force gives its refresher on the very day of a notice."""
    return any(one.trigger == "notice" and one.params["after_days"] == 0 for one in live_versions(on))


def plan_of(versions: Sequence[RuleVersion], on: date, tick: Callable[[int], None] | None = None) -> dict[int, Choice]:
    """What each version would do on a day, by its id; rules that come first fill what those after them would. `tick` is told how many
    people have been looked at, each once a rule."""
    people = {one.pk: people_of(one, on) for one in versions}
    everybody = {person for found in people.values() for person in found}
    standing = standing_of(everybody, {one.module_id for one in versions}, on)
    asked, looked_at = [], 0
    for one in versions:
        asked.append((limits_of(one), found_of(one, people[one.pk], on, standing)))
        looked_at += len(people[one.pk])
        if tick is not None:
            tick(looked_at)
    return dict(zip((one.pk for one in versions), plan(asked, standing, on), strict=True))


def preview(version: RuleVersion, on: date, tick: Callable[[int], None] | None = None) -> Choice:
    """What a version would do on its next run, were it in force: with all that are, in the place of the one it replaces."""
    return plan_of(beside(version, on), on, tick)[version.pk]


def beside(version: RuleVersion, on: date) -> list[RuleVersion]:
    """The versions in force with this one among them, in the order in which they are asked."""
    others = [one for one in live_versions(on) if one.rule_id != version.rule_id]
    return sorted([*others, version], key=lambda one: one.rule_id)


@dataclass(frozen=True)
class Week:
    """A week of the dry run: who would have been given it, and how many were held back, by why."""

    starts_on: date
    ends_on: date
    choice: Choice

    @property
    def held(self) -> list[tuple[str, int]]:
        return sorted(Counter(one.why for one in self.choice.held).items())


def dry_run(version: RuleVersion, on: date) -> list[Week]:
    """What it would have done in each of the last 13 whole weeks, had it been the only rule, from nothing given by it.

    Whoever would have been given it is taken to have done it by its due day. Figures count from the day after their period.
    """
    monday = on - timedelta(days=on.weekday())
    given: set[tuple[int, int, str]] = set()
    had: dict[tuple[int, int], date] = {}
    weeks = []
    for back in range(WEEKS, 0, -1):
        first = monday - timedelta(weeks=back)
        last = first + timedelta(days=6)
        people = people_of(version, last)
        standing = standing_of(people, {version.module_id}, last, without=version.rule_id)
        standing.given |= given
        standing.had |= had
        choice = choose(limits_of(version), found_of(version, people, last, standing), standing, last)
        given |= {(version.rule_id, cause.person, cause.key) for cause in choice.chosen}
        had |= {(cause.person, version.module_id): last for cause in choice.chosen}
        weeks.append(Week(first, last, choice))
    return weeks


def limits_of(version: RuleVersion) -> Limits:
    return Limits(version.rule_id, version.module_id, version.cooldown_days, version.trigger not in UNCAPPED, version.asks_first)


def found_of(version: RuleVersion, people: dict[int, Who], on: date, standing: Standing) -> Found:
    return find(version.trigger, ask_of(version, people, on, standing))


def ask_of(version: RuleVersion, people: dict[int, Who], on: date, standing: Standing) -> Ask:
    return Ask(
        people=people,
        on=on,
        params=version.params,
        unit_path=version.rule.unit.path,
        competencies=tuple(version.module.competencies.values_list("code", flat=True)),
        done={person: day for (person, module), day in standing.done.items() if module == version.module_id},
        module=version.module_id,
    )


def people_of(version: RuleVersion, on: date) -> dict[int, Who]:
    """Whom the rule is for on a day: who holds one of its roles in its unit or below it. Two queries."""
    members = Membership.objects.current(on).filter(person__is_active=True)
    meant = members.filter(unit__path__startswith=version.rule.unit.path, role__in=version.roles)
    held: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person, path, role in members.filter(person__in=meant.values("person")).values_list("person", "unit__path", "role"):
        held[person].append((path, role))
    return {person: Who(tuple(sorted(rows))) for person, rows in sorted(held.items())}


def standing_of(people: Iterable[int], modules: set[int], on: date, without: int | None = None) -> Standing:
    """What people have already on a day; `without` one rule, as if it had never given anything. Five queries."""
    ids, end = list(people), timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    standing = Standing()
    rows = RefresherAssignment.objects.filter(person__in=ids, given_on__lte=on).exclude(rule=without)
    monday = on - timedelta(days=on.weekday())
    for one in rows.only("rule", "person", "cause", "module", "state", "given_on"):
        standing.given.add((one.rule_id, one.person_id, one.cause))
        key = (one.person_id, one.module_id)
        standing.had[key] = max(standing.had.get(key, one.given_on), one.given_on)
        if one.state == State.PROPOSED:
            standing.open.add(key)
        if one.state in GIVEN_STATES and one.given_on >= monday:
            standing.week[one.person_id] += 1
    mine = Enrolment.objects.active().filter(person__in=ids, module__in=modules, starts_on__lte=on)
    if without is not None:
        mine = mine.exclude(refresher__rule=without)
    standing.open |= set(mine.values_list("person", "module"))
    done = ModuleCompletion.objects.filter(enrolment__person__in=ids, module__in=modules, completed_at__lt=end)
    for person, module, moment in done.order_by().values_list("enrolment__person", "module").annotate(last=Max("completed_at")):
        standing.done[person, module] = timezone.localdate(moment)
    away = ProtectedAbsence.objects.filter(person__in=ids, starts_on__lte=on).exclude(ends_on__lt=on)
    standing.away = set(away.values_list("person", flat=True))
    return standing
