"""What every screen of calls begins with: who may come in, and which call it is about."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers

from lms.promotions.exceptions import CallRefused
from lms.promotions.models import Application, PromotionRound
from lms.promotions.permissions import can_manage


def signed_in(view):
    """Signed in, and kept out of every cache: what stands here is about people."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def seen(user, code: str) -> PromotionRound:
    """A call that this person may read; 404 for any other."""
    rounds = PromotionRound.objects.visible_to(user).select_related("target_rung__ladder", "unit", "adjustments_contact")
    return get_object_or_404(rounds, code=code)


def managed(user, code: str) -> PromotionRound:
    """404 for a call that one may not read, 403 for one that one reads and does not manage."""
    round = seen(user, code)
    if not can_manage(user, round):
        raise PermissionDenied
    return round


def managed_application(user, code: str, blind: str) -> Application:
    round = managed(user, code)
    found = Application.objects.filter(round=round).select_related("person", "round__target_rung", "round__unit")
    return get_object_or_404(found, code=blind)


def own(user, code: str) -> Application:
    """One's own application, whatever became of it; 404 without one."""
    found = Application.objects.filter(person=user).exclude(state="declined")
    return get_object_or_404(
        found.select_related("person", "round__target_rung", "round__unit", "round__adjustments_contact"), round__code=code
    )


def tried(request: HttpRequest, act, *, form=None, done: str = "") -> bool:
    """Does an act; what it refuses is said in the form, or at the top of the page that follows."""
    try:
        act()
    except CallRefused as refusal:
        if form is not None:
            form.add_error(None, refusal.words)
        else:
            messages.warning(request, refusal.words)
        return False
    if done:
        messages.success(request, done)
    return True
