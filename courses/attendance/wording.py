"""Attendance in words, in the language in use."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.attendance.minutes import Tally


def hours(minutes: int) -> str:
    """54 h; 6.5 h; 40 min."""
    if 0 < minutes < 60:
        return _("%(number)d min") % {"number": minutes}
    whole, rest = divmod(minutes, 60)
    number = str(whole) if not rest else number_format(round(minutes / 60, 2), 2).rstrip("0")
    return _("%(number)s h") % {"number": number}


def share(found: Tally) -> str:
    """54 of 60 h (90 %), and what is left to make up; or that nothing was held yet."""
    if not found.held:
        return _("No session has been signed yet.")
    if found.percent is None:
        words = _("On leave in every session so far: there is nothing to say yet.")
    else:
        values = {"there": hours(found.there), "held": hours(found.held - found.leave), "percent": found.percent}
        words = _("%(there)s of %(held)s (%(percent)d %%).") % values
    if found.leave:
        words += " " + _("%(leave)s of leave to make up.") % {"leave": hours(found.leave)}
    return words


def short_of(late: int, early: int) -> str:
    """Came 10 min late, left 5 min early; empty for who was there from end to end."""
    said = []
    if late:
        said.append(ngettext("came %(number)d minute late", "came %(number)d minutes late", late) % {"number": late})
    if early:
        said.append(ngettext("left %(number)d minute early", "left %(number)d minutes early", early) % {"number": early})
    return ", ".join(said)
