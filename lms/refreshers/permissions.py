"""Who keeps the rules, who reads them, who decides on a proposal. Each has its list form in `querysets.py`."""

from lms.refreshers.querysets import DECIDES, KEEPS_RULES, READS_RULES


def can_read_rules(user) -> bool:
    return user.is_authenticated and user.has_role(READS_RULES)


def can_keep_rules(user) -> bool:
    return user.is_authenticated and user.has_role(KEEPS_RULES)


def can_see_team(user) -> bool:
    """Whoever decides on refreshers of others: who leads, teaches or administers them."""
    return user.is_authenticated and user.has_role(DECIDES)
