"""A team whose holds were long half a year ago. Half of it took the refresher; the other half could not be spared that month.

So that whoever asks whether it helped has somebody to compare with: both halves came down, one of them further.
"""

from datetime import date, timedelta
from decimal import Decimal

from courses.enrolments.actions import complete_step
from courses.enrolments.queries import path
from lms.demo.loader.colleagues import arrives
from lms.demo.loader.days import at, today, working_days_ago
from lms.demo.loader.people import address, person
from lms.demo.loader.told import date_notifications, follow_up, forget_mails, last_job
from lms.operations.models import Measurement, Metric
from lms.people.enums import Role
from lms.people.models import User
from lms.refreshers import actions
from lms.refreshers.actions.giving import give
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.queries.planning import preview

TEAM, HR, COORDINATOR = "ES-4", "elena.vidal", "rosa.gallego"
RULE = "r03-1"
FOUND_WEEKS_AGO, SINCE_WEEKS, WEEKS = 15, 5, 26
COUNTED = 64  # calls a week
# Everybody with the holds, in seconds, that they came from, and by how many they came down in the two months after: the first half
# takes the refresher.
AGENTS = (
    ("adrian.nieto", "Adrián", "Nieto", date(2023, 10, 2), 84, 24),
    ("blanca.otero", "Blanca", "Otero", date(2024, 1, 15), 79, 12),
    ("cesar.pizarro", "César", "Pizarro", date(2022, 11, 7), 73, 19),
    ("daniela.rueda", "Daniela", "Rueda", date(2024, 6, 3), 91, 28),
    ("emilio.sanz", "Emilio", "Sanz", date(2021, 3, 8), 76, 15),
    ("fatima.ziani", "Fátima", "Ziani", date(2023, 5, 22), 87, 26),
    ("gema.toledo", "Gema", "Toledo", date(2024, 9, 16), 80, 9),
    ("hector.vives", "Héctor", "Vives", date(2022, 2, 14), 74, 22),
    ("ines.aranda", "Inés", "Aranda", date(2025, 1, 20), 89, 25),
    ("jorge.blasco", "Jorge", "Blasco", date(2023, 12, 4), 78, 18),
    ("karima.chaib", "Karima", "Chaib", date(2024, 4, 8), 82, 6),
    ("leo.domingo", "Leo", "Domingo", date(2022, 8, 29), 75, 12),
    ("miriam.escola", "Miriam", "Escolá", date(2023, 7, 10), 88, -2),
    ("nicolas.faus", "Nicolás", "Faus", date(2024, 11, 11), 81, 14),
    ("olga.garrido", "Olga", "Garrido", date(2021, 10, 18), 77, 9),
    ("pablo.herrera", "Pablo", "Herrera", date(2025, 3, 3), 86, 3),
    ("quim.ibanez", "Quim", "Ibáñez", date(2023, 2, 27), 74, 16),
    ("rocio.juarez", "Rocío", "Juárez", date(2024, 2, 19), 83, 8),
    ("sergio.lozano", "Sergio", "Lozano", date(2022, 6, 13), 79, 11),
    ("teresa.mora", "Teresa", "Mora", date(2023, 9, 4), 90, 4),
)
TOOK = 10
SWING = (3, -4, 1, 4, -2, -3, 2, -1, 5, -5)
NOW = 54  # where both are these last weeks
NOT_SPARED = "Con la avería de la campaña no se puede sacar a nadie más este mes. Lo vemos en la escucha de cada semana."


def are_there() -> bool:
    return User.objects.filter(email=address(COORDINATOR)).exists()


def usernames() -> set[str]:
    return {COORDINATOR, *(username for username, *_more in AGENTS)}


def load() -> None:
    since = last_job()
    people = _team()
    _holds(people)
    taken, day = _found(people)
    follow_up(since)
    for row in taken:
        date_notifications(at(day, "09:40"), key=f"enrolments.enrolled:{row.enrolment_id}", read=True)
    forget_mails(since)


def _team() -> list[User]:
    hr = person(HR)
    arrives(COORDINATOR, "Rosa", "Gallego", date(2019, 4, 1), team=TEAM, hr=hr, role=Role.COORDINATOR, rung="R3")
    return [arrives(username, first, last, hired_on, team=TEAM, hr=hr) for username, first, last, hired_on, _from, _by in AGENTS]


def _holds(people: list[User]) -> None:
    metric, monday = Metric.objects.get(code="hold_time"), today() - timedelta(days=today().weekday())
    rows = []
    for place, who in enumerate(people):
        for back in range(1, WEEKS + 1):
            first = monday - timedelta(weeks=back)
            last = first + timedelta(days=6)
            value = Decimal(_level(place, back) + SWING[(place + back) % len(SWING)])
            when = at(last + timedelta(days=1), "08:30")
            rows.append(
                Measurement(
                    metric=metric, person=who, starts_on=first, ends_on=last, value=value, sample=COUNTED, source="Faro", recorded_at=when
                )
            )
    Measurement.objects.bulk_create(rows)


def _level(place: int, back: int) -> int:
    """Somebody's holds so many weeks ago: before, in the two months after, and since."""
    *_who, before, fall = AGENTS[place]
    if back >= FOUND_WEEKS_AGO:
        return before
    return before - fall if back > SINCE_WEEKS else NOW


def _found(people: list[User]) -> tuple[list[RefresherAssignment], date]:
    """What the rule proposed on that day, through the same doors as the day's work; their coordinator decides of each. Gives what was
    taken, and the day."""
    day = working_days_ago(0, today() - timedelta(weeks=FOUND_WEEKS_AGO - 1, days=today().weekday() - 1))
    version = RuleVersion.objects.live().select_related("rule__unit", "rule__owner", "module").get(rule__code=RULE)
    rosa, took, taken = person(COORDINATOR), {who.pk for who in people[:TOOK]}, []
    for cause in preview(version, day).chosen:
        row = give(version=version, cause=cause, on=day, today=day)
        if row.person_id in took:
            taken.append(_learned(actions.give_proposed(assignment=row, actor=rosa, today=day), day))
        else:
            actions.decline(assignment=row, words=NOT_SPARED, actor=rosa, today=day)
    return taken, day


def _learned(row: RefresherAssignment, day: date) -> RefresherAssignment:
    enrolment, moment = row.enrolment, at(day + timedelta(days=2), "10:20")
    for module in path(enrolment, now=moment, language=row.person.language).modules:
        for step in module.steps:
            complete_step(enrolment=enrolment, step_key=step.key, actor=row.person, now=moment, by=step.outline.completion)
    return row
