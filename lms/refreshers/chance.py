"""How often chance alone does as much. Pure.

The binomial tail is the regularised incomplete beta function, I_{1-p}(n-x, x+1) (DLMF 8.17.5), by its continued fraction (DLMF
8.17.22, evaluated as in Lentz 1976, Appl. Opt. 15:668-71). It takes numbers between whole ones too, which is what cases are once
they are counted for less because they vary by more than chance.
"""

from math import exp, lgamma, log, log1p
from statistics import NormalDist

NORMAL = NormalDist()
TINY, ENOUGH, TURNS = 1e-300, 1e-12, 500


def at_most(seen: float, cases: float, share: float) -> float:
    """The chance of `seen` cases or fewer among so many, each with the chance `share` (0 to 1)."""
    if seen < 0:
        return 0.0
    if seen >= cases:
        return 1.0
    return incomplete_beta(1 - share, cases - seen, seen + 1)


def as_few(seen: float, cases: float, share: float) -> float:
    """The same with half of what lies at `seen` itself: the mid-P value (Lancaster 1961, JASA 56:223-34), which is neither too
    bold, as the normal curve is for shares above a half, nor as timid as the exact tail."""
    return (at_most(seen, cases, share) + at_most(seen - 1, cases, share)) / 2


def beyond(errors: float) -> float:
    """The chance of lying so many standard errors or more beyond."""
    return NORMAL.cdf(-errors)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), for a and b above 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, TURNS):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d, c = 1 / _off_zero(1 + step * d), _off_zero(1 + step / c)
            found *= d * c
        if abs(d * c - 1) < ENOUGH:
            break
    return found


def _off_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
