"""A day as people say it, in the language in use, and as a command is given it."""

from argparse import ArgumentTypeError
from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from lms.language.bilingual import active_language

NO_BREAK = "\u00a0"


def day_given(text: str) -> date:
    """The day of an argument on the command line: a type for argparse. Raises its ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day. Write it as 2026-11-23.")


def day_month(day: date) -> str:
    """9 nov; with its year when that is not this year's."""
    return _day_month(day, day.year == timezone.localdate().year, active_language())


@lru_cache(maxsize=4096)
def _day_month(day: date, this_year: bool, language: str) -> str:
    words = date_format(day, "j M" if this_year else "j M Y")
    # Spanish writes its months small, and Django's short ones are not.
    return (words.lower() if language == "es" else words).replace(" ", NO_BREAK)
