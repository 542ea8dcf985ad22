"""The laws of the year, each looked at on every day."""

from collections import Counter
from datetime import date, timedelta

from django.apps import apps
from django.db import connection

from tests.simulation import oracle
from tests.simulation.centre import Centre

KEPT = (  # what nothing may change once it is written
    "quizzes.Attempt", "quizzes.Response", "quizzes.Mark", "competencies.Evidence", "enrolments.ModuleCompletion", "operations.Measurement",
)  # fmt: skip


class Kept:
    """Every row of what is only ever added to, as it was first seen; a row that is another one later breaks the law."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], int] = {}

    def look(self) -> list[str]:
        changed, there = [], 0
        with connection.cursor() as cursor:
            for label in KEPT:
                table = apps.get_model(label)._meta.db_table
                cursor.execute(f"SELECT id, t.* FROM {table} t ORDER BY id")
                for row in cursor.fetchall():
                    there += self.rows.setdefault((label, row[0]), hash(repr(row))) is not None
                    if self.rows[label, row[0]] != hash(repr(row)):
                        changed.append(f"{label} {row[0]}")
        return changed + ["a row is gone"] * (len(self.rows) - there)


def cycles_out_of_place(centre: Centre, day: date) -> list[str]:
    from lms.renewals.models import CertificationPeriod

    found = dict(CertificationPeriod.objects.filter(number=1).values_list("person", "state"))
    wanted = {one.person.pk: oracle.cycle_on(day, one.ends, one.renewed_on) for one in centre.everybody}
    return [f"{day} cycle of {pk}: {found.get(pk)} instead of {state}" for pk, state in wanted.items() if found.get(pk) != state]


def levels_out_of_place(centre: Centre, day: date) -> list[str]:
    from lms.competencies.models import CompetencyState

    found = dict(CompetencyState.objects.filter(competency__code="PRO").values_list("person", "standing"))
    known = [(one, [absence for absence in one.absences if absence[0] < day]) for one in centre.everybody]
    wanted = {one.person.pk: oracle.level_on(day, one.seen_on, absences) for one, absences in known}
    return [f"{day} level of {pk}: {found.get(pk)} instead of {state}" for pk, state in wanted.items() if found.get(pk) != state]


def tasks_given_twice() -> list[str]:
    from courses.changes.models import ReadAgain
    from courses.enrolments.models import Enrolment
    from lms.notifications.models import Notification
    from lms.refreshers.models import RefresherAssignment

    asked = {
        "enrolment": Enrolment.objects.active().exclude(module=None).values_list("person", "module"),
        "refresher": RefresherAssignment.objects.values_list("rule", "person", "cause"),
        "reading": ReadAgain.objects.values_list("change", "person"),
        "word": Notification.objects.values_list("person", "key"),
    }
    return [f"{what} {key}" for what, keys in asked.items() for key, times in Counter(keys.order_by()).items() if times > 1]


def refreshers_out_of_place(centre: Centre, last: date) -> list[str]:
    """Of who was back and whose level runs out: given on the day, to everybody meant and to nobody else."""
    from lms.refreshers.models import RefresherAssignment

    wrong = []
    for trigger, wanted in (("absence_return", _back(centre, last)), ("expiry", _offered(centre, last))):
        given = dict(RefresherAssignment.objects.filter(trigger=trigger).values_list("person", "given_on"))
        wrong += [
            f"{trigger} of {pk}: {given.get(pk)} instead of {wanted.get(pk)}"
            for pk in sorted(given.keys() | wanted.keys())
            if given.get(pk) != wanted.get(pk)
        ]
    return wrong


def _back(centre: Centre, last: date) -> dict[int, date]:
    long = [(one, end) for one in centre.everybody for start, end in one.absences if (end - start).days + 1 >= 30]
    return {one.person.pk: end + oracle.DAY for one, end in long if end + oracle.DAY <= last}


def _offered(centre: Centre, last: date) -> dict[int, date]:
    found = {}
    for one in centre.everybody:
        # What is recorded in the course of a day is known to the work of the next.
        day = oracle.offered_on(one.seen_on, one.absences, centre.begins, last)
        if day is not None:
            found[one.person.pk] = day
    return found


def drops_missed(centre: Centre, last: date) -> list[str]:
    """A drop of twenty points is found the morning after the two weeks came in that leave no doubt, which for nearly everybody are its
    first two; and nobody who did not drop is given anything."""
    from lms.refreshers.models import RefresherAssignment

    given = {}
    for person, day in RefresherAssignment.objects.filter(trigger="kpi").order_by("-given_on").values_list("person", "given_on"):
        given[person] = day
    wrong, dropped, at_once = [], 0, 0
    for one in centre.everybody:
        if one.drops_from is None and one.person.pk in given:
            wrong.append(f"{one.person.pk} works as ever and was given one")
        if one.drops_from is not None and not one.absences:
            first = one.drops_from + timedelta(days=-one.drops_from.weekday() % 7)
            since = [row for row in centre.weeks[one.person.pk] if row[0] >= first]
            wanted = oracle.told_apart_on(since)
            if wanted is not None and wanted <= last:
                dropped, at_once = dropped + 1, at_once + (wanted == first + timedelta(days=15))
                if given.get(one.person.pk) != wanted:
                    wrong.append(f"{one.person.pk} dropped on {first}: {given.get(one.person.pk)} instead of {wanted}")
    if at_once < 0.9 * dropped:
        wrong.append(f"of {dropped} who dropped only {at_once} were found by their first two weeks")
    return wrong
