"""Points as people read them: 3.5 or 3,5, never more than two decimals, and never rounded to a pass that is none."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()

_HUNDREDTHS = Decimal("0.01")


@register.filter
def points(value: Decimal | float | None) -> str:
    """What somebody has: rounded down."""
    return "" if value is None else _written(Decimal(str(value)).quantize(_HUNDREDTHS, ROUND_DOWN))


@register.filter
def points_missing(value: Decimal) -> str:
    """What somebody lacks: rounded up."""
    return _written(value.quantize(_HUNDREDTHS, ROUND_UP))


def _written(value: Decimal) -> str:
    short = value.normalize()
    # 1E+1 is 10
    return number_format(short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1)), use_l10n=True)
