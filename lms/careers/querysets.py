from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lms.people.enums import Role

SEES_POSTINGS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
SEES_READINESS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
EDITS_LADDERS = frozenset({Role.HR, Role.ADMINISTRATOR})
# Who signs a gate or takes a licence down: whoever trains or leads somebody, and HR.
ENTERS_FOR_HR = frozenset({Role.HR, Role.ADMINISTRATOR})
LICENSES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
READS_LADDERS = EDITS_LADDERS | {Role.WORKS_COUNCIL}


class PostingQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> "PostingQuerySet":
        """Those in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def visible_to(self, user) -> "PostingQuerySet":
        """One's own, and those of the people one leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_POSTINGS))

    def standing(self) -> "PostingQuerySet":
        """Without those that were wrong."""
        return self.filter(withdrawn_at__isnull=True)


class PostingsThatStand(models.Manager.from_queryset(PostingQuerySet)):
    def get_queryset(self) -> PostingQuerySet:
        return super().get_queryset().standing()


class RungsInUse(models.Manager):
    """Those on a ladder now: neither of a draft alone, nor left out since."""

    def get_queryset(self):
        return super().get_queryset().filter(in_use=True)


class LadderVersionQuerySet(models.QuerySet):
    def drafts(self) -> "LadderVersionQuerySet":
        return self.filter(status="draft")

    def in_force(self) -> "LadderVersionQuerySet":
        return self.filter(status="live")

    def visible_to(self, user) -> "LadderVersionQuerySet":
        """All for whoever edits ladders; what was published for the works council."""
        if user.is_superuser or user.has_role(EDITS_LADDERS):
            return self.all()
        return self.exclude(status="draft") if user.has_role(READS_LADDERS) else self.none()


class LicenceKindQuerySet(models.QuerySet):
    def in_use(self) -> "LicenceKindQuerySet":
        return self.filter(archived_at__isnull=True)


class LicenceQuerySet(models.QuerySet):
    def with_document_for(self, user) -> "LicenceQuerySet":
        """Whose document `user` may open: their own, and that of those whose licence of the kind they could write down."""
        from lms.careers.models import LicenceKind
        from lms.people.models import User

        held_back = LicenceKind.objects.filter(entered_by="hr").values("code")
        by_hr = Q(person__in=User.objects.visible_to(user, ENTERS_FOR_HR))
        by_leaders = Q(person__in=User.objects.visible_to(user, LICENSES)) & ~Q(code__in=held_back)
        return self.exclude(document="").filter(Q(person=user) | by_hr | by_leaders)

    def visible_to(self, user) -> "LicenceQuerySet":
        """One's own, and those of the people one trains, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_READINESS | LICENSES))


class ReadinessQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReadinessQuerySet":
        """One's own, and those of the people one leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_READINESS))
