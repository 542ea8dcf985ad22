"""What every page's frame needs: the places this person can go, the account menu and the foot."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from assessments.marking.permissions import MARKS
from courses.enrolments.querysets import ANSWERS_QUESTIONS, SEES_LEARNING
from lms.careers.querysets import SEES_READINESS
from lms.competencies.querysets import JUDGES, SEES_EVIDENCE
from lms.home.today import LEARNERS
from lms.people.enums import AUTHORS, ISSUES_CERTIFICATES, SEES_PEOPLE, Role

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
)
WORKING = (
    Place("enrolments:cohort", _("Cohort"), "graduation-cap", frozenset({Role.TRAINER})),
    Place("enrolments:tutoring", _("Tutoring"), "message-circle-question-mark", ANSWERS_QUESTIONS - {Role.ADMINISTRATOR}),
    Place("marking:queue", _("To mark"), "clipboard-check", MARKS),
    Place("analysis:quizzes", _("Answers"), "chart-column", frozenset({Role.QUALITY})),
    Place("wagtailadmin_home", _("Authoring"), "square-pen", AUTHORS),
    Place("competencies:matrix", _("Team"), "chart-column", SEES_EVIDENCE - {Role.ADMINISTRATOR}),
    Place("careers:board", _("Readiness"), "flag", SEES_READINESS),
    Place("people:list", _("People"), "users", SEES_PEOPLE),
    Place("enrolments:list", _("Enrolments"), "clipboard-list", SEES_LEARNING),
    Place("competencies:questions", _("Questions about evidence"), "scale", JUDGES),
    Place("certificates:manage", _("All certificates"), "award", ISSUES_CERTIFICATES),
    Place("jobs:list", _("Jobs"), "layers", frozenset({Role.ADMINISTRATOR})),
)
TODAY = Place("home:today", _("Today"), "house")
HANDBOOK = replace(READING, roles=EVERYBODY)
ACCOUNT = (
    Place("home:search", _("Search"), "search"),
    Place("people:settings", _("Your account"), "settings"),
    Place("enrolments:programmes", _("My training"), "footprints"),
    Place("certificates:mine", _("My certificates"), "shield-check"),
    Place("careers:mine", _("My ladder"), "footprints"),
    Place("competencies:mine", _("My competencies"), "badge-check"),
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

    places: list[Place]

    def __iter__(self):
        return iter(self.places)

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def bar(self) -> list[Place]:
        return self._first(IN_BAR)

    @property
    def behind_bar(self) -> list[Place]:
        return self.places[len(self.bar) :]

    @property
    def tabs(self) -> list[Place]:
        return self._first(IN_TABS)

    @property
    def behind_tabs(self) -> list[Place]:
        return self.places[len(self.tabs) :]

    def _first(self, number: int) -> list[Place]:
        """One more where "More" would hide a single place."""
        return self.places if len(self.places) <= number + 1 else self.places[:number]


def page_frame(request: HttpRequest) -> dict:
    """Nothing is asked of the database until a template shows it; then only the memberships, which the page has read anyway."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "navigation": SimpleLazyObject(lambda: navigation(person, request.path)) if signed_in else [],
        "account_links": SimpleLazyObject(lambda: [_placed(place) for place in ACCOUNT]) if signed_in else [],
        "footer_links": [_placed(place) for place in (FOOT if signed_in else FOOT[1:2])],
        "search_address": reverse("home:search") if signed_in else "",
    }


def navigation(person, path: str) -> Navigation:
    """The places of this person's roles, in order, with the one they are in. One's own learning comes first for who learns here."""
    roles = set(person.roles) | ({Role.ADMINISTRATOR} if person.is_superuser else set())
    learns = not roles.isdisjoint(LEARNERS) or roles <= {Role.WORKS_COUNCIL}
    work = [place for place in WORKING if not place.roles.isdisjoint(roles)]
    wanted = [TODAY, *LEARNING, *work] if learns else [TODAY, *work, HANDBOOK]
    places = [_placed(place) for place in wanted]
    here = max((place for place in places if _is_in(path, place)), key=lambda place: len(place.url), default=None)
    return Navigation([replace(place, current=place is here) for place in places])


def _placed(place: Place) -> Place:
    return replace(place, url=reverse(place.name))


def _is_in(path: str, place: Place) -> bool:
    if place.url == "/":
        return path == "/"
    return path.startswith((place.url, *place.also))
