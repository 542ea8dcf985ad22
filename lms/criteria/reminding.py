"""Which reminder a day asks for. Pure: days in, the name of a reminder out."""

from datetime import date, timedelta

AGAIN_EVERY = timedelta(days=7)
AT_MOST = 4  # once late, then once a week: after a month of silence somebody should talk to the person


def reminder(on: date, due_on: date) -> str | None:
    """The latest reminder that is due on a day; None before there is one.

    "before" on the day before `due_on` and on that day, "late-0" the day after, "late-1" a week later, and so on. A day that is left
    out is made up for by the next one, with one reminder and not several.
    """
    if on < due_on - timedelta(days=1):
        return None
    if on <= due_on:
        return "before"
    weeks = (on - due_on - timedelta(days=1)) // AGAIN_EVERY
    return f"late-{min(weeks, AT_MOST - 1)}"
