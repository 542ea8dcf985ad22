from django.db import models

from assessments.roleplays.enums import PerformanceState
from lms.people.enums import Role

SEES_PERFORMANCES = frozenset({Role.TRAINER, Role.ASSESSOR, Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY})


class PerformanceQuerySet(models.QuerySet):
    def open(self) -> "PerformanceQuerySet":
        return self.filter(state=PerformanceState.OPEN)

    def finished(self) -> "PerformanceQuerySet":
        return self.filter(state=PerformanceState.FINISHED)

    def visible_to(self, user) -> "PerformanceQuerySet":
        """One's own, and the assessed ones of the people one works for. Practice is nobody else's, whatever their role."""
        from django.contrib.auth import get_user_model

        if not user.is_authenticated:
            return self.none()
        own = models.Q(person=user)
        if not user.has_role(SEES_PERFORMANCES):
            return self.filter(own)
        people = get_user_model().objects.visible_to(user, SEES_PERFORMANCES)
        return self.filter(own | models.Q(practice=False, person__in=people))
