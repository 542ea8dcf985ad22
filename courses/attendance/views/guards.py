"""Doing what was asked and saying what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from courses.attendance.exceptions import Refused


def tried(request: HttpRequest, act: Callable[[], object], *, done: str, form=None) -> bool:
    """Whether it was done; what was refused stands in the form, or above the page where there is none."""
    try:
        act()
    except Refused as refusal:
        if form is not None:
            form.add_error(None, str(refusal))
        else:
            messages.warning(request, str(refusal))
        return False
    if done:
        messages.success(request, done)
    return True
