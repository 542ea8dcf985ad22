"""A recording arrives in parts, from a device that may lose its connection at any byte."""

import hashlib
from datetime import datetime
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.recordings import storing
from assessments.recordings.enums import RecordingState
from assessments.recordings.exceptions import CannotRecord, Damaged, NoRoom, NotAudio, OutOfPlace, TooLarge
from assessments.recordings.models import Part, Recording
from assessments.recordings.permissions import can_record
from assessments.recordings.signals import recording_added
from assessments.recordings.sniffing import kind_of
from assessments.recordings.waveform import clean
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.models import Performance
from lms.jobs.actions import enqueue
from lms.notifications.actions import notify

MOST_UNFINISHED = 4  # of a performance, so that nobody fills the disk by beginning again and again


def begin_recording(
    *, performance: Performance, actor, client_id: UUID, size: int, consented_at: datetime, now: datetime | None = None
) -> Recording:
    """Makes room for a recording of `size` bytes, or gives back the one that this device began: `received` says how far it is.

    `client_id` is made by the device for each recording; `consented_at`, when whoever speaks had read what it is for. Raises
    CannotRecord for a performance that this actor does not record, or that has been handed in; TooLarge.
    """
    if not can_record(actor, performance):
        raise CannotRecord(_("This roleplay is not yours to record."))
    if not 0 < size <= settings.RECORDING_MAX_BYTES:
        raise TooLarge(_too_large())
    with transaction.atomic():
        performance = Performance.objects.select_for_update(of=("self",)).get(pk=performance.pk)
        found = Recording.objects.filter(performance=performance, client_id=client_id).first()
        if found is None:
            _check_open(performance)
            _let_go_of_the_oldest(performance)
            found = Recording.objects.create(
                performance=performance,
                client_id=client_id,
                made_by=actor,
                size=size,
                consented_at=consented_at,
                begun_at=now or timezone.now(),
            )
    if found.size != size:
        raise CannotRecord(_("This recording was begun with another length. Record it again."))
    return found


def add_part(*, recording_id: UUID, actor, offset: int, content: bytes, sha256: str = "") -> Recording:
    """Keeps the bytes that begin at `offset`. The same part sent again changes nothing: the recording comes back as it is.

    Raises Recording.DoesNotExist, Damaged when `sha256` is not theirs, OutOfPlace with where the next part begins, TooLarge,
    NotAudio (the recording is let go then), NoRoom.
    """
    digest = hashlib.sha256(content).hexdigest()
    if sha256 and sha256 != digest:
        raise Damaged
    recording = _own(recording_id, actor)
    if _has(recording, offset, digest):
        return recording
    if recording.state != RecordingState.UPLOADING or offset != recording.received or not content:
        raise OutOfPlace(recording.received)
    if len(content) > storing.LARGEST_PART or offset + len(content) > recording.size:
        raise TooLarge(_("More came than was announced. Record it again."))
    kind = _kind(recording, content) if offset == 0 else recording.content_type
    try:
        name = storing.put(f"{recording.folder}/{offset:012}-{digest[:12]}", content)
    except OSError as error:
        raise NoRoom(_("There is no room for it on the server just now. It is safe on this device: try again later.")) from error
    try:
        return _write_part(recording, offset, content, digest, name, kind)
    except IntegrityError:
        # The same part came from another tab at the same moment: that one was first.
        storing.vault().delete(name)
        recording.refresh_from_db()
        raise OutOfPlace(recording.received)


