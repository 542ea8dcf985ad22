"""The places that a person can go to: the bar, the account menu and the foot of every page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.live.permissions import OFFERS
from assessments.marking.permissions import MARKS
from assessments.reviews.querysets import SEES_RETENTION
from assessments.scores.permissions import SCORES
from courses.enrolments.querysets import ANSWERS_QUESTIONS, SEES_LEARNING
from lms.careers.querysets import SEES_READINESS
from lms.certificates.querysets import SEES_CERTIFICATES
from lms.competencies.querysets import JUDGES, READS_RULES, SEES_EVIDENCE
from lms.figures.querysets import IMPORTS
from lms.home.today import LEARNERS
from lms.notifications.permissions import KEEPS_UNIT_HOURS
from lms.people.enums import APPROVES_CONTENT, AUTHORS, ISSUES_CERTIFICATES, SEES_PEOPLE, Role
from lms.refreshers.querysets import DECIDES

EVERYBODY = frozenset(Role)
IN_BAR, IN_TABS = 6, 4  # places shown at once on a desk and on a phone; the others stand behind "More"


@dataclass(frozen=True)
class Place:
    """Somewhere to go. `name` is the URL's; `also` are other beginnings of addresses that belong to it."""

    name: str
    label: str
    icon: str
    roles: frozenset[str] = EVERYBODY
    also: tuple[str, ...] = ()
    url: str = ""
    current: bool = False


# The order is that of the bar; a phone shows the first ones.
READING = Place("catalogue:handbook", _("Handbook"), "book-open-text", LEARNERS)
LEARNING = (
    Place("enrolments:programmes", _("Programme"), "graduation-cap", LEARNERS, also=("/attempt/",)),
    Place("careers:mine", _("My ladder"), "footprints", LEARNERS),
    READING,
    Place("certificates:mine", _("Certificates"), "shield-check", LEARNERS),
    Place("roleplays:list", _("Roleplays"), "message-circle", LEARNERS, also=("/performance/",)),
)
WORKING = (
    Place("enrolments:cohort", _("Cohort"), "graduation-cap", frozenset({Role.TRAINER})),
    Place(
        "attendance:sessions", pgettext_lazy("of a class", "Sessions"), "calendar-check", frozenset({Role.TRAINER}), also=("/attendance/",)
    ),
    Place("enrolments:tutoring", _("Tutoring"), "message-circle-question-mark", ANSWERS_QUESTIONS - {Role.ADMINISTRATOR}),
    Place("marking:queue", _("To mark"), "clipboard-check", MARKS),
    Place("analysis:quizzes", _("Answers"), "chart-column", frozenset({Role.QUALITY})),
    Place("wagtailadmin_home", _("Authoring"), "square-pen", AUTHORS | APPROVES_CONTENT),
    Place("scores:queue", _("To score"), "clipboard-check", SCORES),
    Place("live:calendar", _("Live roleplays"), "calendar-days", OFFERS),
    Place("competencies:matrix", _("Team"), "chart-column", SEES_EVIDENCE - {Role.ADMINISTRATOR}),
    Place("reviews:teams", _("What stays"), "chart-column", SEES_RETENTION),
    Place("careers:board", _("Readiness"), "flag", SEES_READINESS),
    Place("people:list", _("People"), "users", SEES_PEOPLE),
    Place("enrolments:list", _("Enrolments"), "clipboard-list", SEES_LEARNING),
    Place("scripting:list", _("Scenarios"), "message-circle-question-mark", AUTHORS),
    Place("scripting:rubrics", _("Rubrics"), "clipboard-list", AUTHORS | {Role.QUALITY}),
    Place("calibration:sessions", _("Calibration"), "scale", SCORES),
    Place("promotions:calls", _("Calls"), "award", frozenset({Role.HR, Role.WORKS_COUNCIL})),
    Place("competencies:questions", _("Questions about evidence"), "scale", JUDGES),
    Place("certificates:manage", _("All certificates"), "award", ISSUES_CERTIFICATES),
    Place("figures:list", _("Figures of work"), "chart-column", IMPORTS),
    Place("renewals:people", _("Renewals"), "refresh-cw", SEES_CERTIFICATES),
    Place("notifications:units", _("Working hours"), "clock", KEEPS_UNIT_HOURS, also=("/hours/",)),
    Place("refreshers:team", _("Refreshers"), "clipboard-list", DECIDES, also=("/refreshers/",)),
    Place("changes:list", _("Changes of content"), "history", AUTHORS | APPROVES_CONTENT | {Role.COORDINATOR}),
    Place("competencies:frameworks", _("Frameworks"), "layers", READS_RULES),
    Place("competencies:rules", _("Rule of levels"), "scale", READS_RULES),
    Place("careers:ladders", _("Ladders"), "footprints", READS_RULES),
    Place("notifications:samples", _("Mails"), "mail", frozenset({Role.ADMINISTRATOR})),
    Place("jobs:list", _("Jobs"), "layers", frozenset({Role.ADMINISTRATOR})),
)
TODAY = Place("home:today", _("Today"), "house")
HANDBOOK = replace(READING, roles=EVERYBODY)
ACCOUNT = (
    Place("home:search", _("Search"), "search"),
    Place("people:settings", _("Your account"), "settings"),
    Place("enrolments:programmes", _("My training"), "footprints"),
    Place("certificates:mine", _("My certificates"), "shield-check"),
    Place("renewals:mine", _("My renewals"), "refresh-cw"),
    Place("reviews:session", _("Three minutes a day"), "refresh-cw"),
    Place("refreshers:mine", _("My refreshers"), "clipboard-list"),
    Place("changes:mine", _("What changed"), "history"),
    Place("careers:mine", _("My ladder"), "footprints"),
    Place("live:calendar", _("My live roleplays"), "calendar-days"),
    Place("promotions:calls", _("Calls"), "award"),
    Place("competencies:mine", _("My competencies"), "badge-check"),
    Place("criteria:list", _("What we agreed"), "scale"),
    Place("home:who_sees_what", _("Who sees what of me"), "eye"),
    Place("home:help", _("Help"), "circle-help"),
)
FOOT = (
    Place("home:who_sees_what", _("Who sees what of me"), "eye"),
    Place("home:accessibility", _("Accessibility"), "circle-help"),
    Place("home:help", _("Help"), "circle-help"),
)


