"""What is missing before the panel may begin."""

from datetime import date

from lms.promotions.enums import ASSESSORS_NEEDED, AssessingProblem, Eligibility
from lms.promotions.models import PromotionRound, Recusal
from lms.promotions.queries.people import conflict_hints, unsettled
from lms.promotions.queries.sheets import scorers_by_application


def assessing_problems(round: PromotionRound, today: date) -> list[AssessingProblem]:
    """What is missing before the panel may begin."""
    standing = list(round.applications.standing().select_related("person"))
    eligible = [one for one in standing if one.eligibility == Eligibility.ELIGIBLE]
    recusals = list(Recusal.objects.filter(round=round))
    recused = {(one.member_id, one.application_id) for one in recusals if one.accepted}
    scorers = scorers_by_application(round, eligible)
    unchecked = any(one.eligibility in (Eligibility.PENDING, Eligibility.FIXABLE) for one in standing)
    found = {
        AssessingProblem.STILL_OPEN: round.closes_on >= today,
        AssessingProblem.UNCHECKED: unchecked,
        AssessingProblem.NOBODY: not eligible,
        AssessingProblem.RECUSAL_OPEN: any(one.accepted is None for one in recusals),
        AssessingProblem.CONFLICT: bool(unsettled(conflict_hints(round, eligible), recused)),
        AssessingProblem.FEW_ASSESSORS: any(len(members) < ASSESSORS_NEEDED for members in scorers.values()),
    }
    return [problem for problem, wrong in found.items() if wrong]
