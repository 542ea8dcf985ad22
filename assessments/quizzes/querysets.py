from django.db import models

from assessments.quizzes.enums import AttemptState, QuestionState
from lms.people.enums import Role

SEES_RESULTS = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


class QuestionQuerySet(models.QuerySet):
    def live(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.LIVE, current_version__isnull=False)


class QuestionVersionQuerySet(models.QuerySet):
    """What was served is never changed or taken away."""

    def update(self, **values):
        raise TypeError("A version of a question is never changed: publish the question again")

    def delete(self):
        raise TypeError("A version of a question is never deleted")


class AttemptQuerySet(models.QuerySet):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.OPEN)

    def submitted(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.SUBMITTED)

    def visible_to(self, user) -> "AttemptQuerySet":
        """One's own, and the submitted ones of the people whose learning one may see: nobody reads over a shoulder."""
        from lms.people.models import User

        others = User.objects.visible_to(user, SEES_RESULTS)
        return self.filter(models.Q(person=user) | models.Q(person__in=others, state=AttemptState.SUBMITTED))
