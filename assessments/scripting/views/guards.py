"""Who comes in where people write."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from assessments.rubrics.permissions import can_write_rubrics
from lms.people.permissions import can_author

View = Callable[..., HttpResponse]


def for_authors(view: View) -> View:
    """Signed in, and somebody who writes what people learn from."""
    return _for(can_author, view)


def for_writers_of_rubrics(view: View) -> View:
    return _for(can_write_rubrics, view)


def _for(allowed: Callable[..., bool], view: View) -> View:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
