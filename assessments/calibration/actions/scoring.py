"""Scoring alone: a sheet of all the performances, handed in once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.enums import SessionState
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import AnchorScore, CalibrationSession, Sample

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
        check_sheet(locked, samples, sheet)
        made = [_row(sample, sheet[sample.letter], actor, now or timezone.now()) for sample in samples]
        log(instance=locked, action="calibration.hand_in", user=actor)
    return made


def check_sheet(session: CalibrationSession, samples: list[Sample], sheet: Sheet) -> None:
    """Raises CannotCalibrate for what is missing, or is not of this rubric."""
    codes = set(session.criteria.values_list("code", flat=True))
    errors = set(session.version.critical_errors.values_list("code", flat=True))
    for sample in samples:
        values, critical = sheet.get(sample.letter, ({}, []))
        if set(values) != codes or not all(isinstance(one, int) and 1 <= one <= 5 for one in values.values()):
            raise CannotCalibrate(_("Score every criterion of %(letter)s from 1 to 5.") % {"letter": sample.letter})
        if not set(critical) <= errors:
            raise CannotCalibrate(_("That critical error is not in this rubric."))


def _row(sample: Sample, said: tuple[Mapping[str, int], list[str]], actor, now: datetime) -> AnchorScore:
    values = {"values": dict(said[0]), "critical": sorted(said[1]), "handed_in_at": now}
    return AnchorScore.objects.get_or_create(sample=sample, assessor=actor, defaults=values)[0]
