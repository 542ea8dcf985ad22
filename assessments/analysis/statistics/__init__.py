"""Classical test theory: what answers say about the questions. Pure; each formula names its source; too little data is None."""

from assessments.analysis.statistics.items import ENOUGH, ItemFigures, Scored, facility, item_figures, item_rest_correlation, upper_lower
from assessments.analysis.statistics.reliability import Reliability, alpha, alpha_standard_error, measurement_error, reliability

__all__ = [
    "ENOUGH",
    "ItemFigures",
    "Reliability",
    "Scored",
    "alpha",
    "alpha_standard_error",
    "facility",
    "item_figures",
    "item_rest_correlation",
    "measurement_error",
    "reliability",
    "upper_lower",
]
