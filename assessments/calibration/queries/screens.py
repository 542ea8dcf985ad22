"""What the screen of a calibration shows to somebody: a sheet to fill, or everybody's scores, or what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.calibration.models import AnchorScore, CalibrationSession
from assessments.calibration.queries.sessions import figures_by_assessor, group_agreement, spoken
from assessments.calibration.statistics import AssessorFigures, Said

PERCENT = ("equal", "within_one", "critical")


@dataclass(frozen=True)
class Asked:
    """A performance of the sheet: for each criterion its name and the score so far; its text where it was written."""

    sample: Any
    rows: list[tuple[Any, str, str]]  # criterion, name of its field, value
    errors: list[tuple[Any, bool]]
    text: str


def sheet_to_fill(session: CalibrationSession, sent: Mapping[str, str] | None = None) -> list[Asked]:
    """Empty, as it was sent, or (of the reference) nothing at all: each score is chosen."""
    criteria = list(session.version.criteria.order_by("position"))
    errors = list(session.version.critical_errors.all())
    return [
        Asked(
            sample=one,
            rows=[(criterion, f"value_{one.letter}_{criterion.code}", _sent(sent, one.letter, criterion.code)) for criterion in criteria],
            errors=[(error, bool(sent) and error.code in sent.getlist(f"critical_{one.letter}")) for error in errors],
            text=one.performance.text if one.performance else "",
        )
        for one in session.samples.select_related("performance").order_by("letter")
    ]


def screen(session: CalibrationSession, user) -> dict[str, Any]:
    """What depends on where the session is and on who looks. Figures of a person are for them and for whoever leads."""
    leads = session.led_by_id == user.pk
    scores = session.people.filter(pk=user.pk).exists()
    done = AnchorScore.objects.filter(sample__session=session, assessor=user).exists()
    found: dict[str, Any] = {"session": session, "leads": leads, "waits": scores and done and session.state == "scoring"}
    if session.state == "scoring":
        return found | {"sheet": sheet_to_fill(session) if scores and not done else [], "missing": _missing(session) if leads else []}
    found["lines"] = spoken(session, user)
    if session.state == "talking":
        return found | {"master": sheet_to_fill(session) if leads else []}
    theirs = [one for one in figures_by_assessor(session) if leads or one.assessor.pk == user.pk]
    lines = [(one.assessor, in_words(one.figures), one.figures) for one in theirs]
    return found | {"figures": lines, "group": as_text(group_agreement(session), percent=False)}


def in_words(figures: AssessorFigures) -> list[tuple[str, str]]:
    """The figures with their names, in the order in which they are read; what is not said says why."""
    names = {
        "within_one": _("At most one from the reference"),
        "bias": _("Above or below it"),
        "kappa": _("Weighted kappa"),
        "spread_ratio": _("Use of the scale"),
        "critical": _("Critical errors alike"),
    }
    return [(label, as_text(getattr(figures, name), percent=name in PERCENT)) for name, label in names.items()]


def as_text(said: Said, *, percent: bool) -> str:
    if not isinstance(said, float):
        return str(said)
    return f"{100 * said:.0f} %" if percent else number_format(said, decimal_pos=2)


def _sent(sent, letter: str, code: str) -> str:
    return sent.get(f"value_{letter}_{code}", "") if sent else ""


def _missing(session: CalibrationSession) -> list:
    return list(session.people.exclude(pk__in=AnchorScore.objects.filter(sample__session=session).values("assessor")))
