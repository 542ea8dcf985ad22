"""A made-up centre and its year: who earned what and when, who is away, how they work, what they do. All of it from a seed."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from tests import changes as told
from tests import world
from tests.lms.refreshers.centre import Team
from tests.simulation.clock import Clock
from tests.simulation.oracle import DAY, WINDOW, a_year_later

KPI_CASES = 200


@dataclass
class Someone:
    """What is fixed of a person before the year begins."""

    person: object
    earned_on: date
    seen_on: date
    renews_after: int | None  # days after the window opens; None: never
    absences: list[tuple[date, date]] = field(default_factory=list)
    drops_from: date | None = None
    renewed_on: date | None = None

    @property
    def ends(self) -> date:
        return a_year_later(self.earned_on)


class Centre:
    def __init__(self, *, people: int, days: int, begins: date, seed: int, clock: Clock) -> None:
        self.dice, self.clock, self.begins, self.days = random.Random(seed), clock, begins, days
        clock.to(begins - DAY)
        self.team = Team()
        self.author = self.team.trainer
        world.evidence_kinds()
        self.everybody = [self._someone(person) for person in self._people(people)]
        self._certify()
        self._prove()
        self._rules()
        self.quiz = world.quiz(questions=[world.question(), world.question()])
        self.places: dict[int, object] = {}
        some = [one.person for one in self.everybody[: max(5, people // 20)]]
        self.lesson = told.taught(*some)
        self.changes_on = {begins + timedelta(days=days * part // 4): part for part in (1, 2, 3)}
        self.weeks: dict[int, list[tuple[date, float]]] = defaultdict(list)  # by person: the Monday and the figure of each week

    # ── Before the year ─────────────────────────────────────────────────────────────────────────────────────────

    def _people(self, number: int):
        from lms.people.models import Membership, User

        people = User.objects.bulk_create(
            User(email=f"agent{place}@year.example", first_name="Ana", last_name=f"{place:04}", password="!", language="es")
            for place in range(number)
        )
        Membership.objects.bulk_create(
            Membership(person=person, unit=self.team.team, role="agent", valid_from=date(2020, 1, 1)) for person in people
        )
        return people

    def _someone(self, person) -> Someone:
        dice = self.dice
        made = Someone(
            person=person,
            earned_on=self.begins - timedelta(days=dice.randrange(1, 364)),
            seen_on=self.begins - timedelta(days=dice.randrange(1, 300)),
            renews_after=dice.choice([None, dice.randrange(1, WINDOW), dice.randrange(1, WINDOW)]),
            drops_from=self._day() if dice.random() < 0.1 else None,
        )
        if dice.random() < 0.15:
            away = self._day()
            made.absences.append((away, away + timedelta(days=dice.randrange(5, 60))))
        return made

    def _day(self) -> date:
        return self.begins + timedelta(days=self.dice.randrange(self.days))

    def _certify(self) -> None:
        from lms.certificates.actions import issue_certificate
        from tests.lms.renewals.centre import rule

        self.renewal = world.lesson(world.module(title="Renovación"))
        self.rule = rule(renewed_by=self.renewal.get_parent().specific, owner=self.author)
        for one in self.everybody:
            issue_certificate(certification=self.rule.certification, person=one.person, on=one.earned_on)

    def _prove(self) -> None:
        from lms.competencies.actions import refresh_states
        from lms.competencies.models import Evidence, EvidenceKind

        competency, kind = world.competency(), EvidenceKind.objects.get(code="assessment_centre")
        Evidence.objects.bulk_create(
            Evidence(
                person=one.person,
                competency=competency,
                kind=kind,
                level=3,
                source=f"year:{one.person.pk}",
                observed_at=timezone.make_aware(timezone.datetime(one.seen_on.year, one.seen_on.month, one.seen_on.day, 12)),
                expires_on=a_year_later(one.seen_on),
            )
            for one in self.everybody
        )
        refresh_states(person_ids=[one.person.pk for one in self.everybody])

    def _rules(self) -> None:
        from lms.operations.models import Metric

        self.metric = Metric.objects.create(code="fcr", name_es="RPC", unit_of_measure="%", attaches_to_person=True)
        modules = [world.lesson(world.module(title=f"R{place}", kind="refresher")).get_parent().specific for place in range(3)]
        asked = (
            ("absence_return", {"after_days": 30}, modules[0]),
            ("expiry", {"competencies": ["PRO"], "days": 30}, modules[1]),
            ("kpi", {"metric": "fcr", "low": 72, "cases": 30}, modules[2]),
        )
        for trigger, params, module in asked:
            self.team.version(trigger, params, module=module, live_from=self.begins, due_days=40, cooldown_days=0)

    # ── What people do on a day, after its work is done ─────────────────────────────────────────────────────────

    def live(self, day: date) -> None:
        self.clock.to(day, 10)
        for one in self.everybody:
            for absence in one.absences:
                if absence[0] == day:
                    self._away(one, absence)
            if one.renews_after is not None and one.renewed_on is None and day >= one.ends - timedelta(days=WINDOW - one.renews_after):
                self._renew(one, day)
        if day.weekday() == 0:
            self._week(day)
        self._attempt(day)
        if day in self.changes_on:
            self._change(day)

    def _away(self, one: Someone, absence: tuple[date, date]) -> None:
        from lms.operations.actions import record_absence

        record_absence(person=one.person, starts_on=absence[0], ends_on=absence[1])

    def _renew(self, one: Someone, day: date) -> None:
        from courses.enrolments.actions import complete_step
        from lms.renewals.models import CertificationPeriod

        period = CertificationPeriod.objects.filter(person=one.person, number=2).select_related("enrolment__person").first()
        if period is None:  # its window is older than the year
            return
        complete_step(enrolment=period.enrolment, step_key=self.renewal.key, actor=one.person, now=timezone.now())
        self._do("enrolments.announce")
        one.renewed_on = day

    def _week(self, monday: date) -> None:
        """Figures of the week before, as they come in on Monday."""
        from lms.operations.models import Measurement

        first, rows = monday - timedelta(days=7), []
        for one in self.everybody:
            truth = 60.0 if one.drops_from is not None and one.drops_from <= first else 80.0
            value = self.dice.gauss(truth, (truth * (100 - truth) / KPI_CASES) ** 0.5)
            figure = round(min(value, 100), 2)
            self.weeks[one.person.pk].append((first, figure))
            rows.append(
                Measurement(
                    metric=self.metric, person=one.person, starts_on=first, ends_on=first + timedelta(days=6),
                    value=figure, sample=KPI_CASES,
                )
            )  # fmt: skip
        Measurement.objects.bulk_create(rows)

    def _attempt(self, day: date) -> None:
        from assessments.quizzes.actions import start_attempt, submit_attempt

        one = self.everybody[self.dice.randrange(len(self.everybody))]
        if one.person.pk not in self.places:
            programme = self.__dict__.setdefault("_programme", None) or world.programme([self.quiz.get_parent().specific])
            self._programme = programme
            self.places[one.person.pk] = world.enrolment(one.person, programme, starts_on=day, actor=self.author)
        place = self.places[one.person.pk]
        if place.attempts.count() < 2:
            submit_attempt(attempt=start_attempt(enrolment=place, step_key=self.quiz.translation_key, person=one.person))

    def _change(self, day: date) -> None:
        """An author publishes a change of a lesson and says that it is to be read again."""
        part = self.changes_on[day]
        self.lesson.announce(self.author, NOTICE=f"<p>El preaviso para darse de baja es de {10 + part} días.</p>")

    def _do(self, kind: str) -> None:
        from lms.jobs.actions import run
        from lms.jobs.models import Job

        for pk in Job.objects.filter(kind=kind, state="queued").values_list("pk", flat=True):
            run(job_id=pk)
