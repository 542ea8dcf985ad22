from datetime import date, datetime

from django.db import models
from django.utils.text import slugify

from assessments.quizzes.enums import AttemptState, QuestionState
from lms.people.enums import Role

SEES_RESULTS = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
GRANTS_TIME = frozenset({Role.HR})


class QuestionQuerySet(models.QuerySet):
    def live(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.LIVE, current_version__isnull=False)

    def that_fit(
        self, *, tag: str = "", competency_id: int | None = None, level: int | None = None, difficulty: int | None = None
    ) -> "QuestionQuerySet":
        """Those that a section with these wishes can take; an empty wish takes any."""
        rows = self.filter(tags__slug=slugify(tag)) if tag else self
        wishes = {"competency_id": competency_id, "level": level, "difficulty": difficulty}
        return rows.filter(**{name: value for name, value in wishes.items() if value})

    def like(self, question) -> "QuestionQuerySet":
        """The other questions that ask the same in the same words."""
        return self.filter(fingerprint=question.fingerprint).exclude(fingerprint="").exclude(pk=question.pk)


class QuestionVersionQuerySet(models.QuerySet):
    """What was served is never changed or taken away."""

    def update(self, **values):
        raise TypeError("A version of a question is never changed: publish the question again")

    def delete(self):
        raise TypeError("A version of a question is never deleted")


class QuestionMediaQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QuestionMediaQuerySet":
        """Authors see every picture; others those of the questions they have been asked."""
        from lms.people.permissions import can_author

        if not user.is_authenticated:
            return self.none()
        if can_author(user):
            return self
        return self.filter(questions__versions__responses__attempt__person=user).distinct()


class AttemptQuerySet(models.QuerySet):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.OPEN)

    def handed_in(self) -> "AttemptQuerySet":
        """Ended, whether or not somebody is still marking them."""
        return self.exclude(state=AttemptState.OPEN)

    def submitted(self) -> "AttemptQuerySet":
        """Ended and scored in full."""
        return self.filter(state=AttemptState.SUBMITTED)

    def assessed(self) -> "AttemptQuerySet":
        return self.filter(practice=False)

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        """Open, and their time has run out."""
        return self.open().filter(deadline_at__lte=now)

    def visible_to(self, user) -> "AttemptQuerySet":
        """One's own, and what the people whose learning one may see have handed in: nobody reads over a shoulder, nor practice."""
        from lms.people.models import User

        others = User.objects.visible_to(user, SEES_RESULTS)
        handed_in = models.Q(person__in=others, practice=False) & ~models.Q(state=AttemptState.OPEN)
        return self.filter(models.Q(person=user) | handed_in)


class TimeAdjustmentQuerySet(models.QuerySet):
    def in_force(self, day: date) -> "TimeAdjustmentQuerySet":
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, user) -> "TimeAdjustmentQuerySet":
        """One's own, and HR's: not for whoever teaches, leads or assesses."""
        from lms.people.models import User

        return self.filter(models.Q(person=user) | models.Q(person__in=User.objects.visible_to(user, GRANTS_TIME)))
