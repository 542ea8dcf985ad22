"""Keeping performances as the reference of their scenario, with the word of the person whose performance it is."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.enums import AnchorKind, SessionState, Word
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import Anchor, Sample
from assessments.recordings.actions import ask_anchor
from assessments.recordings.enums import AnchorKind as SoundKind
from assessments.recordings.queries import recording_of
from lms.notifications.actions import notify

SOUNDS = {
    AnchorKind.GOOD: SoundKind.VERY_GOOD,
    AnchorKind.BORDERLINE: SoundKind.BORDERLINE,
    AnchorKind.UNEVEN: SoundKind.UNEVEN,
    AnchorKind.CRITICAL: SoundKind.CRITICAL,
}


def keep_anchor(*, sample: Sample, kind: str, note: str, actor) -> Anchor:
    """With the scores that its session agreed on. Once more replaces what was said of it. Raises CannotCalibrate.

    By whoever led the session, once it is signed. Its person is asked first: about their voice where it was recorded, else about
    what they wrote. Once they have answered they are not asked again.
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
        recording = recording_of(made.performance)
        if recording is not None and recording.is_kept:
            ask_anchor(recording=recording, kind=SOUNDS[made.kind], note=made.note or made.get_kind_display(), actor=actor)
        elif made.performance.text.strip():
            _ask_for_the_words(made)
    return made


def answer_for_words(*, anchor: Anchor, agrees: bool, actor, now: datetime | None = None) -> Anchor:
    """What the person says; a yes may be taken back, a no stays. Safe to call twice. Raises Anchor.DoesNotExist for somebody else's."""
    with transaction.atomic():
        locked = Anchor.objects.select_for_update(of=("self",)).get(pk=anchor.pk, performance__person=actor)
        said = {Word.ASKED: Word.AGREED if agrees else Word.DECLINED, Word.AGREED: Word.AGREED if agrees else Word.WITHDRAWN}
        word = said.get(locked.word, locked.word)
        if word != locked.word:
            locked.word, locked.answered_at = word, now or timezone.now()
            locked.save(update_fields=["word", "answered_at"])
            log(instance=locked, action="calibration.answer_anchor", user=actor, title="", data={"word": word})
    return locked


def _ask_for_the_words(made: Anchor) -> None:
    if not made.word:
        made.word = Word.ASKED
        made.save(update_fields=["word"])
    if made.word != Word.ASKED:
        return
    notify(
        person=made.performance.person,
        kind="calibration.reference",
        key=f"calibration.reference:{made.pk}",
        title=lambda: _("May your reply be kept as a reference?"),
        text=lambda: _("Whoever scores would learn from it, without your name. You decide, and may say no without a reason."),
        url=reverse("calibration:word", args=[made.pk]),
    )


def retire_anchor(*, anchor: Anchor, actor) -> Anchor:
    """No longer shown; what was learned by it stays. Safe to call twice."""
    with transaction.atomic():
        if Anchor.objects.kept().filter(pk=anchor.pk).update(retired_at=timezone.now()):
            log(instance=anchor, action="calibration.retire_anchor", user=actor, title=str(anchor))
    anchor.refresh_from_db()
    return anchor
