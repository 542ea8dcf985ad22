"""Keeping performances as the reference of their scenario."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.enums import SessionState
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import Anchor, Sample


def keep_anchor(*, sample: Sample, kind: str, note: str, actor) -> Anchor:
    """With the scores that its session agreed on. Once more replaces what was said of it. Raises CannotCalibrate.

    By whoever led the session, once it is signed.
    """
    session = sample.session
    if session.led_by_id != actor.pk:
        raise CannotCalibrate(_("Only whoever leads the session does this."))
    if session.state != SessionState.SIGNED or sample.performance_id is None:
        raise CannotCalibrate(_("It becomes a reference once its scores are signed, and when its performance is here."))
    facts = {"kind": kind, "note": note.strip(), "version": session.version, "master": sample.master}
    facts |= {"master_critical": sample.master_critical, "kept_by": actor, "kept_at": timezone.now(), "retired_at": None}
    with transaction.atomic():
        made, _created = Anchor.objects.update_or_create(performance_id=sample.performance_id, defaults=facts)
        log(instance=made, action="calibration.keep_anchor", user=actor, title=str(made))
    return made


def retire_anchor(*, anchor: Anchor, actor) -> Anchor:
    """No longer shown; what was learned by it stays. Safe to call twice."""
    with transaction.atomic():
        if Anchor.objects.in_use().filter(pk=anchor.pk).update(retired_at=timezone.now()):
            log(instance=anchor, action="calibration.retire_anchor", user=actor, title=str(anchor))
    anchor.refresh_from_db()
    return anchor
