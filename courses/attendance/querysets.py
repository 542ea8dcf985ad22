from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q

from courses.attendance.enums import SessionState
from courses.enrolments.querysets import TEACHES


class ClassSessionQuerySet(models.QuerySet):
    def standing(self) -> "ClassSessionQuerySet":
        return self.exclude(state=SessionState.CANCELLED)

    def visible_to(self, user) -> "ClassSessionQuerySet":
        """Those of the cohorts that one sees."""
        return self.filter(cohort__in=apps.get_model("enrolments", "Cohort").objects.visible_to(user))

    def taught_by(self, user) -> "ClassSessionQuerySet":
        """Those of the cohorts whose register one keeps."""
        return self.filter(cohort__in=cohorts_taught_by(user))


class AttendanceQuerySet(models.QuerySet):
    def signed(self) -> "AttendanceQuerySet":
        return self.filter(session__state=SessionState.HELD)

    def of(self, user) -> "AttendanceQuerySet":
        return self.filter(enrolment__person=user)

    def kept_by(self, user) -> "AttendanceQuerySet":
        """What one may put right, answer and write as made up: those of one's own registers, and never one's own attendance."""
        return self.filter(session__cohort__in=cohorts_taught_by(user)).exclude(enrolment__person=user.pk)


def cohorts_taught_by(user):
    """The cohorts of the branches where one teaches, and those that name one as their trainer. None for who teaches nobody."""
    found = apps.get_model("enrolments", "Cohort").objects
    if not user.is_authenticated or not user.has_role(TEACHES):
        return found.none()
    return found.filter(reduce(or_, (Q(unit__path__startswith=path) for path in user.branches(TEACHES)), Q(trainer=user.pk)))


def enrolments_seen_by(user):
    """Those whose learning one sees, one's own, and everybody's in the cohorts whose register one keeps."""
    enrolments = apps.get_model("enrolments", "Enrolment").objects
    return enrolments.filter(Q(pk__in=enrolments.visible_to(user).values("pk")) | Q(cohort__in=cohorts_taught_by(user)))
