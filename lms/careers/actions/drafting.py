"""A version of a ladder while it is a draft: begun from the one in force, and thrown away."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.enums import VersionStatus
from lms.careers.exceptions import LadderRefused
from lms.careers.models import Ladder, LadderVersion, Requirement, Rung, RungTerms
from lms.careers.permissions import can_edit_ladders

COPIED = [
    "key",
    "kind",
    "sort_order",
    "must",
    "competency_id",
    "level",
    "metric_id",
    "scope",
    "comparison",
    "value",
    "value_to",
    "floor",
    "window_months",
    "min_sample",
    "roleplay_type",
    "licence",
    "count",
    "months",
]
TEXTS = [f"{name}_{language}" for name in ("summary", "responsibilities", "agreement_hint") for language in ("es", "en")]


def draft_version(*, ladder: Ladder, actor) -> LadderVersion:
    """A draft of a ladder with all that the version in force says. Asked again, the draft there is. Raises PermissionDenied."""
    require_editor(actor)
    with transaction.atomic():
        Ladder.objects.select_for_update(no_key=True).get(pk=ladder.pk)
        found = ladder.versions.drafts().first()
        if found is not None:
            return found
        draft = LadderVersion.objects.create(ladder=ladder, label=_label(ladder))
        in_force = ladder.versions.in_force().first()
        _copy_terms(ladder, in_force, draft)
        if in_force is not None:
            _copy_requirements(in_force, draft)
        log(instance=draft, action="careers.draft_version", user=actor, title=str(draft))
    return draft


def discard_draft(*, version: LadderVersion, actor) -> None:
    """Throws a draft away, and the rungs that only it had. Safe to call twice. Raises LadderRefused for what was published."""
    require_editor(actor)
    with transaction.atomic():
        Ladder.objects.select_for_update(no_key=True).get(pk=version.ladder_id)
        found = LadderVersion.objects.filter(pk=version.pk).first()
        if found is None:
            return
        _require_draft(found)
        log(instance=found, action="careers.discard_draft", user=actor, title=str(found))
        found.delete()
        forget_strays(version.ladder)


def forget_strays(ladder: Ladder) -> None:
    """Rungs of a draft that no version speaks of any more."""
    Rung.everywhere.filter(ladder=ladder, in_use=False, terms=None, requirements=None, postings=None).delete()


@contextmanager
def editing(version: LadderVersion, actor):
    """Nobody else changes the draft meanwhile, and nobody changes what is no draft. Raises LadderRefused, PermissionDenied."""
    require_editor(actor)
    with transaction.atomic():
        found = LadderVersion.objects.select_for_update(no_key=True).filter(pk=version.pk).first()
        if found is None:
            raise LadderRefused(_("This draft is no longer there."))
        _require_draft(found)
        yield found


def require_editor(actor) -> None:
    if not can_edit_ladders(actor):
        raise PermissionDenied


def _require_draft(version: LadderVersion) -> None:
    if version.status != VersionStatus.DRAFT:
        raise LadderRefused(_("What was published does not change. Prepare another version from it."))


def _label(ladder: Ladder) -> str:
    """The year and the next number of it: "2026.3"."""
    year = timezone.localdate().year
    taken = [label.split(".", 1)[1] for label in ladder.versions.filter(label__startswith=f"{year}.").values_list("label", flat=True)]
    return f"{year}.{max((int(number) for number in taken if number.isdecimal()), default=0) + 1}"


def _copy_terms(ladder: Ladder, source: LadderVersion | None, draft: LadderVersion) -> None:
    said = {one.rung_id: one for one in source.terms.all()} if source is not None else {}
    for rung in Rung.objects.filter(ladder=ladder).prefetch_related("from_rungs"):
        texts = {name: getattr(said[rung.pk], name) for name in TEXTS} if rung.pk in said else {}
        made = RungTerms(version=draft, rung=rung, name_es=rung.name_es, name_en=rung.name_en, sort_order=rung.sort_order, **texts)
        made.save()
        if rung.kind == "lateral":
            made.from_rungs.set(rung.from_rungs.all())
            made.save()


def _copy_requirements(source: LadderVersion, draft: LadderVersion) -> None:
    for one in source.requirements.prefetch_related("certifications"):
        made = Requirement(version=draft, rung_id=one.rung_id, **{name: getattr(one, name) for name in COPIED})
        made.save()
        made.certifications.set(one.certifications.all())
        made.save()
