from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lms.people.enums import Role

SEES_POSTINGS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
SEES_READINESS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


class PostingQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "PostingQuerySet":
        """Those in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def visible_to(self, user) -> "PostingQuerySet":
        """One's own, and those of the people one leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_POSTINGS))


class ReadinessQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReadinessQuerySet":
        """One's own, and those of the people one leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_READINESS))
