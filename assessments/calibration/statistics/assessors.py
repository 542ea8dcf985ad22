"""One assessor beside the agreed reference: the figures, the pattern they make, and whether they carry a licence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.calibration.statistics.pairs import (
    bias,
    distance,
    quadratic_kappa,
    share_equal,
    share_within,
    spread,
    spread_ratio,
)
from assessments.calibration.statistics.patterns import LICENCE, Pattern, Standard, patterns
from assessments.calibration.statistics.unsaid import Said

Recordings = Mapping[str, Sequence[int]]  # by recording, the scores in the order of the criteria
Criticals = Mapping[str, frozenset[str]]  # by recording, the critical errors seen


@dataclass(frozen=True)
class Readings:
    """Everything that one assessor, or the reference, said of the recordings."""

    scores: Recordings
    critical: Criticals


@dataclass(frozen=True)
class AssessorFigures:
    """Shares are from 0 to 1; `bias`, `distance` and `spread` are in points of the scale."""

    equal: Said
    within_one: Said
    bias: Said
    distance: Said
    spread: Said
    spread_ratio: Said
    kappa: Said
    critical: Said
    patterns: tuple[Pattern, ...]
    certified: bool


def figures(own: Readings, reference: Readings, standard: Standard = LICENCE, *, history: Sequence[float] = ()) -> AssessorFigures:
    """`history`: the mean distance from the reference in the sessions before this one, oldest first.

    Raises KeyError where a recording of the reference was not scored."""
    names = list(reference.scores)
    given = [value for name in names for value in own.scores[name]]
    wanted = [value for name in names for value in reference.scores[name]]
    said: dict[str, Said] = {
        "equal": share_equal(given, wanted),
        "within_one": share_within(given, wanted),
        "bias": bias(given, wanted),
        "distance": distance(given, wanted),
        "spread": spread(given),
        "spread_ratio": spread_ratio(given, wanted),
        "kappa": quadratic_kappa(given, wanted),
        "critical": _critical(own, reference, names),
    }
    far = [*history, said["distance"]] if isinstance(said["distance"], float) else list(history)
    ours, theirs = ([list(one.scores[name]) for name in names] for one in (own, reference))
    found = patterns(said, ours, theirs, history=far, standard=standard)
    return AssessorFigures(**said, patterns=found, certified=standard.is_met(said))


def _critical(own: Readings, reference: Readings, names: Sequence[str]) -> Said:
    """The share of recordings with the same critical errors."""
    ours, theirs = ([";".join(sorted(one.critical.get(name, ()))) for name in names] for one in (own, reference))
    return share_equal(ours, theirs)
