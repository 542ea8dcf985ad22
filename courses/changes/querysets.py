from django.db import models
from django.db.models import Count, Q

from courses.changes.enums import Kind, State, TaskState
from courses.enrolments.enums import EnrolmentState
from courses.enrolments.querysets import SEES_LEARNING


def _people_seen(user):
    from lms.people.models import User

    return User.objects.visible_to(user, SEES_LEARNING)


class ChangeQuerySet(models.QuerySet):
    def waiting(self) -> "ChangeQuerySet":
        return self.filter(state=State.WAITING)

    def live(self) -> "ChangeQuerySet":
        return self.filter(state=State.LIVE)

    def unsaid(self) -> "ChangeQuerySet":
        """Published without saying what changed."""
        return self.live().filter(said_at__isnull=True)

    def announced(self) -> "ChangeQuerySet":
        """What went live and somebody said something of."""
        return self.filter(said_at__isnull=False, live_at__isnull=False)

    def asking(self) -> "ChangeQuerySet":
        return self.live().exclude(kind=Kind.MINOR)


class QuestionChangeQuerySet(models.QuerySet):
    def unsaid(self) -> "QuestionChangeQuerySet":
        """Published without saying what it asks."""
        return self.filter(said_at__isnull=True)


class TaskQuerySet(models.QuerySet):
    def open(self) -> "TaskQuerySet":
        return self.filter(state=TaskState.OPEN)

    def standing(self) -> "TaskQuerySet":
        """Open or read: what was taken back or overtaken is history."""
        return self.filter(state__in=[TaskState.OPEN, TaskState.DONE])

    def visible_to(self, user) -> "TaskQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        return self.filter(person__in=_people_seen(user))

    def counts(self) -> dict[int, tuple[int, int]]:
        """By change: how many have read it, and of how many."""
        done = Count("pk", filter=Q(state=TaskState.DONE))
        rows = self.standing().values_list("change").annotate(done=done, number=Count("pk")).order_by()
        return {change: (read, number) for change, read, number in rows}


class ProvingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProvingQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        return self.filter(person__in=_people_seen(user))

    def open(self) -> "ProvingQuerySet":
        return self.filter(enrolment__state=EnrolmentState.ACTIVE)

    def counts(self) -> dict[int, tuple[int, int]]:
        """By change: how many have proved it again, and of how many."""
        done = Count("pk", filter=Q(enrolment__state=EnrolmentState.COMPLETED))
        rows = self.exclude(enrolment__state=EnrolmentState.CANCELLED).values_list("change")
        return {change: (proved, number) for change, proved, number in rows.annotate(done=done, number=Count("pk")).order_by()}
