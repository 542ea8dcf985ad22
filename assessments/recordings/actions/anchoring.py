"""A recording becomes a reference when whoever scores asks for it and the person whose voice it is says yes."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.recordings.enums import AnchorKind, AnchorState
from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.models import Anchor, Recording
from assessments.recordings.permissions import can_use_references
from lms.notifications.actions import notify

MONTHS = 24


def ask_anchor(*, recording: Recording, kind: str, note: str, actor, now: datetime | None = None) -> Anchor:
    """Asks the person. Safe to call twice: what was asked stays as it was. Raises CannotRecord."""
    if not note.strip():
        raise CannotRecord(_("Say what it shows: the person reads it before they answer, and so does whoever listens."))
    with transaction.atomic():
        locked = Recording.objects.select_for_update(of=("self",)).select_related("performance__version__scenario").get(pk=recording.pk)
        performance = locked.performance
        if not locked.is_kept or performance.practice or not can_use_references(actor) or performance.person_id == actor.pk:
            raise CannotRecord(_("Only a recording that is being assessed can be kept as a reference, by whoever scores."))
        values = {"scenario": performance.version.scenario, "kind": AnchorKind(kind), "note": note.strip(), "asked_by": actor}
        made, created = Anchor.objects.get_or_create(recording=locked, defaults={**values, "asked_at": now or timezone.now()})
        if created:
            log(instance=locked, action="recordings.ask_reference", user=actor, title=made.scenario.code, data={"kind": kind})
            _ask_person(made)
    return made


def answer_anchor(*, anchor: Anchor, agrees: bool, actor, now: datetime | None = None) -> Anchor:
    """What the person says, once. A yes keeps it for two years from then. Raises Anchor.DoesNotExist for somebody else's."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = _own(anchor, actor)
        if locked.state == AnchorState.ASKED:
            locked.state, locked.answered_at = (AnchorState.AGREED if agrees else AnchorState.DECLINED), now
            locked.save(update_fields=["state", "answered_at"])
            if agrees:
                until = timezone.localdate(now) + relativedelta(months=MONTHS)
                Recording.objects.kept().filter(pk=locked.recording_id).update(expires_on=until)
            log(instance=locked.recording, action="recordings.answer_reference", user=actor, title="", data={"agrees": agrees})
    return locked


def withdraw_anchor(*, anchor: Anchor, actor, now: datetime | None = None) -> Anchor:
    """The person takes their yes back: it is no reference from then on, and goes on its first day. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = _own(anchor, actor)
        if locked.state == AnchorState.AGREED:
            locked.state, locked.answered_at = AnchorState.WITHDRAWN, now
            locked.save(update_fields=["state", "answered_at"])
            first = timezone.localdate(locked.recording.kept_at) + relativedelta(months=settings.RECORDING_MONTHS)
            Recording.objects.kept().filter(pk=locked.recording_id).update(expires_on=first)
            log(instance=locked.recording, action="recordings.withdraw_reference", user=actor, title="")
    return locked


def _own(anchor: Anchor, actor) -> Anchor:
    rows = Anchor.objects.select_for_update(of=("self",)).select_related("recording__performance")
    return rows.get(pk=anchor.pk, recording__performance__person=actor)


def _ask_person(made: Anchor) -> None:
    performance = made.recording.performance
    notify(
        person=performance.person,
        kind="recordings.reference",
        key=f"recordings.reference:{made.pk}",
        title=lambda: _("May your recording be kept as a reference?"),
        text=lambda: _("Somebody who scores would like others to learn from it. You decide, and may say no without a reason."),
        url=reverse("recordings:own", args=[performance.pk]),
    )
