"""A draft becomes the version in force."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.careers.actions.drafting import require_editor
from lms.careers.actions.sweeping import recompute_everybody
from lms.careers.enums import RungKind, VersionStatus
from lms.careers.exceptions import LadderRefused
from lms.careers.models import Ladder, LadderVersion, Posting, Rung, RungTerms
from lms.careers.queries.content import digest_of
from lms.careers.queries.versions import problems_of


def publish_version(*, version: LadderVersion, note: str, actor) -> LadderVersion:
    """From today the draft is in force, the one before is not, and everybody on the ladder is computed anew by the workers.

    Safe to call twice: what is in force stays as it was published. Raises LadderRefused (no note, something missing, a version
    that is over), PermissionDenied.
    """
    require_editor(actor)
    with transaction.atomic():
        Ladder.objects.select_for_update(no_key=True).get(pk=version.ladder_id)
        found = LadderVersion.objects.select_for_update(no_key=True).filter(pk=version.pk).first()
        if found is None:
            raise LadderRefused(_("This draft is no longer there."))
        if found.status == VersionStatus.LIVE:
            return found
        _require_ready(found, note)
        _retire(found.ladder)
        _apply(found)
        _put_in_force(found, note.strip(), actor)
        log(
            instance=found,
            action="careers.publish_version",
            user=actor,
            title=str(found),
            data={"note": found.note, "sha256": found.sha256},
        )
        recompute_everybody(version=found, actor=actor)
    return found


def _require_ready(version: LadderVersion, note: str) -> None:
    if version.status != VersionStatus.DRAFT:
        raise LadderRefused(_("What was published does not change. Prepare another version from it."))
    if not note.strip():
        raise LadderRefused(_("Write what changes, and why."))
    problems = problems_of(version)
    if problems:
        raise LadderRefused(" ".join(problems))


def _retire(ladder: Ladder) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ladder.versions.in_force().update(status=VersionStatus.RETIRED, effective_until=yesterday)


def _apply(version: LadderVersion) -> None:
    """Rungs take the names, places and ways in that the version gives them; those it leaves out are on the ladder no more."""
    terms = list(version.terms.select_related("rung").prefetch_related("from_rungs"))
    main = sorted((one for one in terms if one.rung.kind == RungKind.MAIN), key=lambda one: (one.place, one.rung.code))
    below = {above.rung_id: [one.rung_id] for one, above in zip(main, main[1:], strict=False)}
    for one in terms:
        rung = one.rung
        names = {"name_es": one.name_es or rung.name_es, "name_en": one.name_en or rung.name_en}
        Rung.everywhere.filter(pk=rung.pk).update(in_use=True, sort_order=one.place, **names)
        rung.from_rungs.set(_sources(one, below))
    _leave_out(version, terms)


def _sources(terms: RungTerms, below: dict[int, list[int]]) -> list[int]:
    if terms.rung.kind == RungKind.MAIN:
        return below.get(terms.rung_id, [])
    return [rung.pk for rung in terms.from_rungs.all()]


def _leave_out(version: LadderVersion, terms: list[RungTerms]) -> None:
    gone = Rung.objects.filter(ladder=version.ladder_id).exclude(pk__in=[one.rung_id for one in terms])
    if Posting.objects.current().filter(rung__in=gone).exists():
        raise LadderRefused(_("People stand on a rung that this version leaves out: post them elsewhere first."))
    gone.update(in_use=False)


def _put_in_force(version: LadderVersion, note: str, actor) -> None:
    version.status, version.note = VersionStatus.LIVE, note
    version.effective_from, version.published_at, version.published_by = timezone.localdate(), timezone.now(), actor
    version.sha256 = digest_of(version)
    version.save(update_fields=["status", "note", "effective_from", "published_at", "published_by", "sha256"])
