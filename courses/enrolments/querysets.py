from django.db import models

from courses.enrolments.enums import EnrolmentState
from lms.people.enums import Role

SEES_LEARNING = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


class EnrolmentQuerySet(models.QuerySet):
    def active(self) -> "EnrolmentQuerySet":
        return self.filter(state=EnrolmentState.ACTIVE)

    def standing(self) -> "EnrolmentQuerySet":
        """Active or completed: what was cancelled is history."""
        return self.exclude(state=EnrolmentState.CANCELLED)

    def visible_to(self, user) -> "EnrolmentQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_LEARNING))


class LessonQuestionQuerySet(models.QuerySet):
    def waiting(self) -> "LessonQuestionQuerySet":
        return self.filter(answered_at__isnull=True)

    def visible_to(self, user) -> "LessonQuestionQuerySet":
        """One's own, and those of the people whose learning one may see."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_LEARNING))
