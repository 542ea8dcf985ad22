from datetime import date

from django.db import models
from django.db.models import Q

from lms.certificates.querysets import SEES_CERTIFICATES
from lms.renewals.enums import HOLDS, OVER, RUNNING, PeriodState


class PeriodQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PeriodQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_CERTIFICATES))

    def running(self) -> "PeriodQuerySet":
        """Given, and not yet earned."""
        return self.filter(state__in=RUNNING)

    def standing(self) -> "PeriodQuerySet":
        return self.exclude(state__in=OVER)

    def current(self) -> "PeriodQuerySet":
        """What holds or did last, and what is under way for the first time: one row a person and certification."""
        return self.standing().exclude(state__in=RUNNING, path="renewal")

    def earned(self) -> "PeriodQuerySet":
        return self.filter(certified_on__isnull=False)

    def moving(self, day: date) -> "PeriodQuerySet":
        """Earned ones whose state the calendar changes by `day`."""
        waits = Q(state=PeriodState.CERTIFIED, opens_on__lte=day) | Q(state=PeriodState.WINDOW_OPEN, due_from__lte=day)
        ends = Q(state__in=HOLDS, valid_until__lt=day) | Q(state=PeriodState.GRACE, grace_until__lt=day)
        return self.filter(waits | ends)

    def matching(self, text: str) -> "PeriodQuerySet":
        """By the person's name or e-mail, each word of it."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word) | Q(person__email__icontains=word)
            )
        return found
