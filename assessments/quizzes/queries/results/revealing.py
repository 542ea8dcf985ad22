"""When a person reads their answers and the reasons, by the rule of the quiz. Plain data in, plain data out."""

from dataclasses import dataclass
from datetime import datetime

from assessments.quizzes.enums import Reveal
from assessments.quizzes.standing import Standing


@dataclass(frozen=True)
class Hidden:
    """Why the questions are not shown yet, and from when they will be, where that is known."""

    rule: str
    shown_from: datetime | None = None


def hidden(reveal: str, *, own: bool, practice: bool, standing: Standing) -> Hidden | None:
    """None when the questions are shown: always in practice, and to whoever helps the person."""
    if practice or not own or reveal == Reveal.AT_ONCE:
        return None
    if reveal == Reveal.AFTER_LAST:
        no_more = standing.passed or standing.is_over or (standing.left == 0 and not standing.being_marked)
        return None if no_more else Hidden(Reveal.AFTER_LAST)
    if reveal == Reveal.AFTER_CLOSING:
        return None if standing.is_over else Hidden(Reveal.AFTER_CLOSING, standing.closes_at)
    return Hidden(Reveal.COMPETENCIES)
