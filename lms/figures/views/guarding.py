"""Who gets to these screens."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from lms.figures.permissions import can_import, can_keep_tokens


def for_importers(view: Callable) -> Callable:
    """Signed in, and somebody who brings figures in."""
    return _for(can_import, view)


def for_administrators(view: Callable) -> Callable:
    """Signed in, and somebody who lets systems in."""
    return _for(can_keep_tokens, view)


def _for(may: Callable[..., bool], view: Callable) -> Callable:
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
