"""The words of figures by group."""

from dataclasses import dataclass

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lms.promotions.queries.counting import DimensionRows
from lms.promotions.queries.counting import group_word as word_of

register = template.Library()
RARE = 0.05


@dataclass(frozen=True)
class Verdict:
    """What a dimension's figures ask for. It judges nobody: it says where to look."""

    shape: str
    text: str
    sentence: str


@register.simple_tag
def group_word(dimension: str, group: str) -> str:
    return word_of(dimension, group)


@register.filter
def percent(value: float) -> str:
    """25,0 %"""
    return f"{number_format(round(value * 100, 1), 1)}\u00a0%"


@register.simple_tag
def verdict(one: DimensionRows) -> Verdict:
    flagged = one.flagged
    if not flagged:
        return Verdict("met", _("Nothing flagged"), _("No group is selected at less than four fifths of the best rate."))
    worst = min(flagged, key=lambda row: row.p if row.p is not None else 1.0)
    words = {
        "group": word_of(one.dimension, worst.name),
        "ratio": number_format(round(worst.ratio, 2), 2),
        "p": number_format(round(worst.p, 4), 4) if worst.p is not None else "–",
    }
    if worst.p is not None and worst.p < RARE:
        sentence = _("%(group)s: ratio %(ratio)s and exact p %(p)s. Chance alone would rarely give this: look into it now.") % words
        return Verdict("expired", _("Look into it now"), _first_large(sentence))
    sentence = _("%(group)s: ratio %(ratio)s, but exact p %(p)s with this few people. Keep watching.") % words
    return Verdict("progress", _("Keep watching"), _first_large(sentence))


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
