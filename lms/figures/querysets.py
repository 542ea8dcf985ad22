from django.db import models

from lms.people.enums import Role

IMPORTS = frozenset({Role.HR, Role.ADMINISTRATOR})
KEEPS_TOKENS = frozenset({Role.ADMINISTRATOR})


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ImportQuerySet":
        """A file holds figures of everybody in it: whoever imports sees the files, and nobody else."""
        if user.is_authenticated and (user.is_superuser or user.has_role(IMPORTS)):
            return self
        return self.none()


class TokenQuerySet(models.QuerySet):
    def standing(self) -> "TokenQuerySet":
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, user) -> "TokenQuerySet":
        """Administrators let systems in; nobody else sees which there are."""
        return self if user.is_authenticated and (user.is_superuser or user.has_role(KEEPS_TOKENS)) else self.none()
