"""Per cent as exact fractions, so that three thirds make one."""

from fractions import Fraction

NOTHING, FULL = Fraction(0), Fraction(1)

# Rounded per cent that stand for a fraction with one of these denominators, as exchange formats write them: 33.33333, 14.28571.
_DENOMINATORS = (3, 6, 7, 9, 11, 12)
_PLACES = 5


def share(percent: float | int | str) -> Fraction:
    """The part of one point that so many per cent are; 33.33333 is a third. Raises ValueError for what is no number."""
    exact = Fraction(str(percent)) / 100
    for denominator in _DENOMINATORS:
        near = Fraction(round(exact * denominator), denominator)
        if near.denominator > 1 and abs(near - exact) * 100 < Fraction(6, 10**_PLACES):
            return near
    return exact


def within_one(points: Fraction) -> Fraction:
    """Never below nothing, never above the question's one point."""
    return min(max(points, NOTHING), FULL)
