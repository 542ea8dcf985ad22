"""Writing a guideline and its next version. Whatever is written anew has to be signed anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.criteria.enums import GuidelineKind, GuidelineState
from lms.criteria.exceptions import EditedMeanwhile, GuidelineRefused
from lms.criteria.models import Audience, Guideline, GuidelineVersion
from lms.criteria.permissions import can_write, can_write_in
from lms.criteria.queries.reach import units_of


@transaction.atomic
def draft(
    *,
    code: str,
    unit,
    roles: Sequence[str],
    texts: Mapping[str, Any],
    actor,
    kind: str = GuidelineKind.CRITERION,
    now: datetime | None = None,
) -> GuidelineVersion:
    """The first version of a guideline, being written. Safe to call twice: the code says which guideline it is."""
    if not can_write_in(actor, unit, kind):
        raise PermissionDenied
    guideline, created = Guideline.objects.get_or_create(code=code, defaults={"unit": unit, "kind": kind})
    if not created and (guideline.unit_id != unit.pk or guideline.kind != kind):
        raise GuidelineRefused(_("Another guideline has this code."))
    return revise(guideline=guideline, texts={"roles": list(roles), **texts}, actor=actor, now=now)


@transaction.atomic
def revise(
    *, guideline: Guideline, texts: Mapping[str, Any], actor, seen: str | None = None, now: datetime | None = None
) -> GuidelineVersion:
    """Writes the version that comes next. The one in force stays as it is, and in force, until the next is published.

    `seen` is the mark (`mark_of`) of what the author began from: `EditedMeanwhile` when somebody has written since, and nothing is kept.
    """
    guideline = Guideline.objects.select_for_update().select_related("unit").get(pk=guideline.pk)
    if not can_write(actor, guideline):
        raise PermissionDenied
    if guideline.state == GuidelineState.WITHDRAWN:
        raise GuidelineRefused(_("This guideline has been withdrawn."))
    version = guideline.versions.being_written().first() or _next(guideline, actor)
    if version.pk and all(getattr(version, name) == value for name, value in texts.items()):
        return version
    _nobody_wrote_since(guideline, seen)
    for name, value in texts.items():
        setattr(version, name, value)
    version.edited_at, version.edited_by, version.asked_at = now or timezone.now(), actor, None
    version.save()
    version.signatures.all().delete()
    if guideline.state == GuidelineState.DRAFT:
        settle_audience(guideline, version)
    log(instance=guideline, action="criteria.write", user=actor, data={"version": version.number})
    return version


def mark_of(guideline: Guideline) -> str:
    """What changes with each writing and each publication of a guideline."""
    version = guideline.versions.select_related("edited_by").last()
    return f"{version.number}·{version.edited_at.isoformat()}" if version else ""


def settle_audience(guideline: Guideline, version: GuidelineVersion) -> None:
    """Makes the rows by which readers are found say what a version says."""
    wanted = {(unit.pk, role) for unit in units_of(version) for role in version.roles}
    there = {(row.unit_id, row.role): row.pk for row in guideline.audience.all()}
    guideline.audience.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    Audience.objects.bulk_create(Audience(guideline=guideline, unit_id=unit, role=role) for unit, role in sorted(wanted - set(there)))


def _next(guideline: Guideline, actor) -> GuidelineVersion:
    """A new version, that goes on where the last one stands."""
    last = guideline.versions.last()
    if last is None:
        return GuidelineVersion(guideline=guideline, number=1, written_by=actor)
    kept = ("roles", "units", "about", "due_hours", "sources", "questions")
    return GuidelineVersion(guideline=guideline, number=last.number + 1, written_by=actor, **{name: getattr(last, name) for name in kept})


def _nobody_wrote_since(guideline: Guideline, seen: str | None) -> None:
    if seen is None or seen == mark_of(guideline):
        return
    last = guideline.versions.select_related("edited_by").last()
    raise EditedMeanwhile(last)
