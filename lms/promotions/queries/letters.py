"""What a letter and a development plan say, ready to be drawn: from rows that do not change."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lms.promotions.eligibility import RequirementLine, requirements_in
from lms.promotions.enums import Outcome
from lms.promotions.models import Appeal, Decision
from lms.promotions.queries.arithmetic import Arithmetic, arithmetic_of, counting_scores


@dataclass(frozen=True)
class LetterSheet:
    language: str
    issuer: str
    call: str
    code: str
    holder: str
    outcome: str
    opening: str
    reason: str
    feedback: tuple[str, ...]
    plan: tuple[str, ...]
    requirements: tuple[RequirementLine, ...]
    arithmetic: Arithmetic
    decided_by: str
    decided_on: str
    review_until: str  # empty where the decision answers a review: there is one review of an application
    replaces: str  # the day of the decision that this one takes the place of, after a review
    contact: str
    created_at: datetime

    @property
    def has_scores(self) -> bool:
        return any(line.scores for line in self.arithmetic.lines)


def letter_sheet(decision: Decision, language: str | None = None) -> LetterSheet:
    """In the candidate's language unless told."""
    application = decision.application
    round, review = application.round, Appeal.objects.filter(decision=decision).exists()
    language = language or application.person.language
    with translation.override(language):
        return LetterSheet(
            language=language,
            issuer=round.unit.get_root().name,
            call=round.title,
            code=application.code,
            holder=str(application.person),
            outcome=decision.get_outcome_display(),
            opening=_opening(decision),
            reason=decision.reason,
            feedback=_lines(decision.feedback),
            plan=_lines(decision.plan),
            requirements=_to_do(application),
            arithmetic=arithmetic_of(application, counting_scores(application)),
            decided_by=str(decision.decided_by),
            decided_on=day_in_words(timezone.localdate(decision.decided_at)),
            review_until="" if review else day_in_words(round.appeals_end_on),
            replaces=_day_before(decision) if review else "",
            contact=str(round.adjustments_contact or ""),
            created_at=decision.decided_at,
        )


def day_in_words(day: date) -> str:
    """23 de diciembre de 2026; 23 December 2026."""
    return date_format(day, pgettext("date format", "j F Y"))


def _day_before(decision: Decision) -> str:
    """The day of the decision before this one."""
    earlier = decision.application.decisions.filter(number__lt=decision.number).last()
    return day_in_words(timezone.localdate(earlier.decided_at)) if earlier else ""


def _opening(decision: Decision) -> str:
    posts = {"rung": decision.application.round.target_rung.name}
    return {
        Outcome.SELECTED: _("You have been selected: the post of %(rung)s is yours.") % posts,
        Outcome.RESERVE: _("You are in reserve: if a post of %(rung)s comes free, you are asked first.") % posts,
        Outcome.NOT_SELECTED: _(
            "This time the post of %(rung)s goes to somebody else. Not yet is not no: here is why, and what comes next."
        )
        % posts,
        Outcome.NOT_ELIGIBLE: _("You do not meet every requirement of %(rung)s yet. Here is which, and what would change it.") % posts,
    }[Outcome(decision.outcome)]


def _to_do(application) -> tuple[RequirementLine, ...]:
    snapshot = application.snapshots.last()
    return tuple(line for line in requirements_in(snapshot.facts) if line.state != "met") if snapshot else ()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t"))
