"""What we agreed asks of somebody today, for the first screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.cache import cache
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from lms.criteria.models import Guideline
from lms.criteria.querysets import Member, members_of
from lms.language.bilingual import pick
from lms.statements import Statement

ALIVE, KEPT_SECONDS = "criteria.alive", 60


@dataclass(frozen=True)
class ToProve:
    """How many criteria and notices wait, and the first of them: what is urgent stands first, by its title."""

    number: int
    code: str
    urgent: bool
    title: str

    @property
    def words(self) -> str:
        return ngettext("%(number)d to read and prove", "%(number)d to read and prove", self.number) % {"number": self.number}


def criteria_to_prove(person) -> ToProve | None:
    """What is still to prove; None when nothing is. One query, and none while nothing is in force in the house."""
    members = members_of(person)
    if not members or not cache.get_or_set(ALIVE, lambda: Guideline.objects.live().exists(), KEPT_SECONDS):
        return None
    values = {"person": person.pk, "today": timezone.localdate()}
    rows = _waiting(tuple(len(paths) for _role, paths in members)).all(**values, **_reach(members))
    if not rows:
        return None
    first = rows[0]
    return ToProve(len(rows), first.code, first.urgent, pick({"es": first.title_es, "en": first.title_en}))


@lru_cache(maxsize=64)
def _waiting(shape: tuple[int, ...]) -> Statement:
    """What waits for somebody with so many memberships, each so deep in the tree of units."""

    def build(person: int, today: date, **reach: str) -> QuerySet:
        members = [(reach[f"role{one}"], tuple(reach[f"path{one}_{level}"] for level in range(depth))) for one, depth in enumerate(shape)]
        waiting = Guideline.objects.live(today).meant_for_members(members).unproved_by(person).urgent_first()
        now = waiting.filter(versions__published_at__isnull=False, versions__replaced_at__isnull=True)
        return now.annotate(title_es=F("versions__title_es"), title_en=F("versions__title_en"))

    examples = _reach([(f"r{one}", tuple(f"p{one} {level}" for level in range(depth))) for one, depth in enumerate(shape)])
    return Statement(build, person=999_999_999, today=date(2001, 2, 3), **examples)


def _reach(members: Iterable[Member]) -> dict[str, str]:
    found = {}
    for one, (role, paths) in enumerate(members):
        found[f"role{one}"] = role
        found |= {f"path{one}_{level}": path for level, path in enumerate(paths)}
    return found


def forget_alive() -> None:
    """One has come into force: this process says so at once, the others within a minute."""
    cache.delete(ALIVE)
