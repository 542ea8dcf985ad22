"""What a signed calibration does to licences: earned by being near the reference, lapsed by moving away from it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.calibration.models import CalibrationSession
from assessments.calibration.queries.sessions import Line, figures_by_assessor
from assessments.calibration.statistics import Pattern
from assessments.scores.actions import give_licence, revoke_licence
from assessments.scores.models import AssessorLicence
from lms.notifications.actions import notify


def settle_licences(session: CalibrationSession, actor, now: datetime) -> None:
    """Six months for whoever is near enough. Who is not, and has been moving away from it, loses the one they have."""
    today = timezone.localdate(now)
    facts = {"rubric": session.version.rubric, "source": f"calibration:{session.code}", "actor": actor, "on": today}
    for line in figures_by_assessor(session):
        if line.figures.certified:
            _tell_of_licence(session, line, give_licence(assessor=line.assessor, **facts))
        else:
            lapsed = _lapse(session, line, actor, today) if Pattern.DRIFTING in line.figures.patterns else 0
            _tell_of_none(session, line, bool(lapsed))


def _lapse(session: CalibrationSession, line: Line, actor, today) -> int:
    held = AssessorLicence.objects.valid_on(today).filter(assessor=line.assessor, rubric=session.version.rubric)
    return len([revoke_licence(licence=one, actor=actor, why=f"drift:{session.code}") for one in held])


def _tell_of_licence(session: CalibrationSession, line: Line, licence: AssessorLicence) -> None:
    notify(
        person=line.assessor,
        kind="calibration.licence",
        key=f"calibration.licence:{licence.pk}",
        title=lambda: _("You are licensed to score: %(rubric)s") % {"rubric": session.version.rubric.name},
        text=lambda: _("Until %(day)s. Your figures are in the session.") % {"day": date_format(licence.valid_to)},
        url=reverse("calibration:session", args=[session.code]),
    )


def _tell_of_none(session: CalibrationSession, line: Line, lapsed: bool) -> None:
    def text() -> str:
        begin = (
            _("You have been moving away from the reference, so your licence ends.") if lapsed else _("Not yet licensed by this session.")
        )
        return " ".join([begin, *(one.helps for one in line.figures.patterns[:1]), _("The next session is the way to it.")])

    notify(
        person=line.assessor,
        kind="calibration.signed",
        key=f"calibration.signed:{session.pk}:{line.assessor.pk}",
        title=lambda: _("A calibration was signed: %(title)s") % {"title": session.title},
        text=text,
        url=reverse("calibration:session", args=[session.code]),
    )
