"""Locks, days and waits in words, in the language in use. Each says what happens next, and when."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.enrolments.unlocking import Access, Lock

MOST_NAMED = 2


def day_words(day: date, today: date) -> str:
    """Thursday 12 November; with its year when that is not this year's."""
    pattern = pgettext("date format", "l j F") if day.year == today.year else pgettext("date format", "l j F Y")
    return date_format(day, pattern)


def lock_reason(access: Access, titles: Mapping[int, str], today: date) -> str:
    """Why a module is closed and what opens it; empty for an open one. `titles` are those of the modules, by id."""
    if access.is_open:
        return ""
    names = [titles[module] for module in access.waits_for]
    if access.lock is Lock.DAY:
        return _opens_on(access.opens_on, today)
    if access.lock is Lock.MODULES:
        return _opens_after(names)
    return _opens_on_after(day_words(access.opens_on, today), names)


def _opens_on(day: date, today: date) -> str:
    if day == today + timedelta(days=1):
        return _("Opens tomorrow, %(day)s") % {"day": day_words(day, today)}
    return _("Opens on %(day)s") % {"day": day_words(day, today)}


def _opens_after(names: list[str]) -> str:
    if len(names) == 1:
        return _("Opens when “%(name)s” is done") % {"name": names[0]}
    if len(names) == MOST_NAMED:
        return _("Opens when “%(first)s” and “%(second)s” are done") % {"first": names[0], "second": names[1]}
    return _("Opens when the %(number)d modules before it are done. The first is “%(name)s”") % {"number": len(names), "name": names[0]}


def _opens_on_after(day: str, names: list[str]) -> str:
    if len(names) == 1:
        return _("Opens on %(day)s, once “%(name)s” is done") % {"day": day, "name": names[0]}
    if len(names) == MOST_NAMED:
        return _("Opens on %(day)s, once “%(first)s” and “%(second)s” are done") % {"day": day, "first": names[0], "second": names[1]}
    words = {"day": day, "number": len(names), "name": names[0]}
    return _("Opens on %(day)s, once the %(number)d modules before it are done. The first is “%(name)s”") % words


def wait_words(wait: timedelta) -> str:
    """How long someone waited, in the one unit that says it best."""
    minutes = max(int(wait.total_seconds() // 60), 0)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    hours = round(minutes / 60)
    if hours < 24:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    days = round(hours / 24)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