@dataclass(frozen=True)
class Navigation:
    """The places of somebody's roles, in order: a few at once, the others behind "More"."""

    places: tuple[Place, ...]

    def __iter__(self):
        return iter(self.places)

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def bar(self) -> tuple[Place, ...]:
        return self._first(IN_BAR)

    @property
    def behind_bar(self) -> tuple[Place, ...]:
        return self.places[len(self.bar) :]

    @property
    def tabs(self) -> tuple[Place, ...]:
        return self._first(IN_TABS)

    @property
    def behind_tabs(self) -> tuple[Place, ...]:
        return self.places[len(self.tabs) :]

    def _first(self, number: int) -> tuple[Place, ...]:
        """One more where "More" would hide a single place."""
        return self.places if len(self.places) <= number + 1 else self.places[:number]


def navigation(roles: frozenset[str], here: Place | None) -> Navigation:
    """The places of these roles, and which of them one is in."""
    return Navigation(tuple(replace(place, current=place is here) for place in places_of(roles)))


@cache
def places_of(roles: frozenset[str]) -> tuple[Place, ...]:
    """One's own learning comes first for who learns here."""
    learns = not roles.isdisjoint(LEARNERS) or roles <= {Role.WORKS_COUNCIL}
    work = [place for place in WORKING if not place.roles.isdisjoint(roles)]
    return placed([TODAY, *LEARNING, *work] if learns else [TODAY, *work, HANDBOOK])


def current(places: Iterable[Place], path: str) -> Place | None:
    """The place that an address belongs to: the one whose own address says most of it."""
    return max((place for place in places if _is_in(path, place)), key=lambda place: len(place.url), default=None)


def placed(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(replace(place, url=reverse(place.name)) for place in places)


def _is_in(path: str, place: Place) -> bool:
    if place.url == "/":
        return path == "/"
    return path.startswith((place.url, *place.also))
