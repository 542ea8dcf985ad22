"""What the centre agreed: four criteria in force, signed by all who lead, and proved by most of those they are for. And its notices: two
in force, one that asks questions and one that is only read, and one being written."""

from datetime import timedelta

from django.utils import timezone

from lms.criteria import actions
from lms.criteria.enums import GuidelineKind
from lms.criteria.models import Guideline, GuidelineVersion
from lms.criteria.queries import audience
from lms.criteria.queries.signing import signatures_missing
from lms.demo.content import LANGUAGES, read
from lms.demo.loader.days import at, today
from lms.demo.loader.people import ADMINISTRATOR, CENTRE, address, person, unit
from lms.demo.loader.told import last_job
from lms.jobs.enums import JobState
from lms.jobs.models import Job

ROLES = ("agent", "coordinator", "supervisor")
FRONT = ("agent", "coordinator")  # whom a notice is for: whoever is on the floor
# Who has not come to it yet; the newest is still to be proved by more of them.
MISSING = {"am-03": ("tomas.rey",), "am-04": ("tomas.rey", "lucia.ferran", "irene.salas", "hugo.lara")}
MISUNDERSTOOD = ("marcos.pena",)  # answered one of the newest wrong first


def are_there() -> bool:
    return Guideline.objects.exists()


def load() -> None:
    since = last_job()
    for notice in read("minimum_criteria_notices")["notices"]:
        _agree(notice)
    for notice in read("notices")["notices"]:
        _announce(notice)
    for notice in read("notices")["drafts"]:
        actions.draft(**_begun(notice), texts=_texts(notice) | {"about": notice["about"]}, actor=person(ADMINISTRATOR))
    Job.objects.filter(pk__gt=since, kind="criteria.announce").update(state=JobState.DONE)


def _agree(notice: dict) -> None:
    owner = person(ADMINISTRATOR)
    code, moment = notice["code"].lower(), at(today() + timedelta(days=notice["day_offset"]), "10:00")
    version = actions.draft(code=code, unit=unit(CENTRE), roles=ROLES, texts=_texts(notice), actor=owner)
    for leader in signatures_missing(version):
        actions.sign(version=version, actor=leader, now=moment - timedelta(days=1))
    version = actions.publish(version=version, actor=owner, now=moment)
    for reader in audience(version):
        if reader.email not in map(address, MISSING.get(code, ())):
            slips = code == "am-04" and reader.email in map(address, MISUNDERSTOOD)
            _prove(version, reader, moment + timedelta(hours=26), slips=slips)


def _announce(notice: dict) -> None:
    owner, moment = person(ADMINISTRATOR), min(at(today() + timedelta(days=notice["day_offset"]), "08:00"), timezone.now())
    facts = {"about": notice["about"], "urgent": notice["urgent"]}
    version = actions.publish(version=actions.draft(**_begun(notice), texts=_texts(notice) | facts, actor=owner), actor=owner, now=moment)
    for username in notice["read_by"]:
        actions.confirm(version=version, actor=person(username), now=moment + timedelta(hours=2))


def _begun(notice: dict) -> dict:
    return {"code": notice["code"], "unit": unit(CENTRE), "roles": FRONT, "kind": GuidelineKind.NOTICE}


def _texts(notice: dict) -> dict:
    texts = {f"title_{language}": notice["title"][language] for language in LANGUAGES}
    texts |= {f"why_{language}": notice["why"][language] for language in LANGUAGES}
    texts |= {f"says_{language}": "\n".join(notice["points"][language]) for language in LANGUAGES}
    return texts | {"questions": [_question(one) for one in notice.get("check", ())]}


def _question(one: dict) -> dict:
    return {"key": one["id"].lower(), "stem": one["stem"], "options": one["options"], "explanation": one["explanation"]}


def _prove(version: GuidelineVersion, reader, moment, *, slips: bool) -> None:
    counter = 0
    for question in version.questions:
        right = next(option["key"] for option in question["options"] if option["correct"])
        wrong = next(option["key"] for option in question["options"] if not option["correct"])
        for option in (wrong, right) if slips else (right,):
            counter += 1
            actions.answer(version=version, question=question["key"], option=option, counter=counter, actor=reader, now=moment)
        slips = False
