"""A crowd of made-up people beside the demo academy, to measure with: a company of services, some hundreds of people each.

Everything of one service is written in one transaction: a load that is cut short goes on with the next service. The same seed
gives the same people. What their evidence proves and how they stand is computed by the apps' own actions.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from lms.careers.models import Ladder, Posting, Requirement, Rung
from lms.certificates.codes import grouped
from lms.certificates.models import Certificate, Certification
from lms.competencies.actions import refresh_states
from lms.competencies.models import Competency, Evidence, EvidenceKind
from lms.operations.models import Measurement, Metric
from lms.operations.windows import first_day, month_of
from lms.people.enums import Role, UnitKind
from lms.people.models import Membership, Unit, User

DOMAIN = "crowd.example"
TEAMS, TEAM_SIZE = 40, 12
SERVICE_SIZE = TEAMS * TEAM_SIZE
SERVICES_A_CENTRE = 10
PATTERNS = 8  # Services that differ. Those after them repeat what these have proved, under other names.
MONTHS = 7
ROOT = "crowd"
FIRST = """
Ana Bea Carla Dario Elena Fran Gema Hugo Inés Jon Karim Laia Mario Nora Omar Paula Quim Rosa Saúl Teo Unai Vera Xavi Yara Zoe Adrián
Belén César Daniela Emma Fátima Gael Irene Jorge Lola Marta Noa Óscar Pilar Raúl Sara Tomás Valeria
""".split()  # noqa: SIM905
LAST = """
Abril Bosch Cano Díaz Esteve Ferrer Gil Haro Ibáñez Jurado Lara Mora Núñez Ortiz Peña Quesada Rey Soto Torres Ugarte Vidal Zabala Alonso
Blanco Crespo Duarte Espejo Franco Garrido Herrero Iglesias León Márquez Navarro Olmo Prieto Rivas Salas Vega
""".split()  # noqa: SIM905
# How often each rung is held by whoever is no leader, and how many months each has been held.
RUNGS = (("R0", 10, (0, 2)), ("R1", 58, (1, 30)), ("R2", 32, (2, 48)))
ROLES = {"R0": Role.TRAINEE, "R1": Role.AGENT, "R2": Role.AGENT, "R3": Role.COORDINATOR, "R4": Role.SUPERVISOR}
HIGH_KINDS = ("observation", "roleplay", "qa_score")
FIGURES = {"qa": (90, 4, 12), "cea": (99, 1, 12), "fcr": (76, 4, 160), "transfer_rate": (9, 2, 160), "adherence": (93, 3, None)}
TEAM_FIGURES = {"qa": (89, 2), "fcr": (76, 2), "training_pass": (87, 4)}


class NotHere(Exception):
    """This database is no place for made-up people, and why."""


@dataclass
class Shelf:
    """What every row is made from, read once."""

    levels: dict[str, dict[Competency, int]] = field(default_factory=dict)
    asked: dict[str, list[Certification]] = field(default_factory=dict)
    staged: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = {kind.code: kind for kind in EvidenceKind.objects.all()}
        self.metrics = {metric.code: metric for metric in Metric.objects.all()}
        self.rungs = {rung.code: rung for rung in Rung.objects.filter(ladder=Ladder.objects.order_by("pk").first())}
        rows = Requirement.objects.filter(version__status="live").select_related("rung", "competency").prefetch_related("certifications")
        for row in rows.order_by("rung__sort_order", "sort_order"):
            code = row.rung.code
            if row.competency:
                self.levels.setdefault(code, {})[row.competency] = row.level or 1
            self.asked.setdefault(code, []).extend(row.certifications.all())
            if row.roleplay_type:
                self.staged.setdefault(code, []).append(row.roleplay_type)


def check_here() -> None:
    """Raises NotHere unless this is a demo or a bench: its settings or its name say so, the demo academy is in it, and nobody real."""
    name = str(connection.settings_dict["NAME"])
    if not settings.DEMO and not any(word in name for word in ("bench", "demo")):
        raise NotHere(
            f"The database {name!r} is not marked as a demo or a bench. Use DJANGO_SETTINGS_MODULE=lms.settings.demo, or a database "
            "with “bench” or “demo” in its name."
        )
    if not Ladder.objects.exists():
        raise NotHere("The demo academy is not in this database, and people are made from it. Load it first: manage.py load_demo.")
    real = User.objects.exclude(email__endswith="@alborada.example").exclude(email__endswith=f"@{DOMAIN}").first()
    if real is not None:
        raise NotHere(f"{real.email} may be a real person: people are made up only where everybody is. Use another database.")


def make(number: int, seed: int = 1, share: tuple[int, int] = (1, 1)) -> Iterator[int]:
    """Makes people until there are `number`, a service at a time, and says after each how many there are of this share.

    `share` (2, 3) makes the second third, for processes side by side. Services that are there are passed over.
    """
    check_here()
    shelf, made = Shelf(), 0
    services = -(-number // SERVICE_SIZE)
    _furnish(services)
    for place in range(services):
        if place % share[1] != share[0] - 1:
            continue
        people = min(SERVICE_SIZE, number - place * SERVICE_SIZE)
        if not Unit.objects.filter(code=_code(place)).exists():
            with transaction.atomic():
                _Service(place, people, seed, shelf).write()
            _count_services(_centre_code(place))
        made += people
        yield made


def _centre_code(place: int) -> str:
    return f"{ROOT}-{place // SERVICES_A_CENTRE + 1:02}"


def _code(place: int) -> str:
    return f"{_centre_code(place)}-{place % SERVICES_A_CENTRE + 1:02}"


def _furnish(services: int) -> None:
    """The company and its centres, before any service: processes side by side make them once and then wait for each other no more."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(724001)")
        company = Unit.objects.filter(code=ROOT).first() or _company()
        for code in dict.fromkeys(map(_centre_code, range(services))):
            if not Unit.objects.filter(code=code).exists():
                Unit.objects.get(pk=company.pk).add_child(kind=UnitKind.CENTRE, code=code, name_es=f"Centro {code[-2:]}")
            _count_services(code)


