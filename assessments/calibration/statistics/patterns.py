"""What an assessor's figures look like, said kindly, and what helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.calibration.statistics.unsaid import Said

ENOUGH_RECORDINGS = 3  # for a halo
ENOUGH_SESSIONS = 3  # for a drift
DRIFT = 0.4  # points further from the reference than at the start


class Pattern(models.TextChoices):
    LENIENT = "lenient", _("Sees the best in people: scores above the reference")
    SEVERE = "severe", _("Asks a lot: scores below the reference")
    CENTRAL = "central_tendency", _("Stays in the middle of the scale")
    HALO = "halo", _("One impression colours every criterion")
    INCONSISTENT = "inconsistent", _("Near the reference sometimes, far at others")
    CRITICAL = "critical_disagreement", _("Sees other critical errors than the reference")
    DRIFTING = "drifting", _("Was near the reference, and is moving away")

    @property
    def helps(self) -> str:
        return str(HELPS[self])


HELPS = {
    Pattern.LENIENT: _("Score three reference recordings again and read the anchor of the score above before giving it."),
    Pattern.SEVERE: _("Score three reference recordings again and read the anchor of the score below before giving it."),
    Pattern.CENTRAL: _("Write a fact for every criterion, and practise with a clear 5 and a clear 1."),
    Pattern.HALO: _("Score one criterion in all the recordings, then the next one."),
    Pattern.INCONSISTENT: _("Train again with the anchors beside you; until then somebody else scores the same performances too."),
    Pattern.CRITICAL: _("Agree together what sets each critical error off, and write it in the rubric."),
    Pattern.DRIFTING: _("Score two recordings a month with the reference at hand; a licence lasts six months for this."),
}


@dataclass(frozen=True)
class Standard:
    """What a licence takes."""

    within_one: float = 0.85
    bias: float = 0.4
    kappa: float = 0.6
    spread_ratio: float = 0.6
    critical: float = 1.0

    def is_met(self, said: Mapping[str, Said]) -> bool:
        """What could not be said meets nothing."""
        least = all(_at_least(said[name], getattr(self, name)) for name in ("within_one", "kappa", "spread_ratio", "critical"))
        off = said["bias"]
        return least and isinstance(off, float) and abs(off) <= self.bias


LICENCE = Standard()


def patterns(
    said: Mapping[str, Said],
    own: Sequence[Sequence[int]],
    reference: Sequence[Sequence[int]],
    *,
    history: Sequence[float] = (),
    standard: Standard = LICENCE,
) -> tuple[Pattern, ...]:
    """The patterns that the figures show, in the order of `Pattern`.

    `own` and `reference` are the scores by recording; `history` the mean distance from the reference in each session, oldest first.
    """
    off, ratio = said["bias"], said["spread_ratio"]
    shown = {
        Pattern.LENIENT: isinstance(off, float) and off > standard.bias,
        Pattern.SEVERE: isinstance(off, float) and off < -standard.bias,
        Pattern.CENTRAL: _below(ratio, standard.spread_ratio),
        Pattern.HALO: not _below(ratio, standard.spread_ratio) and has_halo(own, reference),
        Pattern.INCONSISTENT: _below(said["within_one"], standard.within_one) or _below(said["kappa"], standard.kappa),
        Pattern.CRITICAL: _below(said["critical"], standard.critical),
        Pattern.DRIFTING: is_drifting(history),
    }
    return tuple(pattern for pattern in Pattern if shown[pattern])


def has_halo(own: Sequence[Sequence[int]], reference: Sequence[Sequence[int]]) -> bool:
    """Most recordings have one score in all criteria, and the reference tells the criteria of those apart.

    Thorndike, E. L. (1920), A constant error in psychological ratings, Journal of Applied Psychology 4.
    """
    flat = [len(set(scores)) == 1 and len(set(wanted)) > 1 for scores, wanted in zip(own, reference, strict=True) if len(scores) > 1]
    return len(flat) >= ENOUGH_RECORDINGS and 2 * sum(flat) > len(flat)


def is_drifting(history: Sequence[float]) -> bool:
    """The last two sessions are, together, clearly further from the reference than the first.

    Congdon, P. J. and McQueen, J. (2000), The stability of rater severity in large-scale assessment programs, Journal of Educational
    Measurement 37.
    """
    return len(history) >= ENOUGH_SESSIONS and fmean(history[-2:]) - history[0] >= DRIFT


def _at_least(figure: Said, least: float) -> bool:
    return isinstance(figure, float) and figure >= least


def _below(figure: Said, least: float) -> bool:
    return isinstance(figure, float) and figure < least
