"""Putting a version in force in the place of the one before, and taking a guideline back."""

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.criteria.actions.writing import settle_audience
from lms.criteria.enums import LIVE_AT_MOST, QUESTIONS_FROM, QUESTIONS_TO, GuidelineState
from lms.criteria.exceptions import GuidelineRefused, Incomplete, SignaturesMissing, TooManyLive
from lms.criteria.models import Guideline, GuidelineVersion
from lms.criteria.permissions import can_publish
from lms.criteria.proving import changed, problems, reworded
from lms.criteria.queries.hints import forget_alive
from lms.criteria.queries.signing import signatures_missing
from lms.criteria.signals import guideline_published
from lms.jobs.actions import enqueue
from lms.language.bilingual import LANGUAGES

TEXTS = ("title", "says", "why", "do", "dont", "change")
FACTS = ("number", "questions", "asks", "minor", "about", "urgent", "units", "roles", "sources", "valid_from", "valid_to", "due_hours")
NEEDED = ("title", "says", "why")


@transaction.atomic
def publish(*, version: GuidelineVersion, actor, now: datetime | None = None) -> GuidelineVersion:
    """Puts a version in force in the place of the one before, and tells whom it asks something. Twice is once."""
    guideline = Guideline.objects.select_for_update().select_related("unit").get(pk=version.guideline_id)
    version = guideline.versions.get(pk=version.pk)
    if not can_publish(actor, guideline):
        raise PermissionDenied
    if version.published_at is not None:
        return version
    now = now or timezone.now()
    before = guideline.versions.in_force().first()
    _may_be_published(guideline, version, before, now)
    guideline.versions.in_force().update(replaced_at=now)
    version.minor = version.minor and before is not None
    version.asks = _asked(version, before)
    version.published_at, version.published_by, version.sha256 = now, actor, fingerprint(version)
    version.save()
    guideline.state, guideline.urgent, guideline.ends_on = GuidelineState.LIVE, version.urgent, version.valid_to
    guideline.save(update_fields=["state", "urgent", "ends_on"])
    settle_audience(guideline, version)
    log(instance=guideline, action="criteria.publish", user=actor, data={"version": version.number})
    _tell(guideline, version, actor)
    return version


def why_not(version: GuidelineVersion, now: datetime | None = None) -> str:
    """What keeps a version from coming into force, in words; empty when nothing does. For the screen: `publish` asks again."""
    guideline = version.guideline
    try:
        with transaction.atomic():
            _may_be_published(guideline, version, guideline.versions.in_force().first(), now or timezone.now())
    except GuidelineRefused as refusal:
        return refusal.words
    return ""


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
    log(instance=guideline, action="criteria.withdraw", user=actor, data={"why": guideline.withdrawn_why})
    return guideline


def fingerprint(version: GuidelineVersion) -> str:
    """SHA-256 of everything a reader is told, in both languages, and of what is asked."""
    content = {f"{name}_{code}": getattr(version, f"{name}_{code}") for name in TEXTS for code in LANGUAGES}
    content |= {name: getattr(version, name) for name in FACTS}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _tell(guideline: Guideline, version: GuidelineVersion, actor) -> None:
    transaction.on_commit(forget_alive)
    facts = {"version_id": version.pk, "kind": guideline.kind, "minor": version.minor}
    transaction.on_commit(lambda: guideline_published.send(sender=GuidelineVersion, **facts))
    if not version.minor:
        enqueue(kind="criteria.announce", payload={"version": version.pk}, key=f"criteria.announce:{version.pk}", actor=actor)


def _may_be_published(guideline: Guideline, version: GuidelineVersion, before: GuidelineVersion | None, now: datetime) -> None:
    if guideline.state == GuidelineState.WITHDRAWN:
        raise GuidelineRefused(_("This guideline has been withdrawn."))
    if version.valid_to is not None and version.valid_to < timezone.localdate(now):
        raise Incomplete(_("Its last day has gone by already."))
    _is_complete(version, before, asks_questions=guideline.is_criterion)
    if guideline.is_criterion:
        _is_agreed(guideline, version, before, now)


def _is_agreed(guideline: Guideline, version: GuidelineVersion, before: GuidelineVersion | None, now: datetime) -> None:
    """Few enough in force, and signed by all who lead there, but for whoever is on leave."""
    most = getattr(settings, "CRITERIA_LIVE_AT_MOST", LIVE_AT_MOST)
    type(guideline.unit).objects.select_for_update().get(pk=guideline.unit_id)  # Two at once would both count the same.
    if before is None and Guideline.objects.live().criteria().filter(unit=guideline.unit).count() >= most:
        words = _("%(unit)s already has %(number)d guidelines in force. Withdraw one first: more than that nobody keeps in mind.")
        raise TooManyLive(words % {"unit": guideline.unit.name, "number": most})
    missing = signatures_missing(version, now)
    if missing:
        raise SignaturesMissing(_("Not signed yet by: %(names)s.") % {"names": ", ".join(str(one) for one in missing)})
    if not version.signatures.exists():
        raise SignaturesMissing(_("Nobody has signed it yet."))


def _is_complete(version: GuidelineVersion, before: GuidelineVersion | None, *, asks_questions: bool) -> None:
    if not all(getattr(version, f"{name}_{code}").strip() for name in NEEDED for code in LANGUAGES):
        raise Incomplete(_("A text is missing in one of the two languages."))
    if not version.roles:
        raise Incomplete(_("Say whom it is for."))
    if (asks_questions or version.questions) and problems(version.questions, LANGUAGES, QUESTIONS_FROM, QUESTIONS_TO):
        raise Incomplete(_("It needs two or three questions in both languages, each with one right option and its explanation."))
    if before is not None:
        _says_what_changed(version, before)


def _says_what_changed(version: GuidelineVersion, before: GuidelineVersion) -> None:
    if not all(getattr(version, f"change_{code}").strip() for code in LANGUAGES):
        raise Incomplete(_("Say in both languages what changed."))
    if version.minor and changed(before.questions, version.questions):
        raise Incomplete(_("A slip put right changes no question. Publish it as a change, or leave the questions as they were."))
    if not version.minor and version.questions and not _asked(version, before):
        raise Incomplete(_("Say which question asks for what changed, or mark it as a slip put right."))


def _asked(version: GuidelineVersion, before: GuidelineVersion | None) -> list[str]:
    """All of a first version; nothing of a slip put right; of any other what is new, and what its author asks again."""
    if before is None:
        return list(version.keys)
    anew = set() if version.minor else reworded(before.questions, version.questions) | set(version.asks)
    return [key for key in version.keys if key in anew]
