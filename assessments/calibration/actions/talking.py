"""Talking about it criterion by criterion, and signing what was agreed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.actions.licensing import settle_licences
from assessments.calibration.actions.scoring import Sheet, check_sheet
from assessments.calibration.enums import SessionState
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import AnchorScore, CalibrationSession
from assessments.calibration.signals import criterion_wanted
from assessments.rubrics.actions import add_note
from assessments.rubrics.models import Criterion


def begin_talking(*, session: CalibrationSession, actor) -> CalibrationSession:
    """Shows everybody's scores to everybody, once all are in. By whoever leads it. Safe to call twice. Raises CannotCalibrate."""
    with transaction.atomic():
        locked = _led(session, actor)
        if locked.state == SessionState.SCORING:
            missing = locked.people.exclude(pk__in=AnchorScore.objects.filter(sample__session=locked).values("assessor"))
            if missing.exists():
                raise CannotCalibrate(_("Scores are missing of %(names)s.") % {"names": ", ".join(str(one) for one in missing)})
            locked.state = SessionState.TALKING
            locked.save(update_fields=["state"])
            log(instance=locked, action="calibration.begin_talking", user=actor)
    session.refresh_from_db()
    return session


def agree(*, session: CalibrationSession, code: str, values: Mapping[str, int], note: str, actor) -> CalibrationSession:
    """Keeps what is agreed on one criterion so far: by letter the score, and what was said. Nothing is signed by it.

    By whoever leads it, while it is talked about. Raises CannotCalibrate.
    """
    with transaction.atomic():
        locked = _led(session, actor)
        if locked.state != SessionState.TALKING:
            raise CannotCalibrate(_("It is not being talked about now."))
        letters = set(locked.samples.values_list("letter", flat=True))
        if not locked.criteria.filter(code=code).exists() or not set(values) <= letters:
            raise CannotCalibrate(_("That criterion is not scored in this session."))
        if not all(1 <= value <= 5 for value in values.values()):
            raise CannotCalibrate(_("Scores go from 1 to 5."))
        locked.talk = {**locked.talk, code: {"values": dict(values), "note": note.strip()}}
        locked.save(update_fields=["talk"])
    session.refresh_from_db()
    return session


def ask_for_criterion(*, session: CalibrationSession, criterion: Criterion, letter: str, actor) -> str:
    """Asks the room of what everybody does alike for a draft on this criterion. Where it goes on, or empty where nobody took it."""
    with transaction.atomic():
        locked = _led(session, actor)
        if locked.state == SessionState.SCORING:
            raise CannotCalibrate(_("Talk about it first: everybody’s scores are shown then."))
        answers = criterion_wanted.send(sender=CalibrationSession, session=locked, criterion=criterion, letter=letter, actor=actor)
        found = [address for _receiver, address in answers if address]
        log(instance=locked, action="calibration.ask_for_criterion", user=actor, data={"criterion": criterion.code})
    return found[0] if found else ""


def sign(*, session: CalibrationSession, master: Sheet, decision: str, actor, now: datetime | None = None) -> CalibrationSession:
    """Writes the agreed reference and what was decided, and licenses whoever is near enough to it, for six months.

    By whoever leads it, after everybody's scores are shown. Safe to call twice: what was signed stays. Raises CannotCalibrate.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _led(session, actor)
        if locked.state == SessionState.SCORING:
            raise CannotCalibrate(_("Talk about it first: everybody’s scores are shown then."))
        if locked.state == SessionState.TALKING:
            if not decision.strip():
                raise CannotCalibrate(_("Write what was decided: it goes with the rubric."))
            samples = list(locked.samples.all())
            check_sheet(locked, samples, master)
            for sample in samples:
                sample.master, sample.master_critical = dict(master[sample.letter][0]), sorted(master[sample.letter][1])
                sample.save(update_fields=["master", "master_critical"])
            locked.state, locked.decision, locked.signed_at = SessionState.SIGNED, decision.strip(), now
            locked.save(update_fields=["state", "decision", "signed_at"])
            log(instance=locked, action="calibration.sign", user=actor)
            add_note(rubric=locked.version.rubric, text=locked.decision, source=f"calibration:{locked.code}", actor=actor, now=now)
            settle_licences(locked, actor, now)
    session.refresh_from_db()
    return session


def _led(session: CalibrationSession, actor) -> CalibrationSession:
    locked = CalibrationSession.objects.select_for_update().get(pk=session.pk)
    if locked.led_by_id != actor.pk:
        raise CannotCalibrate(_("Only whoever leads the session does this."))
    return locked
