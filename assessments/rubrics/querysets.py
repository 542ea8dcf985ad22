from django.db import models


class RubricQuerySet(models.QuerySet):
    def in_use(self) -> "RubricQuerySet":
        return self.filter(archived_at__isnull=True)

    def with_number(self) -> "RubricQuerySet":
        """Each with the `number` of its version in use, None before the first."""
        return self.annotate(number=models.Max("versions__number"))


class VersionQuerySet(models.QuerySet):
    """What was scored with is never changed or taken away."""

    def update(self, **values):
        raise TypeError("A published version is never changed: publish another")

    def delete(self):
        raise TypeError("A published version is never deleted")
