"""Who works beside Irene: a team of enough people to say something of it, and the hours in which they and others are at work."""

from datetime import date, time

from lms.careers.actions import start_posting
from lms.careers.models import Rung
from lms.demo.loader.people import address, person, unit
from lms.demo.loader.told import forget_mails, last_job
from lms.notifications.actions import set_working_hours
from lms.notifications.shifts import Hours
from lms.people.actions import grant_membership
from lms.people.enums import Role
from lms.people.models import User

TEAM, HR = "ES-1", "elena.vidal"
NAMES = {
    "noelia.bravo": ("Noelia", "Bravo", date(2024, 3, 11)),
    "samir.haddad": ("Samir", "Haddad", date(2023, 9, 18)),
    "begona.ruiz": ("Begoña", "Ruiz", date(2022, 5, 9)),
    "ivan.castro": ("Iván", "Castro", date(2025, 2, 3)),
}
MORNING, AFTERNOON = (time(8), time(15)), (time(15), time(22))
SHIFTS = {
    "irene.salas": MORNING,
    "noelia.bravo": MORNING,
    "samir.haddad": MORNING,
    "lucia.ferran": AFTERNOON,
    "begona.ruiz": AFTERNOON,
    "ivan.castro": AFTERNOON,
}


def are_there() -> bool:
    return User.objects.filter(email=address(next(iter(NAMES)))).exists()


def arrives(
    username: str, first_name: str, last_name: str, hired_on: date, *, team: str, hr: User, role: str = Role.AGENT, rung: str = "R1"
) -> User:
    """Somebody of a team on their rung since their first day, with everybody's password: it is printed on the sign-in page."""
    who = User.objects.create(
        email=address(username), first_name=first_name, last_name=last_name, password=hr.password, language="es", hired_on=hired_on
    )
    grant_membership(person=who, unit=unit(team), role=role, valid_from=hired_on)
    start_posting(person=who, rung=Rung.objects.get(code=rung), starts_on=hired_on, actor=hr)
    return who


def load() -> None:
    since, hr = last_job(), person(HR)
    for username, (first_name, last_name, hired_on) in NAMES.items():
        arrives(username, first_name, last_name, hired_on, team=TEAM, hr=hr)
    for username, (starts, ends) in SHIFTS.items():
        set_working_hours(person=person(username), hours=[Hours(weekday, starts, ends) for weekday in range(5)], actor=hr)
    forget_mails(since)
