from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from lms.criteria.enums import SIGNS, WRITES, GuidelineState


class GuidelineQuerySet(models.QuerySet):
    def live(self) -> "GuidelineQuerySet":
        return self.filter(state=GuidelineState.LIVE)

    def meant_for(self, user) -> "GuidelineQuerySet":
        """Those whose audience holds `user`: a role it names, in its unit or below it."""
        from lms.criteria.models import Audience

        reach = [Q(guideline__unit__path__in=_upwards(own.unit), role=own.role) for own in user.current_memberships]
        return self.filter(pk__in=Audience.objects.filter(reduce(or_, reach, Q(pk__in=[]))).values("guideline"))

    def unproved_by(self, user) -> "GuidelineQuerySet":
        """Those whose last version that asks something `user` has not proved, in that version or a later one."""
        from lms.criteria.models import GuidelineVersion, Proof

        asking = GuidelineVersion.objects.published().exclude(asks=[]).filter(guideline=OuterRef(OuterRef("pk"))).order_by("-number")
        proved = Proof.objects.filter(
            person=user, version__guideline=OuterRef("pk"), version__number__gte=Subquery(asking.values("number")[:1])
        )
        return self.exclude(Exists(proved))

    def signed_in_unit_of(self, user) -> "GuidelineQuerySet":
        """Those that `user` has a say in: a coordinator or supervisor of its unit or below it."""
        reach = [Q(unit__path__in=_upwards(own.unit)) for own in user.current_memberships if own.role in SIGNS]
        return self.filter(reduce(or_, reach, Q(pk__in=[])))

    def writable_by(self, user) -> "GuidelineQuerySet":
        return self._around(user, WRITES)

    def visible_to(self, user) -> "GuidelineQuerySet":
        """What is or was in force, for its audience; also drafts, for who writes or signs them."""
        if not user.is_authenticated:
            return self.none()
        public = self.exclude(state=GuidelineState.DRAFT)
        return self.filter(
            Q(pk__in=public.meant_for(user).values("pk"))
            | Q(pk__in=self.signed_in_unit_of(user).values("pk"))
            | Q(pk__in=self.writable_by(user).values("pk"))
        )

    def _around(self, user, roles) -> "GuidelineQuerySet":
        if user.is_superuser:
            return self.all()
        reach = [Q(unit__path__in=_upwards(own.unit)) | Q(unit__path__startswith=own.unit.path) for own in _held(user, roles)]
        return self.filter(reduce(or_, reach, Q(pk__in=[])))


def _held(user, roles) -> list:
    return [own for own in user.current_memberships if own.role in roles]


def _upwards(unit) -> list[str]:
    """The tree path of a unit and of each one above it."""
    return [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]


class VersionQuerySet(models.QuerySet):
    def published(self) -> "VersionQuerySet":
        return self.filter(published_at__isnull=False)

    def in_force(self) -> "VersionQuerySet":
        return self.published().filter(replaced_at__isnull=True)

    def being_written(self) -> "VersionQuerySet":
        return self.filter(published_at__isnull=True)