def complete_recording(
    *, recording_id: UUID, actor, peaks: object = None, milliseconds: int | None = None, now: datetime | None = None
) -> Recording:
    """All of it is here: it is the performance's recording from now on, in place of an earlier one not handed in. Safe to call twice.

    `peaks`: how loud it is along its time, as `waveform.clean` takes it; without them a job looks for them. Raises
    OutOfPlace while bytes are missing, and CannotRecord when the performance has been handed in with another one.
    """
    now = now or timezone.now()
    with transaction.atomic():
        recording = _own(recording_id, actor, lock=True)
        if recording.state == RecordingState.KEPT:
            return recording
        if recording.state == RecordingState.GONE or recording.received != recording.size:
            raise OutOfPlace(recording.received)
        performance = Performance.objects.select_for_update(of=("self",)).get(pk=recording.performance_id)
        _check_open(performance)
        replaced = Recording.objects.filter(performance=performance).exclude(pk=recording.pk).exclude(state=RecordingState.GONE)
        _let_go(list(replaced), now)
        recording.state, recording.kept_at = RecordingState.KEPT, now
        recording.expires_on = timezone.localdate(now) + relativedelta(months=settings.RECORDING_MONTHS)
        recording.sha256 = _digest_of(recording)
        recording.peaks, recording.milliseconds = clean(peaks), milliseconds
        recording.save()
        late = performance.state == PerformanceState.FINISHED
        if not performance.practice:  # the trail of the house is read by others, and practice is nobody else's
            facts = {"bytes": recording.size} | ({"late": True} if late else {})
            log(instance=recording, action="recordings.keep", user=actor, title=str(recording.pk), data=facts)
        enqueue(kind="recordings.measure", payload={"recording": str(recording.pk)}, key=f"recordings.measure:{recording.pk}")
        if late:
            _tell_late(recording, performance, actor)
            recording_added.send(sender=Recording, performance=performance, actor=actor, now=now)
    return recording


def _tell_late(recording: Recording, performance: Performance, actor) -> None:
    """The person whose voice it is knows at once that there is a recording, and where they see who listens."""
    if performance.person_id == actor.pk:
        return
    notify(
        person=performance.person,
        kind="recordings.added",
        key=f"recordings.added:{recording.pk}",
        title=lambda: _("The recording of your roleplay is there"),
        text=lambda: _("%(name)s has added it, as you both agreed. You can hear it, and see who else does.") % {"name": actor},
        url=reverse("recordings:own", args=[performance.pk]),
    )


def _own(recording_id: UUID, actor, *, lock: bool = False) -> Recording:
    rows = Recording.objects.filter(pk=recording_id, made_by=actor).select_related("performance")
    return (rows.select_for_update(of=("self",)) if lock else rows).get()


def _has(recording: Recording, offset: int, digest: str) -> bool:
    return Part.objects.filter(recording=recording, offset=offset, sha256=digest).exists()


def _kind(recording: Recording, content: bytes) -> str:
    kind = kind_of(content)
    if kind is None:
        Recording.objects.unfinished().filter(pk=recording.pk, received=0).delete()
        raise NotAudio(_("This is no recording that can be played here. Choose a file of sound: WebM, Ogg, WAV, MP3 or M4A."))
    return kind


def _write_part(recording: Recording, offset: int, content: bytes, digest: str, name: str, kind: str) -> Recording:
    with transaction.atomic():
        Part.objects.create(recording=recording, offset=offset, size=len(content), sha256=digest, file=name)
        rows = Recording.objects.unfinished().filter(pk=recording.pk, received=offset)
        if not rows.update(received=offset + len(content), content_type=kind):
            raise IntegrityError("another part was first")
    recording.refresh_from_db()
    return recording


def _check_open(performance: Performance) -> None:
    """Until it is handed in; with an assessor also afterwards, while it has no recording."""
    if performance.state == PerformanceState.OPEN:
        return
    kept = Recording.objects.filter(performance=performance).exclude(state=RecordingState.UPLOADING).exists()
    if performance.mode != Mode.LIVE or performance.state == PerformanceState.GIVEN_UP or kept:
        raise CannotRecord(_("It has been handed in already. What was handed in stays as it is."))


def _let_go_of_the_oldest(performance: Performance) -> None:
    unfinished = list(Recording.objects.unfinished().filter(performance=performance).order_by("-begun_at"))
    _let_go(unfinished[MOST_UNFINISHED - 1 :], timezone.now())


def _let_go(recordings: list[Recording], now: datetime) -> None:
    """What somebody recorded anew before handing in leaves nothing behind."""
    for one in recordings:
        one.parts.all().delete()
        Recording.objects.filter(pk=one.pk).update(state=RecordingState.GONE, gone_at=now, peaks=[])
        transaction.on_commit(lambda folder=one.folder: storing.sweep(folder), robust=True)


def _digest_of(recording: Recording) -> str:
    whole = hashlib.sha256()
    for part in recording.parts.order_by("offset"):
        for piece in storing.read([(part.file, 0, part.size)]):
            whole.update(piece)
    return whole.hexdigest()


def _too_large() -> str:
    return _("It is larger than %(mb)s MB, which is the most that is taken.") % {"mb": settings.RECORDING_MAX_BYTES // 2**20}