def _count_services(code: str) -> None:
    """Services are written by their own paths, so that none holds the row of its centre until it is whole."""
    centre = Unit.objects.get(code=code)
    Unit.objects.filter(pk=centre.pk).update(numchild=Unit.objects.filter(path__startswith=centre.path, depth=centre.depth + 1).count())


class _Service:
    """One service: its teams, its people, and everything about them."""

    def __init__(self, place: int, people: int, seed: int, shelf: Shelf):
        self.place, self.number, self.shelf = place, people, shelf
        self.chance = random.Random(f"{seed}:{place % PATTERNS}")
        self.names = random.Random(f"{seed}:{place}:names")
        self.today = timezone.localdate()

    def write(self) -> None:
        self.service, self.teams = self._units()
        people = User.objects.bulk_create(self._person(number) for number in range(self.number))
        rungs = [self._rung(number) for number in range(self.number)]
        Membership.objects.bulk_create(self._membership(*one) for one in zip(range(self.number), people, rungs, strict=True))
        Posting.objects.bulk_create(self._posting(*one) for one in zip(people, rungs, strict=True))
        self._certificates(people, rungs)
        pattern = self._pattern()
        if pattern is None:
            self._figures(people, rungs)
            rows = [row for person, rung in zip(people, rungs, strict=True) for row in self._evidence(person, rung)]
            Evidence.objects.bulk_create(rows, batch_size=5000)
        else:
            _repeat(Evidence, "person", pattern.people, people)
            _repeat(Measurement, "person", pattern.people, people)
            _repeat(Measurement, "unit", pattern.teams, self.teams)
        refresh_states(person_ids=[person.pk for person in people])

    def _pattern(self) -> "_Pattern | None":
        """The service that this one would repeat row by row, when it is there and both are whole."""
        pattern = _Pattern(self.place % PATTERNS)
        return pattern if self.place >= PATTERNS and self.number == len(pattern.people) == SERVICE_SIZE else None

    def _units(self) -> tuple[Unit, list[Unit]]:
        """The service and its teams."""
        centre, number = Unit.objects.get(code=_centre_code(self.place)), self.place % SERVICES_A_CENTRE + 1
        path = Unit._get_path(centre.path, centre.depth + 1, number)
        if Unit.objects.filter(path=path).exists():  # Of an earlier load, which numbered them as they came.
            path = Unit._get_path(centre.path, centre.depth + 1, SERVICES_A_CENTRE + number)
        teams = -(-self.number // TEAM_SIZE)
        service = Unit.objects.create(
            kind=UnitKind.SERVICE,
            code=_code(self.place),
            name_es=f"Servicio {_code(self.place)[6:]}",
            depth=centre.depth + 1,
            path=path,
            numchild=teams,
        )
        Unit.objects.bulk_create(
            Unit(
                kind=UnitKind.TEAM,
                code=f"{_code(self.place)}-{number:02}",
                name_es=f"Equipo {number}",
                name_en=f"Team {number}",
                depth=service.depth + 1,
                path=Unit._get_path(service.path, service.depth + 1, number),
            )
            for number in range(1, teams + 1)
        )
        return service, list(Unit.objects.filter(path__startswith=service.path, depth=service.depth + 1).order_by("path"))

    def _person(self, number: int) -> User:
        hired_on = self.today - timedelta(days=self.chance.randint(20, 2400))
        return User(
            email=_email(self.place * SERVICE_SIZE + number),
            first_name=self.names.choice(FIRST),
            last_name=f"{self.names.choice(LAST)} {self.names.choice(LAST)}",
            password="!",
            language=self.names.choices(("es", "en"), (4, 1))[0],
            hired_on=hired_on,
        )

    def _rung(self, number: int) -> str:
        """The first of a service supervises it, the first of each other team leads it."""
        if number % TEAM_SIZE == 0:
            return "R4" if number == 0 else "R3"
        return self.chance.choices([code for code, _often, _months in RUNGS], [often for _code, often, _months in RUNGS])[0]

    def _membership(self, number: int, person: User, rung: str) -> Membership:
        unit = self.service if rung == "R4" else self.teams[number // TEAM_SIZE]
        return Membership(person=person, unit=unit, role=ROLES[rung], valid_from=person.hired_on)

    def _posting(self, person: User, rung: str) -> Posting:
        least, most = next((months for code, _often, months in RUNGS if code == rung), (6, 60))
        since = self.today - relativedelta(months=self.chance.randint(least, most), days=self.chance.randint(0, 27))
        return Posting(person=person, rung=self.shelf.rungs[rung], starts_on=max(since, person.hired_on), recorded_at=timezone.now())

    def _evidence(self, person: User, rung: str) -> Iterator[Evidence]:
        staged = list(self.shelf.staged.get(rung, ()))
        for place, (competency, need) in enumerate(self.shelf.levels.get(rung, self.shelf.levels["R1"]).items()):
            wanted = need - (1 if rung == "R0" else 0) + self.chance.choices((-1, 0, 1), (2, 6, 2))[0]
            if wanted < 1 or self.chance.random() < (0.5 if rung == "R0" else 0.04):
                continue
            level = min(wanted, 4)
            kinds = self.chance.sample(HIGH_KINDS, 2) if level >= 3 else ["observation"]
            age = self.chance.randint(5, 170) if self.chance.random() > 0.06 else 760
            for kind in kinds:
                scene = staged.pop() if staged and kind == "roleplay" and self.chance.random() < 0.9 else ""
                yield self._piece(person, competency, kind, level, age + place % 3, scene)

    def _piece(self, person: User, competency: Competency, kind: str, level: int, age: int, scene: str) -> Evidence:
        seen = timezone.make_aware(datetime.combine(self.today - timedelta(days=age), datetime.min.time())) + timedelta(hours=10)
        return Evidence(
            person=person,
            competency=competency,
            kind=self.shelf.kinds[kind],
            level=level,
            fact="Visto en su puesto.",
            source=f"roleplay:{scene}:{competency.code}" if scene else f"{kind}:crowd-{competency.code}",
            observed_at=seen,
            recorded_at=seen + timedelta(hours=1),
            expires_on=seen.date() + relativedelta(months=competency.validity_months) if competency.validity_months else None,
        )

    def _certificates(self, people: list[User], rungs: list[str]) -> None:
        rows = []
        for person, rung in zip(people, rungs, strict=True):
            for certification in dict.fromkeys(self.shelf.asked.get(rung, ())):
                if self.chance.random() < 0.85:
                    rows.append(self._certificate(person, certification, len(rows)))
        Certificate.objects.bulk_create(rows, batch_size=2000)

    def _certificate(self, person: User, certification: Certification, number: int) -> Certificate:
        months = certification.validity_months or 12
        issued = max(self.today - timedelta(days=self.chance.randint(1, int(months * 33))), person.hired_on)
        until = issued + relativedelta(months=months)
        code, serial = grouped(f"{self.names.getrandbits(80):016X}"[-16:]), f"CROWD-{self.place:04}-{number:05}"
        names = {"es": certification.name_es, "en": certification.name_en}
        return Certificate(
            code=code,
            serial=serial,
            person=person,
            certification=certification,
            language=person.language,
            issued_on=issued,
            valid_until=until,
            created_at=timezone.now(),
            facts={"serial": serial, "code": code, "holder": str(person), "certification": names, "renewal": {"es": "", "en": ""}},
        )

    def _figures(self, people: list[User], rungs: list[str]) -> None:
        rows = []
        for person, rung in zip(people, rungs, strict=True):
            if rung in ("R1", "R2"):
                rows += [row for code, shape in FIGURES.items() for row in self._months(code, *shape, person=person)]
        for team in self.teams:
            rows += [row for code, (mean, swing) in TEAM_FIGURES.items() for row in self._months(code, mean, swing, None, unit=team)]
        Measurement.objects.bulk_create(rows, batch_size=5000)

    def _months(self, code: str, mean: int, swing: int, sample: int | None, **of) -> Iterator[Measurement]:
        own = mean + self.chance.uniform(-swing, swing)
        for back in range(1, MONTHS + 1):
            first = first_day(month_of(self.today) - back)
            value = min(own + self.chance.uniform(-swing, swing) / 2, 100)
            yield Measurement(
                metric=self.shelf.metrics[code],
                starts_on=first,
                ends_on=first + relativedelta(months=1) - timedelta(days=1),
                value=Decimal(f"{value:.2f}"),
                sample=sample,
                source=ROOT,
                **of,
            )


class _Pattern:
    """The people and the teams of a service that is there, in the order they were made in."""

    def __init__(self, place: int):
        first = place * SERVICE_SIZE
        emails = [_email(number) for number in range(first, first + SERVICE_SIZE)]
        self.people = list(User.objects.filter(email__in=emails).order_by("email"))
        self.teams = list(Unit.objects.filter(code__startswith=f"{_code(place)}-").order_by("path"))


def _email(number: int) -> str:
    return f"p{number:06}@{DOMAIN}"


def _repeat(model: type[Model], of: str, old: list, new: list) -> None:
    """The rows of `old` again for `new`, one for one, by the database itself: making each in Python takes ten times as long."""
    table, own = model._meta.db_table, model._meta.get_field(of).column
    others = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.primary_key and field.name != of)
    pairs = ", ".join(f"({a.pk}, {b.pk})" for a, b in zip(old, new, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH pair(old, new) AS (VALUES {pairs}) INSERT INTO {table} ({own}, {others}) "
            f"SELECT pair.new, {others} FROM {table} JOIN pair ON {own} = pair.old ORDER BY {table}.id"
        )


def _company() -> Unit:
    """The company, with one account to look at all of it: HR."""
    company = Unit.add_root(kind=UnitKind.COMPANY, code=ROOT, name_es="Multitud", name_en="Crowd")
    hr = User.objects.create(email=f"hr@{DOMAIN}", first_name="Personas", last_name="Multitud", password="!", hired_on=date(2019, 1, 1))
    Membership.objects.create(person=hr, unit=company, role=Role.HR, valid_from=date(2019, 1, 1))
    return company
