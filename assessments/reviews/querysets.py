from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from assessments.quizzes.enums import AttemptState, CorrectionKind, QuestionKind, QuestionState
from lms.people.enums import Role

# Whoever teaches or leads, or looks after quality. Not who decides about contracts: it is a picture to teach by.
SEES_RETENTION = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY})
# A person reads and marks what is written freely: that cannot be answered at once.
NOT_AT_ONCE = (QuestionKind.FREE,)


class ReviewCardQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReviewCardQuerySet":
        """One's own, and nobody else's, whoever one is."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def in_play(self) -> "ReviewCardQuerySet":
        """Whose question is live as it stands, can be scored at once and has not been voided. `key_kind` and `key` are the correction
        in force of its version, if there is one."""
        from assessments.quizzes.models import Correction

        latest = Correction.objects.filter(version=OuterRef("question__current_version")).order_by("-decided_at", "-pk")
        rows = self.filter(question__state=QuestionState.LIVE, question__current_version__isnull=False)
        rows = rows.exclude(question__kind__in=NOT_AT_ONCE)
        rows = rows.annotate(key_kind=Subquery(latest.values("kind")[:1]), key=Subquery(latest.values("content")[:1]))
        return rows.filter(Q(key_kind__isnull=True) | ~Q(key_kind=CorrectionKind.VOID))

    def askable(self) -> "ReviewCardQuerySet":
        """In play, and not being asked right now in a quiz of the same person: a card would tell the answer."""
        from assessments.quizzes.models import Response

        asked = Response.objects.filter(
            attempt__person=OuterRef("person"), attempt__state=AttemptState.OPEN, version__question=OuterRef("question")
        )
        return self.in_play().filter(~Exists(asked))

    def by_need(self) -> "ReviewCardQuerySet":
        """What has waited longest first, then what is held least firmly."""
        return self.order_by("due_on", "stability", "pk")


class ReviewLogQuerySet(models.QuerySet):
    """What was answered stays as it was."""

    def update(self, **values):
        raise TypeError("An answer to a card is never changed")

    def delete(self):
        raise TypeError("An answer to a card is never taken away")

    def visible_to(self, user) -> "ReviewLogQuerySet":
        """One's own, and nobody else's, whoever one is."""
        return self.filter(card__person=user) if user.is_authenticated else self.none()

    def sat(self, day: date) -> "ReviewLogQuerySet":
        """Answered in a sitting of a day."""
        return self.filter(source="card", day=day)


class ParametersQuerySet(models.QuerySet):
    def applied(self) -> "ParametersQuerySet":
        return self.filter(applied=True)
