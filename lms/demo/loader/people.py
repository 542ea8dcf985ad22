"""The centre and its people: units, accounts, and what each one is there."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from courses.enrolments.actions import add_holiday
from lms.demo.content import in_both, read
from lms.demo.loader.days import cohort_start, finished_start, today
from lms.demo.loader.rests import rests_around
from lms.people.actions import grant_membership
from lms.people.enums import Role, UnitKind
from lms.people.models import Unit, User

DOMAIN = "alborada.example"
PASSWORD = "peldano-demo"
ADMINISTRATOR = "admin"
CENTRE = "malaga"
# The classroom and the nest belong to the centre and to no service: people of both languages learn there.
TEAMS = {
    "ES-1": "marenta-posventa-es",
    "ES-2": "marenta-posventa-es",
    "ES-3": "marenta-posventa-es",
    "ES-4": "marenta-posventa-es",
    "EN-1": "marenta-aftersales-en",
    "ACADEMIA": CENTRE,
    "NESTING": CENTRE,
}
TEAM_NAMES = {
    "ACADEMIA": {"es": "Academia", "en": "Academy"},
    "NESTING": {"es": "Nido", "en": "Nesting"},
}


@dataclass(frozen=True)
class Extra:
    """A role that somebody holds beside what they are in `demo_people.yaml`."""

    username: str
    role: str
    unit: str


EXTRAS = (
    Extra("nuria.campos", Role.ASSESSOR, "marenta-posventa-es"),
    Extra("irene.salas", Role.WORKS_COUNCIL, "alborada"),
    # Trainers see their service's people and those of the classroom and the nest, whatever line these go to.
    Extra("carmen.ibarra", Role.TRAINER, "academia"),
    Extra("carmen.ibarra", Role.TRAINER, "nesting"),
    Extra("owen.price", Role.TRAINER, "academia"),
    Extra("owen.price", Role.TRAINER, "nesting"),
)


def are_there() -> bool:
    return User.objects.filter(email=address(ADMINISTRATOR)).exists()


def address(username: str) -> str:
    return f"{username}@{DOMAIN}"


def person(username: str) -> User:
    return User.objects.get(email=address(username))


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code.lower())


def load() -> None:
    _units()
    rows = read("demo_people")["people"]
    password = make_password(PASSWORD)  # One hash for all: it is printed on the sign-in page.
    User.objects.bulk_create([_administrator(password), *(_account(row, password) for row in rows)])
    _rests()
    grant_membership(person=person(ADMINISTRATOR), unit=unit("alborada"), role=Role.ADMINISTRATOR, valid_from=date(2014, 9, 1))
    for row in rows:
        who = person(row["username"])
        grant_membership(person=who, unit=unit(_unit_code(row)), role=_role(row), valid_from=who.hired_on)
    for extra in EXTRAS:
        who = person(extra.username)
        grant_membership(person=who, unit=unit(extra.unit), role=extra.role, valid_from=who.hired_on)


def _units() -> None:
    facts = read("service_facts")
    company = Unit.add_root(kind=UnitKind.COMPANY, code="alborada", name_es=facts["centre"]["name"], name_en=facts["centre"]["name"])
    centre = company.add_child(kind=UnitKind.CENTRE, code=CENTRE, **in_both("name", facts["centre"]["site"]))
    places = {CENTRE: centre}
    for row in facts["campaigns"]:
        places[row["code"]] = centre.add_child(kind=UnitKind.SERVICE, code=row["code"], **in_both("name", row["name"]))
    for name, above in TEAMS.items():
        names = TEAM_NAMES.get(name, {"es": f"Equipo {name}", "en": f"Team {name}"})
        Unit.objects.get(pk=places[above].pk).add_child(kind=UnitKind.TEAM, code=name.lower(), **in_both("name", names))


def _rests() -> None:
    for (code, day), name in rests_around(today()).items():
        add_holiday(unit=unit(code), on=day, name=name, actor=person(ADMINISTRATOR))


def _administrator(password: str) -> User:
    return User(email=address(ADMINISTRATOR), first_name="Administración", password=password, language="es", hired_on=date(2014, 9, 1))


def _account(row: dict, password: str) -> User:
    first_name, _space, last_name = row["name"].partition(" ")
    return User(
        email=address(row["username"]),
        first_name=first_name,
        last_name=last_name,
        password=password,
        language="en" if _speaks_english(row) else "es",
        hired_on=_hired_on(row),
    )


def _speaks_english(row: dict) -> bool:
    """Who works on the English line reads in English: Grace, whose mother tongue is not, too."""
    return row["campaign"] == "marenta-aftersales-en" and row["username"] != "hugo.lara"


def _hired_on(row: dict) -> date:
    if row["rung"] != "R0":
        return date.fromisoformat(row["hired_on"])
    return finished_start() if row["team"] == "NESTING" else cohort_start()


def _role(row: dict) -> str:
    return Role.TRAINEE if row["rung"] == "R0" else Role(row["role"])


def _unit_code(row: dict) -> str:
    if row["role"] == "hr":
        return "alborada"
    return row["team"] or row["campaign"]
