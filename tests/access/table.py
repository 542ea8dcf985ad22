"""The language of the table of access: roles by what the domain allows them, and rows of addresses with their statuses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from tests.roles import ANONYMOUS, EVERYBODY, SIGNED_IN, Centre

SIGN_IN = "sign in"  # 302 to the sign-in page
BACK = "back"  # Wagtail's way of refusing inside the CMS: 302 to its first page
METHOD = (405, 403, SIGN_IN)  # a POST address that is asked with GET: refused, or sent to sign in first
REFUSED = {SIGN_IN, BACK, 403, 404, 405}

# ── Who is allowed what, in words of the domain. A superuser may do whatever an administrator may. ──────────────
ADMINISTERS = ("administrator", "superuser")
ISSUES = ("hr", *ADMINISTERS)
KEEPS_CALENDAR = ISSUES
ENROLS = ("trainer", "trainer_elsewhere", *ISSUES)
ENROLS_OWNER = ("trainer", *ISSUES)
TEACHES = ("trainer", "trainer_elsewhere", *ADMINISTERS)
TEACHES_OWNER = ("trainer", *ADMINISTERS)
LEADS = ("coordinator", "coordinator_elsewhere", "supervisor")
SEES_LEARNING = ("trainer", "trainer_elsewhere", *LEADS, *ISSUES)
SEES_LEARNING_OF_OWNER = ("trainer", "coordinator", "supervisor", *ISSUES)
ANSWERS = ("trainer", "trainer_elsewhere", *LEADS, *ADMINISTERS)
ANSWERS_OWNER = ("trainer", "coordinator", "supervisor", *ADMINISTERS)
SEES_PEOPLE = (*SEES_LEARNING, "quality")
SEES_OWNER = (*SEES_LEARNING_OF_OWNER, "quality")
AUTHORS = ("trainer", "trainer_elsewhere", *ADMINISTERS)
APPROVES = ("supervisor", "quality", *ADMINISTERS)
SCORES_OWNER = ("trainer", "assessor", "coordinator", "supervisor", "quality")
SCORES = (*SCORES_OWNER, "trainer_elsewhere", "coordinator_elsewhere")
READS_CATALOGUE = {*AUTHORS, *APPROVES, "coordinator", "coordinator_elsewhere"}
OPENS_CMS = {*AUTHORS, *APPROVES}
KEEPS_DESIGNS = ("hr", *ADMINISTERS)  # who says how certificates look, and finds nothing else in the CMS if that is all they are

# Whose record is not theirs to see at all: it is not there for them. Others who see it may not change its time.
SEES_NO_OWNER = dict.fromkeys(("other_trainee", "agent", "assessor", "trainer_elsewhere", "coordinator_elsewhere", "works_council"), 404)

PROVES_OWNER = ("trainer", "coordinator", "supervisor", *ISSUES)  # who sees what is proved of the owner
READY_OF_OWNER = ("coordinator", "supervisor", *ISSUES)  # and how far they are from the next rung
JUDGES_OWNER = ("supervisor", "hr", "superuser")
SEES_BUT_JUDGES_NOT = dict.fromkeys(("owner", "trainer", "coordinator", "administrator"), 403)
SEES_TEAMS = ("trainer", "trainer_elsewhere", *LEADS, *ISSUES)
SEES_BOARD = (*LEADS, *ISSUES)
READS_RULES = ("works_council", *ISSUES)

BOTH = {"name_es": "Uno", "name_en": "One"}

Statuses = dict[str, object]


def only(allowed: Iterable[str], *, ok=200, others=403, anonymous=SIGN_IN, **exceptions) -> Statuses:
    """`ok` for those allowed, `others` for everybody else who is signed in; exceptions by name."""
    allowed = set(allowed)
    assert allowed <= set(EVERYBODY), allowed - set(EVERYBODY)
    return {ANONYMOUS: anonymous} | {who: ok if who in allowed else others for who in SIGNED_IN} | exceptions


def everyone(ok=200, *, anonymous=SIGN_IN) -> Statuses:
    return only(SIGNED_IN, ok=ok, anonymous=anonymous)


def the_public(ok=200, *, signed_in=None) -> Statuses:
    return only(SIGNED_IN, ok=signed_in or ok, anonymous=ok)


def refused(status) -> Statuses:
    return dict.fromkeys(EVERYBODY, status)


@dataclass(frozen=True)
class Row:
    """`get` and `post`: what each role is answered. `data`: what is posted, as somebody who may would post it."""

    name: str
    args: Callable[[Centre], list] = lambda centre: []
    get: Statuses | None = None
    post: Statuses | None = None
    data: Callable[[Centre], dict] = lambda centre: {}
    query: str = ""

    def address(self, centre: Centre) -> str:
        return reverse(self.name, args=self.args(centre)) + self.query


def step(centre: Centre, page) -> list:
    return [centre.enrolment.pk, page.translation_key]


def only_post(name: str, args: Callable[[Centre], list], post: Statuses, data: Callable[[Centre], dict] = lambda centre: {}) -> Row:
    return Row(name, args, get=refused(METHOD), post=post, data=data)


def owner_posts(name: str, page: str, data: Callable[[Centre], dict] = lambda centre: {}, ok=302) -> Row:
    """A POST of the learner's own step. Nobody learns for somebody else."""
    return only_post(name, lambda centre: step(centre, getattr(centre, page)), only(["owner"], ok=ok, others=404), data)


def of_the_draft(centre: Centre, *more) -> list:
    return [centre.ladder_draft.ladder.code, centre.ladder_draft.label, *more]


TODAY = timezone.localdate().isoformat()
