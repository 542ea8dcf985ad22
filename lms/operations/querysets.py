from django.db import models

from lms.people.enums import Role

SEES_MEASUREMENTS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.QUALITY, Role.HR, Role.ADMINISTRATOR})
SEES_ABSENCES = frozenset({Role.HR, Role.ADMINISTRATOR})


class MeasurementQuerySet(models.QuerySet):
    def standing(self) -> "MeasurementQuerySet":
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user) -> "MeasurementQuerySet":
        """One's own; those of the people one leads; those of the units one leads."""
        from lms.people.models import Unit, User

        people = models.Q(person__in=User.objects.visible_to(user, SEES_MEASUREMENTS))
        return self.filter(people | models.Q(unit__in=Unit.objects.visible_to(user, SEES_MEASUREMENTS)))


class ProtectedAbsenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProtectedAbsenceQuerySet":
        """One's own, and HR's: nobody else sees when somebody was away."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_ABSENCES))
