"""Asking those who lead for their signature, and giving it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.competencies.queries.pieces import end_of
from lms.criteria.enums import GuidelineKind
from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.models import GuidelineVersion, Signature
from lms.criteria.permissions import can_sign, can_write
from lms.criteria.queries.signing import away, signatures_missing
from lms.notifications.actions import notify


@transaction.atomic
def ask_to_sign(*, version: GuidelineVersion, actor, now: datetime | None = None) -> int:
    """Tells whoever leads and has not signed this text. Asking again tells nobody twice of the same text. Returns how many it tells."""
    version = GuidelineVersion.objects.select_for_update().select_related("guideline__unit").get(pk=version.pk)
    if not can_write(actor, version.guideline):
        raise PermissionDenied
    if not version.guideline.is_criterion:
        raise GuidelineRefused(_("A notice needs no signatures."))
    if version.replaced_at is not None:
        raise GuidelineRefused(_("A later version has taken its place."))
    missing = signatures_missing(version, now)
    for person in missing:
        _ask(person, version)
    version.asked_at = now or timezone.now()
    version.save(update_fields=["asked_at"])
    return len(missing)


@transaction.atomic
def sign(*, version: GuidelineVersion, actor, now: datetime | None = None) -> Signature:
    """The actor stands for this version. Signing twice is signing once. Whoever was away may still sign the one in force."""
    version = GuidelineVersion.objects.select_for_update().select_related("guideline").get(pk=version.pk)
    if not can_sign(actor, version.guideline):
        raise PermissionDenied
    signed = version.signatures.filter(person=actor).first()
    if signed is not None:
        return signed
    if version.replaced_at is not None or version.guideline.withdrawn_at is not None:
        raise GuidelineRefused(_("This version is no longer in force: it can no longer be signed."))
    log(instance=version.guideline, action="criteria.sign", user=actor, data={"version": version.number})
    return Signature.objects.create(version=version, person=actor, signed_at=now or timezone.now())


def ask_who_is_back(on: date) -> int:
    """Tells whoever leads, was on leave when a criterion came into force and is back, that it waits for their signature: once.

    Returns how many are at it. Running it again on a day, or after days without it, tells nobody twice.
    """
    known_at, asked = end_of(on), 0
    for version in (
        GuidelineVersion.objects.in_force().running(on).filter(guideline__kind=GuidelineKind.CRITERION).select_related("guideline")
    ):
        missing = signatures_missing(version, known_at)
        absent_then = away([person.pk for person in missing], version.published_at) if missing else set()
        for person in missing:
            if person.pk in absent_then:
                _tell_who_is_back(person, version)
                asked += 1
    return asked


def _tell_who_is_back(person, version: GuidelineVersion) -> None:
    notify(
        person=person,
        kind="criteria.sign",
        key=f"criteria.sign:{version.pk}:back:{person.pk}",
        title=lambda: _("Agreed while you were away, and yours to sign: %(title)s") % {"title": version.title},
        text=lambda: version.change or version.why,
        url=reverse("criteria:next", args=[version.guideline.code]),
    )


def _ask(person, version: GuidelineVersion) -> None:
    notify(
        person=person,
        kind="criteria.sign",
        key=f"criteria.sign:{version.pk}:{version.edited_at:%Y%m%dT%H%M%S%f}:{person.pk}",
        title=lambda: _("To sign: %(title)s") % {"title": version.title},
        text=lambda: version.change or version.why,
        url=reverse("criteria:next", args=[version.guideline.code]),
        mail=False,
    )
