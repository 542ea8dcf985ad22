from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from lms.certificates.codes import normalise
from lms.certificates.enums import CertificateState
from lms.certificates.permissions import can_issue
from lms.certificates.validity import EXPIRING_DAYS
from lms.people.enums import ISSUES_CERTIFICATES, Role

SEES_CERTIFICATES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CertificateQuerySet":
        """One's own, and those of the people in the branches where one teaches, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_CERTIFICATES))

    def manageable_by(self, user) -> "CertificateQuerySet":
        """Those of the people in the branches where one issues certificates."""
        from lms.people.models import User

        if not can_issue(user):
            return self.none()
        return self.filter(person__in=User.objects.visible_to(user, ISSUES_CERTIFICATES))

    def standing(self) -> "CertificateQuerySet":
        return self.filter(revoked_at__isnull=True)

    def in_state(self, state: str, day: date) -> "CertificateQuerySet":
        """The list form of `Certificate.state_on`."""
        if state == CertificateState.REVOKED:
            return self.filter(revoked_at__isnull=False)
        warned = day + timedelta(days=EXPIRING_DAYS)
        return self.standing().filter(
            {
                CertificateState.VALID: Q(valid_until__isnull=True) | Q(valid_until__gte=warned),
                CertificateState.EXPIRING: Q(valid_until__gte=day, valid_until__lt=warned),
                CertificateState.EXPIRED: Q(valid_until__lt=day),
            }[CertificateState(state)]
        )

    def matching(self, text: str) -> "CertificateQuerySet":
        """By the holder's name or e-mail (each word of it), the serial or the code."""
        found = self
        for word in text.split():
            person = Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word) | Q(person__email__icontains=word)
            found = found.filter(person | Q(serial__icontains=word) | Q(code=normalise(text) or None))
        return found
