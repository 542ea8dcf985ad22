"""Keeping performances as the reference of their scenario."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.enums import AnchorKind, SessionState
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import Anchor, Sample
from assessments.recordings.actions import ask_anchor
from assessments.recordings.enums import AnchorKind as SoundKind
from assessments.recordings.queries import recording_of

SOUNDS = {
    AnchorKind.GOOD: SoundKind.VERY_GOOD,
    AnchorKind.BORDERLINE: SoundKind.BORDERLINE,
    AnchorKind.UNEVEN: SoundKind.UNEVEN,
    AnchorKind.CRITICAL: SoundKind.CRITICAL,
}


def keep_anchor(*, sample: Sample, kind: str, note: str, actor) -> Anchor:
    """With the scores that its session agreed on. Once more replaces what was said of it. Raises CannotCalibrate.

    By whoever led the session, once it is signed. Where it was spoken its person is asked whether the sound may be kept too.
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
        _ask_for_its_sound(made, actor)
    return made


def _ask_for_its_sound(made: Anchor, actor) -> None:
    recording = recording_of(made.performance)
    if recording is not None and recording.is_kept:
        ask_anchor(recording=recording, kind=SOUNDS[made.kind], note=made.note or made.get_kind_display(), actor=actor)


def retire_anchor(*, anchor: Anchor, actor) -> Anchor:
    """No longer shown; what was learned by it stays. Safe to call twice."""
    with transaction.atomic():
        if Anchor.objects.in_use().filter(pk=anchor.pk).update(retired_at=timezone.now()):
            log(instance=anchor, action="calibration.retire_anchor", user=actor, title=str(anchor))
    anchor.refresh_from_db()
    return anchor
