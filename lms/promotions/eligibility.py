"""The one seam to the ladder: what it knows of a person before a rung, and how somebody takes a post.

The ladder's answer is kept as it is, for the record. What the panel and the candidate read of it goes through `requirements_in`,
which takes the result of each requirement and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lms.careers.enums import SHAPES, Result
from lms.careers.models import Posting, Readiness, Rung
from lms.language.bilingual import pick
from lms.promotions.exceptions import CallRefused

# Say how long somebody has been here: known to whoever checks, not to the panel.
TELLS_WHO = ("time_in_rung", "time_in_company")


@dataclass(frozen=True)
class RequirementLine:
    """One requirement in words, and how it stood."""

    key: str
    words: str
    state: str
    note: str = ""

    @property
    def shape(self) -> str:
        return SHAPES[Result(self.state)]


def facts_of(person, rung: Rung, on: date | None = None) -> dict[str, Any]:
    """What the ladder knows of a person before a rung (now, or knew on a day): facts, versions of the rules, results. Plain JSON."""
    from lms.careers.queries.readiness import snapshot_of

    return snapshot_of(person, rung, on)


def version_in(content: str) -> str:
    """The version of the ladder that a snapshot names; empty when it names none."""
    import json

    facts = json.loads(content)
    return str(facts.get("version", "") or "")[:80] if isinstance(facts, dict) else ""


def take_post(*, person, rung: Rung, starts_on: date, reason: str, actor) -> Posting:
    """Somebody begins on a rung; what they held until then ends the day before. Without an actor the house does it, as was decided."""
    from lms.careers.actions import start_posting
    from lms.careers.exceptions import AboutOneself, StartsBeforeTheLast

    try:
        return start_posting(person=person, rung=rung, starts_on=starts_on, reason=reason, actor=actor)
    except StartsBeforeTheLast:
        raise CallRefused(_("They hold another rung since that day or later: choose a later day."))
    except AboutOneself:
        raise CallRefused(_("Nobody changes their own posting."))


def requirements_in(facts: Mapping[str, Any], *, blind: bool = False) -> list[RequirementLine]:
    """The requirements of frozen facts, in their order. `blind`: without those that say how long somebody has been here."""
    rows = [row for row in facts.get("results", ()) if not (blind and row.get("kind") in TELLS_WHO)]
    return [RequirementLine(row["key"], pick(row["words"]), row["result"], pick(row.get("note") or {})) for row in rows]


@dataclass(frozen=True)
class Standing:
    """How somebody stands before a rung now, as they see it themselves."""

    state: str
    met: int
    total: int


def standing_before(person, rung: Rung) -> Standing | None:
    """One's own readiness; None while the ladder has not computed any."""
    row = Readiness.objects.filter(person=person, rung=rung).first()
    return Standing(row.get_state_display(), row.met, row.total) if row else None
