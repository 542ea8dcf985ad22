from django.db import models

from lms.people.enums import Role
from lms.people.models import User

IMPORTS = frozenset({Role.HR, Role.ADMINISTRATOR})
KEEPS_TOKENS = frozenset({Role.ADMINISTRATOR})


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ImportQuerySet":
        """A file tells of everybody in it: whoever imports sees those of the people in their reach, and nobody else any."""
        if not user.is_authenticated or not (user.is_superuser or user.has_role(IMPORTS)):
            return self.none()
        return self if user.is_at_top(IMPORTS) else self.filter(made_by__in=User.objects.in_reach_of(user, IMPORTS))


class TokenQuerySet(models.QuerySet):
    def standing(self) -> "TokenQuerySet":
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, user) -> "TokenQuerySet":
        """Administrators let systems in; nobody else sees which there are."""
        return self if user.is_authenticated and (user.is_superuser or user.has_role(KEEPS_TOKENS)) else self.none()
