"""Signing a version, putting it in force, and taking a guideline back."""

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.criteria.enums import LIVE_AT_MOST, QUESTIONS_FROM, QUESTIONS_TO, GuidelineState
from lms.criteria.exceptions import GuidelineRefused, Incomplete, SignaturesMissing, TooManyLive
from lms.criteria.models import Guideline, GuidelineVersion, Signature
from lms.criteria.permissions import can_publish, can_sign
from lms.criteria.proving import changed, problems
from lms.criteria.queries.hints import forget_alive
from lms.criteria.queries.signing import signatures_missing
from lms.jobs.actions import enqueue
from lms.language.bilingual import LANGUAGES

TEXTS = ("title", "says", "why", "do", "dont", "change")
NEEDED = ("title", "says", "why")


@transaction.atomic
def sign(*, version: GuidelineVersion, actor, now: datetime | None = None) -> Signature:
    """The actor stands for this version. Signing twice is signing once."""
    version = GuidelineVersion.objects.select_for_update().select_related("guideline").get(pk=version.pk)
    if not can_sign(actor, version.guideline):
        raise PermissionDenied
    if version.published_at is None:
        return Signature.objects.get_or_create(version=version, person=actor, defaults={"signed_at": now or timezone.now()})[0]
    signed = version.signatures.filter(person=actor).first()
    if signed is None:
        raise GuidelineRefused(_("This version is already in force: it can no longer be signed."))
    return signed


@transaction.atomic
def publish(*, version: GuidelineVersion, actor, now: datetime | None = None) -> GuidelineVersion:
    """Puts a version in force in the place of the one before, and tells whom it asks something. Twice is once."""
    guideline = Guideline.objects.select_for_update().select_related("unit").get(pk=version.guideline_id)
    version = guideline.versions.get(pk=version.pk)
    if not can_publish(actor, guideline):
        raise PermissionDenied
    if version.published_at is not None:
        return version
    before = guideline.versions.in_force().first()
    _may_be_published(guideline, version, before)
    now = now or timezone.now()
    guideline.versions.in_force().update(replaced_at=now)
    version.asks = _asked(version, before)
    version.published_at, version.published_by, version.sha256 = now, actor, fingerprint(version)
    version.save()
    guideline.state = GuidelineState.LIVE
    guideline.save(update_fields=["state"])
    transaction.on_commit(forget_alive)
    if not version.minor:
        enqueue(kind="criteria.announce", payload={"version": version.pk}, key=f"criteria.announce:{version.pk}", actor=actor)
    return version


@transaction.atomic
def withdraw(*, guideline: Guideline, why: str, actor, now: datetime | None = None) -> Guideline:
    """Takes a guideline out of force. Its versions and proofs stay. The first withdrawal stands."""
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    if not can_publish(actor, guideline):
        raise PermissionDenied
    if guideline.state == GuidelineState.WITHDRAWN:
        return guideline
    if guideline.state == GuidelineState.DRAFT:
        raise GuidelineRefused(_("It has never been in force."))
    if not why.strip():
        raise GuidelineRefused(_("Say why it is withdrawn."))
    guideline.state, guideline.withdrawn_why = GuidelineState.WITHDRAWN, why.strip()
    guideline.withdrawn_at, guideline.withdrawn_by = now or timezone.now(), actor
    guideline.save()
    return guideline


def fingerprint(version: GuidelineVersion) -> str:
    """SHA-256 of everything a reader is told, in both languages, and of what is asked."""
    content = {f"{name}_{code}": getattr(version, f"{name}_{code}") for name in TEXTS for code in LANGUAGES}
    content |= {"number": version.number, "questions": version.questions, "asks": version.asks, "minor": version.minor}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _may_be_published(guideline: Guideline, version: GuidelineVersion, before: GuidelineVersion | None) -> None:
    if guideline.state == GuidelineState.WITHDRAWN:
        raise GuidelineRefused(_("This guideline has been withdrawn."))
    _is_complete(version, before)
    most = getattr(settings, "CRITERIA_LIVE_AT_MOST", LIVE_AT_MOST)
    type(guideline.unit).objects.select_for_update().get(pk=guideline.unit_id)  # Two at once would both count the same.
    if before is None and Guideline.objects.live().filter(unit=guideline.unit).count() >= most:
        words = _("%(unit)s already has %(number)d guidelines in force. Withdraw one first: more than that nobody keeps in mind.")
        raise TooManyLive(words % {"unit": guideline.unit.name, "number": most})
    missing = signatures_missing(version)
    if missing:
        raise SignaturesMissing(_("Not signed yet by: %(names)s.") % {"names": ", ".join(str(one) for one in missing)})
    if not version.signatures.exists():
        raise SignaturesMissing(_("Nobody has signed it yet."))


def _is_complete(version: GuidelineVersion, before: GuidelineVersion | None) -> None:
    if not all(getattr(version, f"{name}_{code}").strip() for name in NEEDED for code in LANGUAGES):
        raise Incomplete(_("A text is missing in one of the two languages."))
    if problems(version.questions, LANGUAGES, QUESTIONS_FROM, QUESTIONS_TO):
        raise Incomplete(_("It needs two or three questions in both languages, each with one right option and its explanation."))
    if before is None:
        return
    if not all(getattr(version, f"change_{code}").strip() for code in LANGUAGES):
        raise Incomplete(_("Say in both languages what changed."))
    asked = changed(before.questions, version.questions) | set(version.asks)
    if version.minor and asked:
        raise Incomplete(_("A slip put right changes no question. Publish it as a change, or leave the questions as they were."))
    if not version.minor and not asked:
        raise Incomplete(_("Say which question asks for what changed, or mark it as a slip put right."))


def _asked(version: GuidelineVersion, before: GuidelineVersion | None) -> list[str]:
    if before is None:
        return list(version.keys)
    anew = changed(before.questions, version.questions) | set(version.asks)
    return [key for key in version.keys if key in anew]
