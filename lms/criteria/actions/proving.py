"""Showing that one understands: an answer is kept at once, and the last right one makes the proof."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.criteria.enums import GuidelineState
from lms.criteria.exceptions import GuidelineRefused, NotInForce
from lms.criteria.models import GuidelineVersion, Proof, ProofAnswer
from lms.criteria.permissions import can_prove
from lms.criteria.proving import right_option
from lms.criteria.queries.proving import left_of


@transaction.atomic
def answer(*, version: GuidelineVersion, question: str, option: str, counter: int, actor, now: datetime | None = None) -> ProofAnswer:
    """Keeps one answer; with it the proof, once nothing is left. The same `counter` again gives the answer that it gave.

    An answer to a version that was replaced meanwhile is kept, and counts as far as its question is still the same.
    """
    guideline = version.guideline
    if not can_prove(actor, guideline):
        raise PermissionDenied
    now = now or timezone.now()
    _is_in_force(version, now)
    asked = next((one for one in version.questions if one["key"] == question), None)
    if asked is None or option not in [one["key"] for one in asked["options"]]:
        raise GuidelineRefused(_("Choose one of the options."))
    facts = {"option": option, "right": option == right_option(asked), "answered_at": now}
    kept, _created = ProofAnswer.objects.get_or_create(person=actor, version=version, question=question, counter=counter, defaults=facts)
    _prove(guideline, actor, now)
    return kept


@transaction.atomic
def confirm(*, version: GuidelineVersion, actor, now: datetime | None = None) -> Proof:
    """The actor says that they have read a version that asks no question. Twice is once, and the first time stands."""
    guideline = version.guideline
    if not can_prove(actor, guideline):
        raise PermissionDenied
    now = now or timezone.now()
    _is_in_force(version, now)
    if version.replaced_at is not None:
        raise GuidelineRefused(_("A new version has come meanwhile. Read it, and confirm that one."))
    if not version.is_only_read:
        raise GuidelineRefused(_("It is proved by answering its questions."))
    return Proof.objects.get_or_create(person=actor, version=version, defaults={"proved_at": now})[0]


def _is_in_force(version: GuidelineVersion, now: datetime) -> None:
    guideline = version.guideline
    if version.published_at is None or guideline.state != GuidelineState.LIVE or guideline.has_ended(timezone.localdate(now)):
        raise NotInForce(_("This guideline is not in force."))


def _prove(guideline, person, now: datetime) -> None:
    live = guideline.versions.in_force().get()
    if live.is_only_read or left_of(person, [guideline])[guideline.pk] or not _gave_anew(person, guideline, live):
        return
    Proof.objects.get_or_create(person=person, version=live, defaults={"proved_at": now})


def _gave_anew(person, guideline, live: GuidelineVersion) -> bool:
    """Not yet proved at all, or asked something since: a slip put right makes no new proof."""
    last = Proof.objects.filter(person=person, version__guideline=guideline).order_by("-version__number").first()
    return last is None or guideline.versions.published().filter(number__gt=last.version.number, minor=False).exists()
