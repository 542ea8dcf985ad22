"""How much assessors agree. Pure; each formula names its source; what cannot be said is said in words, never as a number."""

from assessments.calibration.statistics.assessors import AssessorFigures, Readings, figures
from assessments.calibration.statistics.groups import agreement, fleiss_kappa, gwet_ac1, icc_2_1, mean_quadratic_kappa
from assessments.calibration.statistics.intervals import Interval, bootstrap
from assessments.calibration.statistics.krippendorff import Scale, alpha
from assessments.calibration.statistics.pairs import bias, cohen_kappa, distance, quadratic_kappa, share_equal, share_within, spread_ratio
from assessments.calibration.statistics.patterns import Pattern, Standard, patterns
from assessments.calibration.statistics.unsaid import Said, Unsaid, is_said

__all__ = [
    "AssessorFigures",
    "Interval",
    "Pattern",
    "Readings",
    "Said",
    "Scale",
    "Standard",
    "Unsaid",
    "agreement",
    "alpha",
    "bias",
    "bootstrap",
    "cohen_kappa",
    "distance",
    "figures",
    "fleiss_kappa",
    "gwet_ac1",
    "icc_2_1",
    "is_said",
    "mean_quadratic_kappa",
    "patterns",
    "quadratic_kappa",
    "share_equal",
    "share_within",
    "spread_ratio",
]
