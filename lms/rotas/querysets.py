from django.db import models

from lms.people.enums import Role

IMPORTS = frozenset({Role.HR, Role.ADMINISTRATOR})


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ImportQuerySet":
        """A file says when everybody in it works: whoever imports sees the files, and nobody else."""
        return self if user.is_authenticated and (user.is_superuser or user.has_role(IMPORTS)) else self.none()
