from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from lms.criteria.enums import PUBLISHES, SIGNS, WRITES, GuidelineKind, GuidelineState

Member = tuple[str, tuple[str, ...]]  # a role, with the tree paths of its unit and of each one above


class GuidelineQuerySet(models.QuerySet):
    def live(self, on: date | None = None) -> "GuidelineQuerySet":
        """In force on a day (today unless told): published, not withdrawn, and its last day not gone by."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), state=GuidelineState.LIVE)

    def criteria(self) -> "GuidelineQuerySet":
        return self.filter(kind=GuidelineKind.CRITERION)

    def urgent_first(self) -> "GuidelineQuerySet":
        return self.order_by("-urgent", "code")

    def meant_for(self, user) -> "GuidelineQuerySet":
        """Those whose audience holds `user`: a role it names, in a unit it names or below it."""
        return self.meant_for_members(members_of(user))

    def meant_for_members(self, members: Iterable[Member]) -> "GuidelineQuerySet":
        from lms.criteria.models import Audience

        reach = [Q(unit__path__in=list(paths), role=role) for role, paths in members]
        return self.filter(pk__in=Audience.objects.filter(reduce(or_, reach, Q(pk__in=[]))).values("guideline"))

    def unproved_by(self, user) -> "GuidelineQuerySet":
        """Those whose last version that asks something `user` has not proved, in that version or a later one."""
        from lms.criteria.models import GuidelineVersion, Proof

        asking = GuidelineVersion.objects.asking().filter(guideline=OuterRef(OuterRef("pk"))).order_by("-number")
        proved = Proof.objects.filter(
            person=user, version__guideline=OuterRef("pk"), version__number__gte=Subquery(asking.values("number")[:1])
        )
        return self.exclude(Exists(proved))

    def signed_in_unit_of(self, user) -> "GuidelineQuerySet":
        """Criteria that `user` has a say in: a coordinator or supervisor of its unit or below it. A notice is signed by nobody."""
        reach = [Q(unit__path__in=_upwards(own.unit)) for own in user.current_memberships if own.role in SIGNS]
        return self.criteria().filter(reduce(or_, reach, Q(pk__in=[])))

    def writable_by(self, user) -> "GuidelineQuerySet":
        """A criterion belongs to whoever writes in its branch, above or below; a notice only to whoever does at its unit or above."""
        return self.filter(reduce(or_, (_written_in(user, kind, WRITES[kind]) for kind in GuidelineKind)))

    def publishable_by(self, user) -> "GuidelineQuerySet":
        return self.filter(reduce(or_, (_written_in(user, kind, PUBLISHES[kind]) for kind in GuidelineKind)))

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


def members_of(user) -> list[Member]:
    """What `user` is today, as audiences see it."""
    return [(own.role, tuple(_upwards(own.unit))) for own in user.current_memberships]


def _written_in(user, kind: str, roles) -> Q:
    if user.is_superuser:
        return Q(kind=kind)
    reach = [Q(unit__path__startswith=own.unit.path) for own in _held(user, roles)]
    if kind == GuidelineKind.CRITERION:
        reach += [Q(unit__path__in=_upwards(own.unit)) for own in _held(user, roles)]
    return Q(kind=kind) & reduce(or_, reach, Q(pk__in=[]))


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

    def asking(self) -> "VersionQuerySet":
        """Those that ask something of people: a question, or to be read."""
        return self.published().exclude(asks=[], minor=True)

    def running(self, on: date) -> "VersionQuerySet":
        """Of guidelines that are in force on a day."""
        from lms.criteria.models import Guideline

        return self.filter(guideline__in=Guideline.objects.live(on))

    def being_written(self) -> "VersionQuerySet":
        return self.filter(published_at__isnull=True)
