from datetime import datetime

from django.db import models


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NotificationQuerySet":
        """One's own, and nobody else's."""
        return self.filter(person_id=user.pk) if user.is_authenticated else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def waiting(self, now: datetime) -> "NotificationQuerySet":
        """For the mail of a shift that has begun, and not seen on the screen meanwhile."""
        return self.unread().filter(mail_after__lte=now)
