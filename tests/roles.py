"""One small centre with everybody in it: for each role a person, and of each thing one that is the trainee's."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from tests import world
from tests.centre.attended import Attended
from tests.centre.changed import Changed
from tests.centre.learned import Learned
from tests.centre.met import Met
from tests.centre.played import Played
from tests.centre.promoted import Promoted
from tests.centre.proved import Proved
from tests.centre.refreshed import Refreshed
from tests.centre.scored import Scored
from tests.centre.shown import Shown
from tests.centre.taught import Taught
from tests.centre.voiced import Voiced

ANONYMOUS = "anonymous"
EVERYBODY = (
    ANONYMOUS,
    "owner",  # the trainee whose things these are
    "other_trainee",  # of the same team
    "agent",
    "trainer",
    "trainer_elsewhere",
    "assessor",
    "coordinator",
    "coordinator_elsewhere",
    "supervisor",
    "quality",
    "hr",
    "works_council",
    "administrator",
    "superuser",
)
SIGNED_IN = EVERYBODY[1:]


@dataclass
class Centre(Proved, Taught, Learned, Attended, Scored, Played, Met, Voiced, Promoted, Refreshed, Changed, Shown):
    """Everybody at once; each other thing is made when it is first asked for, or all of them by `furnished()`."""

    people: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    at_rest: str = ""

    def __post_init__(self) -> None:
        from courses.catalogue.actions import set_up_authoring
        from lms.certificates.actions import set_up_designs

        set_up_authoring()
        set_up_designs()
        self.company = world.unit(name="Alborada")
        self.centre = world.unit(kind="centre", parent=self.company, name="Rincón")
        self.service = world.unit(kind="service", parent=self.centre, name="Marenta")
        self.team = world.unit(kind="team", parent=self.service, name="Levante")
        self.other_team = world.unit(kind="team", parent=self.service, name="Poniente")
        self.elsewhere = world.unit(kind="centre", parent=self.company, name="Bilbao")
        places = {
            "owner": ("trainee", self.team),
            "other_trainee": ("trainee", self.team),
            "agent": ("agent", self.team),
            "trainer": ("trainer", self.service),
            "trainer_elsewhere": ("trainer", self.elsewhere),
            "assessor": ("assessor", self.service),
            "coordinator": ("coordinator", self.team),
            "coordinator_elsewhere": ("coordinator", self.other_team),
            "supervisor": ("supervisor", self.service),
            "quality": ("quality", self.service),
            "hr": ("hr", self.company),
            "works_council": ("works_council", self.company),
            "administrator": ("administrator", self.company),
        }
        for who, (role, unit) in places.items():
            words = who.replace("_", " ").title()
            self.people[who] = world.member(role, unit, email=f"{who}@example.com", first_name=words, last_name="Prueba")
        self.people["superuser"] = world.person(email="superuser@example.com", first_name="Root", is_superuser=True, is_staff=True)

    def __getattr__(self, name: str):
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    def furnished(self) -> "Centre":
        for part in Centre.__mro__:
            for name, made in vars(part).items():
                if isinstance(made, cached_property):
                    getattr(self, name)
        for who in EVERYBODY:
            self.client(who)
        return self

    def client(self, who: str) -> Client:
        """A browser of their own, signed in; the session is opened once."""
        client = Client()
        if who != ANONYMOUS:
            if who not in self.sessions:
                client.force_login(self.people[who])
                self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


# What a request may touch without having done anything.
FORGETS = {"sessions.Session", "account.EmailConfirmation", "wagtailcore.ReferenceIndex"}


def fingerprint() -> str:
    """What every table holds, but for the sessions."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            told = model._meta
            if told.managed and not told.proxy and told.label not in FORGETS and not told.db_table.endswith("_fts"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(told.db_table)}")
                digest.update(repr((told.label, cursor.fetchall())).encode())
    return digest.hexdigest()
