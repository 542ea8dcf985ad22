"""A calibration from its scores to its licences."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.enums import SessionState
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import AnchorScore, CalibrationSession, Sample
from assessments.calibration.queries.sessions import figures_by_assessor
from assessments.scores.actions import give_licence

# What somebody, or everybody together, says of a session: by letter, the scores by code and the critical errors.
Sheet = Mapping[str, tuple[Mapping[str, int], list[str]]]


def hand_in_scores(*, session: CalibrationSession, sheet: Sheet, actor, now: datetime | None = None) -> list[AnchorScore]:
    """All the performances of the session at once, alone. Safe to call twice: the first sheet stays. Raises CannotCalibrate."""
    with transaction.atomic():
        locked = CalibrationSession.objects.select_for_update().get(pk=session.pk)
        samples = list(locked.samples.all())
        if locked.state != SessionState.SCORING:
            raise CannotCalibrate(_("Scoring is over: you are talking about it."))
        if not locked.people.filter(pk=actor.pk).exists():
            raise CannotCalibrate(_("You do not score in this session."))
        _check(locked, samples, sheet)
        made = [_row(sample, sheet[sample.letter], actor, now or timezone.now()) for sample in samples]
        log(instance=locked, action="calibration.hand_in", user=actor)
    return made


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
            _check(locked, samples, master)
            for sample in samples:
                sample.master, sample.master_critical = dict(master[sample.letter][0]), sorted(master[sample.letter][1])
                sample.save(update_fields=["master", "master_critical"])
            locked.state, locked.decision, locked.signed_at = SessionState.SIGNED, decision.strip(), now
            locked.save(update_fields=["state", "decision", "signed_at"])
            log(instance=locked, action="calibration.sign", user=actor)
            _license(locked, actor, now)
    session.refresh_from_db()
    return session


def _license(session: CalibrationSession, actor, now: datetime) -> None:
    facts = {"rubric": session.version.rubric, "source": f"calibration:{session.code}", "actor": actor, "on": timezone.localdate(now)}
    for line in figures_by_assessor(session):
        if line.figures.certified:
            give_licence(assessor=line.assessor, **facts)


def _led(session: CalibrationSession, actor) -> CalibrationSession:
    locked = CalibrationSession.objects.select_for_update().get(pk=session.pk)
    if locked.led_by_id != actor.pk:
        raise CannotCalibrate(_("Only whoever leads the session does this."))
    return locked


def _row(sample: Sample, said: tuple[Mapping[str, int], list[str]], actor, now: datetime) -> AnchorScore:
    values = {"values": dict(said[0]), "critical": sorted(said[1]), "handed_in_at": now}
    return AnchorScore.objects.get_or_create(sample=sample, assessor=actor, defaults=values)[0]


def _check(session: CalibrationSession, samples: list[Sample], sheet: Sheet) -> None:
    codes = set(session.version.criteria.values_list("code", flat=True))
    errors = set(session.version.critical_errors.values_list("code", flat=True))
    for sample in samples:
        values, critical = sheet.get(sample.letter, ({}, []))
        if set(values) != codes or not all(isinstance(one, int) and 1 <= one <= 5 for one in values.values()):
            raise CannotCalibrate(_("Score every criterion of %(letter)s from 1 to 5.") % {"letter": sample.letter})
        if not set(critical) <= errors:
            raise CannotCalibrate(_("That critical error is not in this rubric."))
