"""Each proof of what was agreed: who, when, on which version. Of the people that the viewer looks after, the latest first."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from lms.criteria.enums import SEES_REGISTER
from lms.criteria.models import Guideline, GuidelineVersion, Proof, ProofAnswer
from lms.people.models import Unit, User


def proofs_seen(
    viewer,
    *,
    words: str = "",
    unit: Unit | None = None,
    guideline: Guideline | None = None,
    version: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[Proof]:
    """Each with `not_yet`, how often its person answered something else before. A proof stays, whatever version came later."""
    people = User.objects.visible_to(viewer, SEES_REGISTER).exclude(pk=viewer.pk)
    people = people.in_units([unit.path]) if unit else people
    people = people.named(words) if words else people
    rows = Proof.objects.filter(person__in=people.order_by().values("pk"))
    if guideline:
        rows = rows.filter(version__guideline=guideline)
    if version:
        rows = rows.filter(version__number=version)
    if first:
        rows = rows.filter(proved_at__gte=_begin(first))
    if last:
        rows = rows.filter(proved_at__lt=_begin(last + timedelta(days=1)))
    rows = rows.select_related("person", "version__guideline__unit").order_by("-proved_at", "-pk")
    return rows.annotate(not_yet=Coalesce(Subquery(_wrong()), 0))


def titles(viewer) -> list[tuple[str, str]]:
    """What has been proved by somebody the viewer looks after: code and last title, by title."""
    seen = Proof.objects.filter(person__in=User.objects.visible_to(viewer, SEES_REGISTER).order_by().values("pk"))
    rows = GuidelineVersion.objects.in_force().filter(guideline__in=seen.values("version__guideline")).select_related("guideline")
    return sorted(((one.guideline.code, one.title) for one in rows), key=lambda pair: pair[1].casefold())


def _wrong() -> QuerySet:
    same = ProofAnswer.objects.filter(person=OuterRef("person"), version=OuterRef("version"), right=False)
    return same.order_by().values("person").annotate(number=Count("pk")).values("number")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
