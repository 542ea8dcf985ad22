"""What we agreed asks of somebody today, for the first screen."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import ngettext

from lms.criteria.models import Guideline
from lms.language.bilingual import pick

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
    if not cache.get_or_set(ALIVE, lambda: Guideline.objects.live().exists(), KEPT_SECONDS):
        return None
    waiting = Guideline.objects.live().meant_for(person).unproved_by(person).urgent_first()
    now = waiting.filter(versions__published_at__isnull=False, versions__replaced_at__isnull=True)
    rows = list(now.values_list("code", "urgent", "versions__title_es", "versions__title_en"))
    if not rows:
        return None
    code, urgent, spanish, english = rows[0]
    return ToProve(len(rows), code, urgent, pick({"es": spanish, "en": english}))


def forget_alive() -> None:
    """One has come into force: this process says so at once, the others within a minute."""
    cache.delete(ALIVE)
