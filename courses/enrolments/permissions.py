"""What a person may do with the learning of others. Where it is done is a queryset: `visible_to`, `managed_by`, `taught_by`."""

from django.core.exceptions import PermissionDenied

from courses.enrolments.querysets import ANSWERS_QUESTIONS, KEEPS_CALENDAR, SEES_LEARNING, TEACHES


def require(allowed: bool) -> None:
    """Raises PermissionDenied unless `allowed`: the first line of a view that is not for everybody."""
    if not allowed:
        raise PermissionDenied


def can_see_learning(user) -> bool:
    return user.is_authenticated and user.has_role(SEES_LEARNING)


def can_answer_questions(user) -> bool:
    return user.is_authenticated and user.has_role(ANSWERS_QUESTIONS)


def can_teach(user) -> bool:
    return user.is_authenticated and user.has_role(TEACHES)


def can_keep_calendar(user) -> bool:
    return user.is_authenticated and user.has_role(KEEPS_CALENDAR)


def can_manage_enrolment(user, enrolment) -> bool:
    """Whether this person may cancel it: the object form of `Enrolment.objects.managed_by(user)`."""
    return type(enrolment).objects.managed_by(user).filter(pk=enrolment.pk).exists()


def can_tick_for(user, enrolment) -> bool:
    """Whether this person may tick steps there: the object form of `Enrolment.objects.taught_by(user)`."""
    return type(enrolment).objects.taught_by(user).filter(pk=enrolment.pk).exists()
