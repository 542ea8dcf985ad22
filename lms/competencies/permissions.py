"""Who reads what is proved of somebody, who adds to it, and who judges a question. Each has its list form in `querysets.py`."""

from lms.competencies.querysets import ACCREDITS, JUDGES, OBSERVES, READS_RULES, SEES_EVIDENCE, WRITES_RULES


def can_see_record(user, person) -> bool:
    return _within(user, person, SEES_EVIDENCE)


def can_observe(user, person) -> bool:
    """Who may write down what they saw this person do: whoever trains or leads them, and never oneself."""
    return user.pk != person.pk and _within(user, person, OBSERVES)


def can_accredit(user, person) -> bool:
    """Who may add prior learning or the finding of an assessment centre."""
    return user.pk != person.pk and _within(user, person, ACCREDITS)


def can_void(user, evidence) -> bool:
    return user.pk != evidence.person_id and _within(user, evidence.person, JUDGES)


def can_see_teams(user) -> bool:
    """Whether there is anybody's competencies to see but one's own."""
    return user.is_authenticated and (user.is_superuser or user.has_role(SEES_EVIDENCE))


def can_judge(user) -> bool:
    return user.is_authenticated and (user.is_superuser or user.has_role(JUDGES))


def can_read_rules(user) -> bool:
    return user.is_authenticated and user.has_role(READS_RULES)


def can_write_rules(user) -> bool:
    """Who says what it takes to prove a level: HR and administrators."""
    return user.is_authenticated and user.has_role(WRITES_RULES)


def _within(user, person, roles) -> bool:
    from lms.people.models import User

    return User.objects.visible_to(user, roles).filter(pk=person.pk).exists()
