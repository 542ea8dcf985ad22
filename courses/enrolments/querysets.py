from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from courses.enrolments.enums import EnrolmentState
from lms.language.folding import fold
from lms.people.enums import ENROLS_PEOPLE, Role

SEES_LEARNING = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
ANSWERS_QUESTIONS = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR})
KEEPS_CALENDAR = frozenset({Role.HR, Role.ADMINISTRATOR})
TEACHES = frozenset({Role.TRAINER, Role.ADMINISTRATOR})
UNIT_STEP = 4  # letters of a tree path for each level, as treebeard counts them


def _people_seen(user, roles):
    from lms.people.models import User

    return User.objects.visible_to(user, roles)


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CohortQuerySet":
        """Those one teaches or tutors, and those of the branches where one sees learning."""
        mine = Q(trainer=user.pk) | Q(tutor=user.pk)
        return self.filter(reduce(or_, (Q(unit__path__startswith=path) for path in user.branches(SEES_LEARNING)), mine))


class HolidayQuerySet(models.QuerySet):
    def managed_by(self, user) -> "HolidayQuerySet":
        """Those of the branches whose calendar one keeps."""
        nothing = Q(pk__in=[])
        return self.filter(reduce(or_, (Q(unit__path__startswith=path) for path in user.branches(KEEPS_CALENDAR)), nothing))

    def visible_to(self, user) -> "HolidayQuerySet":
        """Those one keeps, and those of the units above, which hold in one's branches too."""
        above = {path[:end] for path in user.branches(KEEPS_CALENDAR) for end in range(UNIT_STEP, len(path), UNIT_STEP)}
        return self.filter(Q(pk__in=self.managed_by(user).values("pk")) | Q(unit__path__in=above))


class EnrolmentQuerySet(models.QuerySet):
    def active(self) -> "EnrolmentQuerySet":
        return self.filter(state=EnrolmentState.ACTIVE)

    def standing(self) -> "EnrolmentQuerySet":
        """Active or completed: what was cancelled is history."""
        return self.exclude(state=EnrolmentState.CANCELLED)

    def overdue(self, today: date) -> "EnrolmentQuerySet":
        return self.active().filter(due_on__lt=today)

    def visible_to(self, user) -> "EnrolmentQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        return self.filter(person__in=_people_seen(user, SEES_LEARNING))

    def managed_by(self, user) -> "EnrolmentQuerySet":
        """Those of the people whom one may enrol."""
        return self.filter(person__in=_people_seen(user, ENROLS_PEOPLE)) if user.has_role(ENROLS_PEOPLE) else self.none()

    def taught_by(self, user) -> "EnrolmentQuerySet":
        """Those of the people whom one teaches. Nobody teaches themselves."""
        return self.filter(person__in=_people_seen(user, TEACHES)).exclude(person=user.pk) if user.has_role(TEACHES) else self.none()

    def searched(self, text: str) -> "EnrolmentQuerySet":
        """Every word is in the person's name, with its accents or without, or in their address."""
        for word in text.split():
            self = self.filter(_named(word) | Q(person__email__icontains=word))
        return self

    def by_surname(self) -> "EnrolmentQuerySet":
        return self.order_by("person__folded_last_name", "person__folded_first_name", "person_id", "-starts_on", "-pk")


class LessonQuestionQuerySet(models.QuerySet):
    def waiting(self) -> "LessonQuestionQuerySet":
        return self.filter(answered_at__isnull=True)

    def visible_to(self, user) -> "LessonQuestionQuerySet":
        """One's own, and those of the people whose learning one may see."""
        return self.filter(person__in=_people_seen(user, SEES_LEARNING))

    def answerable_by(self, user) -> "LessonQuestionQuerySet":
        """Those of the people whom one teaches or leads; never one's own."""
        if not user.has_role(ANSWERS_QUESTIONS):
            return self.none()
        return self.filter(person__in=_people_seen(user, ANSWERS_QUESTIONS)).exclude(person=user.pk)

    def of_cohorts_of(self, user) -> "LessonQuestionQuerySet":
        return self.filter(Q(enrolment__cohort__trainer=user.pk) | Q(enrolment__cohort__tutor=user.pk))

    def searched(self, text: str) -> "LessonQuestionQuerySet":
        for word in text.split():
            self = self.filter(Q(text__icontains=word) | Q(answer__icontains=word) | Q(step_title__icontains=word) | _named(word))
        return self


def _named(word: str) -> Q:
    plain = fold(word)
    return Q(person__folded_first_name__contains=plain) | Q(person__folded_last_name__contains=plain)
