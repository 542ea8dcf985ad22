"""What the screens of refreshers show."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from assessments.rubrics.models import CriticalError
from lms.certificates.models import Certification
from lms.competencies.models import Competency
from lms.operations.models import Metric
from lms.people.models import Unit, User
from lms.refreshers.choosing import Choice
from lms.refreshers.enums import State, VersionStatus
from lms.refreshers.models import ProductChange, RefresherAssignment, RefresherRequest, RefresherRule, RuleVersion
from lms.refreshers.queries.planning import Week, people_of
from lms.refreshers.triggers.kpi import sight_of
from lms.refreshers.wording import held_in_words, reason, rule_in_words, sight_in_words
from lms.statements import Statement

SEEN = 200  # people whose cases say how many are usual


@dataclass(frozen=True)
class Line:
    """Somebody in a preview, and why they are in or out."""

    person: User
    is_in: bool
    why: str
    detail: str


@dataclass(frozen=True)
class RuleLine:
    rule: RefresherRule
    version: RuleVersion | None
    says: str
    has_draft: bool
    open: int


@dataclass(frozen=True)
class WeekLine:
    week: Week
    names: list[User]
    held: list[tuple[str, int]]


def names_of() -> dict[str, dict[str, str]]:
    """What the codes in rules are called, by kind. Six queries."""
    return {
        "metrics": {one.code: one.name for one in Metric.objects.all()},
        "competencies": {one.code: one.name for one in Competency.objects.all()},
        "critical": {one.code: one.text for one in CriticalError.objects.all()},
        "certifications": {one.code: one.name for one in Certification.objects.all()},
        "changes": {one.code: one.title for one in ProductChange.objects.all()},
        "units": {one.code: one.name for one in Unit.objects.all()},
    }


def rule_lines(user) -> list[RuleLine]:
    """The rules that hold around this user, in the order of their codes, with what is in force of each."""
    rules = list(RefresherRule.objects.visible_to(user).select_related("unit", "owner"))
    versions = RuleVersion.objects.filter(rule__in=rules).exclude(status=VersionStatus.RETIRED).select_related("module")
    by_rule = {(one.rule_id, one.status): one for one in versions}
    opened = Counter(RefresherAssignment.objects.visible_to(user).standing().filter(rule__in=rules).values_list("rule", flat=True))
    names = names_of()
    found = []
    for rule in rules:
        live, drafted = by_rule.get((rule.pk, VersionStatus.LIVE)), by_rule.get((rule.pk, VersionStatus.DRAFT))
        shown = live or drafted
        found.append(RuleLine(rule, live, rule_in_words(shown, names) if shown else "", drafted is not None, opened[rule.pk]))
    return found


def preview_lines(version: RuleVersion, choice: Choice) -> list[Line]:
    """Everybody in or out of a choice: first who is in, then by surname; never by a figure."""
    ids = [one.person for one in (*choice.chosen, *choice.held)]
    people = User.objects.in_bulk(ids)
    lines = [Line(people[one.person], True, "", reason(version.trigger, one.numbers)) for one in choice.chosen]
    lines += [Line(people[one.person], False, held_in_words(one.why), "") for one in choice.held]
    return sorted(lines, key=lambda one: (not one.is_in, one.person.folded_last_name, one.person.folded_first_name, one.person.pk))


def sight_words(version: RuleVersion, on: date) -> str:
    """Of a rule of a figure: how soon it finds a drop, by the cases of some of its people."""
    some = sorted(people_of(version, on))[:SEEN]
    sight = sight_of(version.params, some, on)
    return sight_in_words(sight) if sight else ""


def held_counts(choice: Choice) -> list[tuple[str, int]]:
    return [(held_in_words(why), number) for why, number in Counter(one.why for one in choice.held).most_common()]


def week_lines(weeks: list[Week]) -> list[WeekLine]:
    people = User.objects.in_bulk({cause.person for week in weeks for cause in week.choice.chosen})
    return [
        WeekLine(week, [people[cause.person] for cause in week.choice.chosen], [(held_in_words(why), number) for why, number in week.held])
        for week in weeks
    ]


_MINE = Statement(
    lambda person: (
        RefresherAssignment.objects.filter(person=person)
        .exclude(state__in=[State.PROPOSED, State.DECLINED])
        .select_related("module", "enrolment", "rule__owner")
        .order_by()
    ),
    person=999_999_999,
)
_ASKED = Statement(
    lambda person: RefresherRequest.objects.filter(person=person).select_related("module", "answered_by", "asked_by"), person=999_999_999
)


def mine(person) -> list[RefresherAssignment]:
    """One's own refreshers: what is to do first, then the newest."""
    return sorted(_MINE.all(person=person.pk), key=lambda one: (one.state != State.OPEN, one.due_on or date.max, -one.pk))


def my_requests(person) -> list[RefresherRequest]:
    return _ASKED.all(person=person.pk)


def team_refreshers(user):
    """Those that wait for a decision or are to do, of the people one leads or teaches: by what waits, then by surname."""
    rows = RefresherAssignment.objects.decided_by(user).standing()
    return rows.select_related("person", "module", "rule", "enrolment").order_by(
        "-state", "person__folded_last_name", "person__folded_first_name", "pk"
    )


def requests_to_answer(user):
    rows = RefresherRequest.objects.answerable_by(user).waiting()
    return rows.select_related("person", "module", "asked_by").order_by("asked_at")
