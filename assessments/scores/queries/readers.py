"""Who could read a performance, with what they have to do already."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Count, Q

from assessments.roleplays.models import Performance
from assessments.scores.assigning import Reader
from assessments.scores.models import AssessorLicence, Recusal, Score
from assessments.scores.permissions import READS, SCORES
from lms.people.models import Membership


def readers_for(performance: Performance, today: date) -> list[Reader]:
    """Those who work for the person, are licensed or read by role, and have not recused themselves. Never the person."""
    licensed = set(_licensed(performance, today))
    people = _near(performance, licensed)
    load = _load(people)
    partners = _last_partners(people)
    return [
        Reader(person, person in licensed, load[person]["open"], load[person]["done"], frozenset(partners.get(person, ())))
        for person in sorted(people)
    ]


def _licensed(performance: Performance, today: date):
    rubric = performance.version.rubric_version.rubric_id
    return AssessorLicence.objects.valid_on(today).filter(rubric=rubric).values_list("assessor_id", flat=True)


def _near(performance: Performance, licensed: set[int]) -> set[int]:
    paths = list(Membership.objects.current().filter(person=performance.person_id).values_list("unit__path", flat=True))
    rows = Membership.objects.current().filter(role__in=SCORES, person__is_active=True).values_list("person_id", "role", "unit__path")
    near = {person for person, role, path in rows if (person in licensed or role in READS) and any(one.startswith(path) for one in paths)}
    recused = Recusal.objects.filter(performance=performance).values_list("assessor_id", flat=True)
    return near - {performance.person_id} - set(recused)


def _load(people: set[int]) -> dict[int, dict[str, int]]:
    counts = Count("pk", filter=Q(state="draft")), Count("pk", filter=Q(state="submitted"))
    rows = Score.objects.filter(assessor__in=people).order_by().values("assessor").annotate(open=counts[0], done=counts[1])
    return defaultdict(lambda: {"open": 0, "done": 0}, {row["assessor"]: row for row in rows})


def _last_partners(people: set[int]) -> dict[int, set[int]]:
    """Of each, with whom they share the latest performance that two or more read."""
    shared = Counter(dict(Score.objects.order_by().values_list("performance").annotate(Count("pk"))))
    rows = Score.objects.filter(performance__in=[one for one, times in shared.items() if times > 1]).order_by("given_at", "pk")
    beside: dict = defaultdict(set)
    latest: dict[int, object] = {}
    for performance, assessor in rows.values_list("performance", "assessor"):
        beside[performance].add(assessor)
        latest[assessor] = performance
    return {person: beside[latest[person]] - {person} for person in people if person in latest}
