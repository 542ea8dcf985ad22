from django.db import models

from lms.people.enums import Role

IMPORTS = frozenset({Role.HR, Role.ADMINISTRATOR})


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ImportQuerySet":
        """A file holds figures of everybody in it: whoever imports sees the files, and nobody else."""
        if user.is_authenticated and (user.is_superuser or user.has_role(IMPORTS)):
            return self
        return self.none()
