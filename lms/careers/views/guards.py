"""What the screens of ladders and postings begin with: who may come in, and how what is refused is said."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy

from lms.careers.exceptions import AboutOneself, CareerError, EndsBeforeItStarts, Refused, StartsBeforeTheLast
from lms.careers.models import LadderVersion, Requirement, RungTerms
from lms.careers.permissions import can_edit_ladders, can_read_ladders

WORDS = {
    StartsBeforeTheLast: gettext_lazy("It begins before what they hold began: correct that one first."),
    EndsBeforeItStarts: gettext_lazy("The last day cannot come before the first one."),
    AboutOneself: gettext_lazy("Somebody else has to write down your own posting."),
}


def reads_ladders(view):
    return _for_whom(can_read_ladders, view)


def edits_ladders(view):
    return _for_whom(can_edit_ladders, view)


def _for_whom(may, view):
    """Signed in and allowed, and kept out of every cache."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def version_of(user, code: str, label: str) -> LadderVersion:
    """A version that one may read; 404 for any other."""
    found = LadderVersion.objects.visible_to(user).select_related("ladder", "published_by")
    return get_object_or_404(found, ladder__code=code, label=label)


def draft_of(user, code: str, label: str) -> LadderVersion:
    """404 for what was published: nothing of it is edited."""
    found = LadderVersion.objects.visible_to(user).drafts().select_related("ladder")
    return get_object_or_404(found, ladder__code=code, label=label)


def terms_in(draft: LadderVersion, rung: str) -> RungTerms:
    return get_object_or_404(draft.terms.select_related("rung", "version__ladder"), rung__code=rung)


def requirement_in(draft: LadderVersion, pk: int) -> Requirement:
    return get_object_or_404(draft.requirements.select_related("rung", "version__ladder"), pk=pk)


def tried(request: HttpRequest, act, *, form=None, done: str = "") -> bool:
    """Does an act; what it refuses is said in the form, or at the top of the page that follows."""
    try:
        act()
    except CareerError as refusal:
        words = refusal.words if isinstance(refusal, Refused) else str(WORDS[type(refusal)])
        if form is not None:
            form.add_error(None, words)
        else:
            messages.warning(request, words)
        return False
    if done:
        messages.success(request, done)
    return True
