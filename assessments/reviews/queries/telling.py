"""Whether somebody may read the answers of a quiz that they took: before that, a card would tell them."""

from datetime import datetime

from assessments.quizzes.enums import Reveal
from assessments.quizzes.models import Attempt
from assessments.quizzes.queries.results.revealing import hidden
from assessments.quizzes.queries.standing import rules_of, standing_of


def may_be_told(attempt: Attempt, now: datetime) -> bool:
    rule = attempt.rules.get("reveal", Reveal.AT_ONCE)
    if attempt.practice or rule == Reveal.AT_ONCE:
        return True
    standing = standing_of(attempt.enrolment_id, attempt.step_key, rules_of(attempt.quiz_id), now)
    return hidden(rule, own=True, practice=False, standing=standing) is None
