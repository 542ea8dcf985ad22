from django.db import models


class VersionQuerySet(models.QuerySet):
    """What was scored with is never changed or taken away."""

    def update(self, **values):
        raise TypeError("A published version is never changed: publish another")

    def delete(self):
        raise TypeError("A published version is never deleted")
