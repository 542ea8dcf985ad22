from datetime import datetime

from django.db import models


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ExportQuerySet":
        """One's own: an export holds what its asker may see, and nobody else's eyes are asked about."""
        return self.filter(asked_by=user)

    def older_than(self, moment: datetime) -> "ExportQuerySet":
        return self.filter(asked_at__lt=moment)
