from django.db import models

from lms.people.enums import Role

SEES_CERTIFICATES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CertificateQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_CERTIFICATES))
