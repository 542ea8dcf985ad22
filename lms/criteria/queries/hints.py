"""What we agreed asks of somebody today, for the first screen."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from lms.criteria.queries.proving import to_prove


@dataclass(frozen=True)
class Hint:
    title: str
    text: str
    url: str
    until: date | None = None


def hints_for(person) -> list[Hint]:
    """One line for all that is still to prove; none when nothing is."""
    lines = to_prove(person)
    if not lines:
        return []
    words = ngettext("%(number)d criterion to prove", "%(number)d criteria to prove", len(lines)) % {"number": len(lines)}
    return [Hint(words, lines[0].version.title, reverse("criteria:read", args=[lines[0].guideline.code]))]
