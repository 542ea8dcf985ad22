"""What we agreed asks of somebody today, for the first screen."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import ngettext

from lms.criteria.models import Guideline

ALIVE, KEPT_SECONDS = "criteria.alive", 60


@dataclass(frozen=True)
class ToProve:
    """How many criteria wait, and the code of the first."""

    number: int
    code: str

    @property
    def words(self) -> str:
        return ngettext("%(number)d criterion to prove", "%(number)d criteria to prove", self.number) % {"number": self.number}


def criteria_to_prove(person) -> ToProve | None:
    """What is still to prove; None when nothing is. One query, and none while nothing is in force in the house."""
    if not cache.get_or_set(ALIVE, lambda: Guideline.objects.live().exists(), KEPT_SECONDS):
        return None
    codes = list(Guideline.objects.live().meant_for(person).unproved_by(person).values_list("code", flat=True))
    return ToProve(len(codes), codes[0]) if codes else None


def forget_alive() -> None:
    """One has come into force: this process says so at once, the others within a minute."""
    cache.delete(ALIVE)
