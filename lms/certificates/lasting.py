"""Until when a new certificate holds. Whoever keeps other rules than months from the day of issue says so here, at start."""

from collections.abc import Callable
from datetime import date

from lms.certificates.models import Certification
from lms.certificates.validity import valid_until

# The last day (None for ever) in a list of one; an empty list where this rule has nothing to say.
Rule = Callable[[Certification, object, date], list[date | None]]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    if rule not in _rules:
        _rules.append(rule)


def lasts_until(certification: Certification, person, issued_on: date) -> date | None:
    """The last day of validity of what is issued to `person` on a day; None for ever."""
    for rule in _rules:
        for day in rule(certification, person, issued_on):
            return day
    return valid_until(issued_on, certification.validity_months)
