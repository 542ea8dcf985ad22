"""How a sustained figure is said: what it was, over which months, on how many cases, and what was asked of it."""

from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.language.bilingual import LANGUAGES
from lms.operations.models import Metric
from lms.operations.windows import MonthFigure, Target, Window, first_day

LONGEST = 250  # characters of a source's title


def sustained_in_words(metric: Metric, target: Target, window: Window) -> dict[str, str]:
    """In each language, as the title of a source: "First contact resolution: 78 % on average, August to October 2026 (61 cases);
    at least 76 % was asked"."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = _sustained(metric, target, window)[:LONGEST]
    return said


def months_in_figures(figures: list[MonthFigure]) -> str:
    """A line a month, the oldest first, in figures alone: they are read the same in every language."""
    return "\n".join(
        f"{first_day(one.month):%Y-%m}: {one.value.normalize():f}" + (f" (n = {one.sample})" if one.sample is not None else "")
        for one in sorted(figures)
    )


def _sustained(metric: Metric, target: Target, window: Window) -> str:
    first, last = first_day(min(window.months)), first_day(max(window.months))
    values = {
        "metric": metric.name,
        "mean": _number(window.mean, metric),
        "months": date_format(last, "F Y") if first == last else f"{date_format(first, 'F Y')} – {date_format(last, 'F Y')}",
        "asked": _asked(target, metric),
    }
    text = _("%(metric)s: %(mean)s on average, %(months)s; %(asked)s was asked") % values
    if window.cases is None:
        return text
    return f"{text} ({ngettext('%(number)s case', '%(number)s cases', window.cases) % {'number': window.cases}})"


def _asked(target: Target, metric: Metric) -> str:
    values = {"value": _number(target.value, metric), "to": _number(target.value_to, metric)}
    words = {">=": _("at least %(value)s"), "<=": _("at most %(value)s"), "band": _("from %(value)s to %(to)s")}
    return words[target.comparison] % values


def _number(value: Decimal | None, metric: Metric) -> str:
    if value is None:
        return ""
    shown = number_format(round(value, max(1, metric.decimals)), decimal_pos=None if value != int(value) else 0)
    return f"{shown} {metric.unit_of_measure}".strip()
