"""Writing a guideline and its next version. Whatever is written anew has to be signed anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lms.criteria.enums import WRITES, GuidelineState
from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.models import Audience, Guideline, GuidelineVersion
from lms.criteria.permissions import can_write


@transaction.atomic
def draft(*, code: str, unit, roles: Sequence[str], texts: Mapping[str, Any], actor) -> GuidelineVersion:
    """The first version of a guideline, being written. Safe to call twice: the code says which guideline it is."""
    if not actor.is_superuser and not any(unit.path.startswith(path) for path in actor.branches(WRITES)):
        raise PermissionDenied
    guideline, created = Guideline.objects.get_or_create(code=code, defaults={"unit": unit})
    if not created and guideline.unit_id != unit.pk:
        raise GuidelineRefused(_("Another guideline has this code."))
    if guideline.state != GuidelineState.DRAFT:
        return revise(guideline=guideline, texts=texts, actor=actor)
    guideline.audience.exclude(role__in=roles).delete()
    for role in roles:
        Audience.objects.get_or_create(guideline=guideline, role=role)
    return revise(guideline=guideline, texts=texts, actor=actor)


@transaction.atomic
def revise(*, guideline: Guideline, texts: Mapping[str, Any], actor) -> GuidelineVersion:
    """Writes the version that comes next. The one in force stays as it is, and in force, until the next is published."""
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    if not can_write(actor, guideline):
        raise PermissionDenied
    if guideline.state == GuidelineState.WITHDRAWN:
        raise GuidelineRefused(_("This guideline has been withdrawn."))
    version = guideline.versions.being_written().first()
    if version is None:
        last = guideline.versions.last()
        version = GuidelineVersion(guideline=guideline, number=last.number + 1 if last else 1, written_by=actor)
    if version.pk and all(getattr(version, name) == value for name, value in texts.items()):
        return version
    for name, value in texts.items():
        setattr(version, name, value)
    version.save()
    version.signatures.all().delete()
    return version
