"""What the screen of a calibration shows to somebody: a sheet to fill, or everybody's scores, or what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from assessments.calibration.enums import AnchorKind
from assessments.calibration.models import Anchor, AnchorScore, CalibrationSession
from assessments.calibration.queries.performances import Met, met
from assessments.calibration.queries.sessions import Spoken, figures_by_assessor, group_agreement, spoken, widest
from assessments.calibration.statistics import AssessorFigures, Said
from assessments.scores.queries.screens import anchors_of

PERCENT = ("equal", "within_one", "critical")


@dataclass(frozen=True)
class Asked:
    """A performance of the sheet, and for each criterion the name of its field and the score so far."""

    met: Met
    rows: list[tuple[Any, str, str, list[tuple[str, str]]]]  # criterion, name of its field, value, anchors
    errors: list[tuple[Any, bool]]

    @property
    def sample(self) -> Any:
        return self.met.sample


def sheet_to_fill(session: CalibrationSession, user, sent: Mapping[str, str] | None = None) -> list[Asked]:
    """Empty, as it was sent, or (of the reference) nothing at all: each score is chosen."""
    criteria = list(session.criteria)
    errors = list(session.version.critical_errors.all())
    return [
        Asked(
            met=one,
            rows=[_row(one.sample.letter, criterion, sent) for criterion in criteria],
            errors=[(error, bool(sent) and error.code in sent.getlist(f"critical_{one.sample.letter}")) for error in errors],
        )
        for one in met(session, user)
    ]


def _row(letter: str, criterion, sent) -> tuple[Any, str, str, list[tuple[str, str]]]:
    return criterion, f"value_{letter}_{criterion.code}", _sent(sent, letter, criterion.code), anchors_of(criterion)


def screen(session: CalibrationSession, user) -> dict[str, Any]:
    """What depends on where the session is and on who looks. Figures of a person are for them and for whoever leads."""
    leads = session.led_by_id == user.pk
    scores = session.people.filter(pk=user.pk).exists()
    done = AnchorScore.objects.filter(sample__session=session, assessor=user).exists()
    found: dict[str, Any] = {"session": session, "leads": leads, "waits": scores and done and session.state == "scoring"}
    if session.state == "scoring":
        return found | {"sheet": sheet_to_fill(session, user) if scores and not done else [], "missing": _missing(session) if leads else []}
    lines = spoken(session, user)
    found |= {"topics": topics(session, lines), "widest": widest(lines), "performances": met(session, user)}
    if session.state == "talking":
        return found | {"master": errors_to_agree(session, user) if leads else []}
    found |= {"anchors": _anchors(session) if leads else [], "anchor_kinds": AnchorKind.choices}
    theirs = [one for one in figures_by_assessor(session) if leads or one.assessor.pk == user.pk]
    figures = [(one.assessor, in_words(one.figures), one.figures) for one in theirs]
    return found | {"figures": figures, "group": as_text(group_agreement(session), percent=False)}


@dataclass(frozen=True)
class Topic:
    """One criterion to talk about: its anchors, everybody's scores of each performance, and what is agreed so far."""

    criterion: Any
    lines: list[tuple[Spoken, str]]  # with the score agreed so far, or ""
    note: str

    @property
    def is_apart(self) -> bool:
        return any(line.is_apart for line, _agreed in self.lines)

    @property
    def is_agreed(self) -> bool:
        return all(agreed for _line, agreed in self.lines)

    @property
    def anchors(self) -> list[tuple[str, str]]:
        return anchors_of(self.criterion)


@dataclass(frozen=True)
class ErrorsAgreed:
    """The critical errors of a performance, with who saw each."""

    letter: str
    errors: list[tuple[Any, list[str]]]


def topics(session: CalibrationSession, lines: list[Spoken]) -> list[Topic]:
    """In the rubric's order. What was signed is what is agreed."""
    found: dict[str, list[Spoken]] = {}
    for line in lines:
        found.setdefault(line.criterion.code, []).append(line)
    return [
        Topic(of[0].criterion, [(one, _agreed(session, one)) for one in of], session.talk.get(code, {}).get("note", ""))
        for code, of in found.items()
    ]


def errors_to_agree(session: CalibrationSession, user) -> list[ErrorsAgreed]:
    seen: dict[tuple[str, str], list[str]] = {}
    for row in AnchorScore.objects.visible_to(user).filter(sample__session=session).select_related("assessor", "sample"):
        for code in row.critical:
            seen.setdefault((row.sample.letter, code), []).append(str(row.assessor))
    errors = list(session.version.critical_errors.all())
    letters = session.samples.order_by("letter").values_list("letter", flat=True)
    return [ErrorsAgreed(letter, [(one, seen.get((letter, one.code), [])) for one in errors]) for letter in letters]


def agreed_sheet(session: CalibrationSession) -> dict[str, dict[str, int]]:
    """By letter, what was agreed while talking."""
    found: dict[str, dict[str, int]] = {}
    for code, said in session.talk.items():
        for letter, value in said.get("values", {}).items():
            found.setdefault(letter, {})[code] = value
    return found


def _agreed(session: CalibrationSession, line: Spoken) -> str:
    kept = session.talk.get(line.criterion.code, {}).get("values", {}).get(line.letter)
    value = line.master if line.master is not None else kept
    return "" if value is None else str(value)


def _anchors(session: CalibrationSession) -> list[tuple[Any, Anchor | None]]:
    """The performances that may become a reference, with what they are already."""
    samples = list(session.samples.exclude(performance=None).order_by("letter"))
    kept = {one.performance_id: one for one in Anchor.objects.kept().filter(performance__in=[one.performance_id for one in samples])}
    return [(one, kept.get(one.performance_id)) for one in samples]


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
    # Rounded, as they are published: formatting a number by itself cuts it, and 0.875 would be 0.87.
    return f"{floatformat(100 * said, -1)} %" if percent else floatformat(said, 2)


def _sent(sent, letter: str, code: str) -> str:
    return sent.get(f"value_{letter}_{code}", "") if sent else ""


def _missing(session: CalibrationSession) -> list:
    return list(session.people.exclude(pk__in=AnchorScore.objects.filter(sample__session=session).values("assessor")))
