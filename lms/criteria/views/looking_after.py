"""For who writes or signs: the version that comes next, its signatures, putting it in force, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.criteria import actions
from lms.criteria.briefing import briefing
from lms.criteria.permissions import can_see_register
from lms.criteria.queries.looking_after import may_look_after, next_page
from lms.criteria.views.guards import seen, tried
from lms.language.bilingual import active_language


@login_required
@never_cache
@require_safe
def next_version(request: HttpRequest, code: str) -> HttpResponse:
    guideline = _looked_after(request.user, code)
    screen = next_page(request.user, guideline)
    why_not = actions.why_not(screen.version) if screen.version.published_at is None else ""
    return render(request, "criteria/next.html", {"screen": screen, "why_not": why_not})


@login_required
@require_safe
def briefing_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force on paper, in the language of who asks: with the answers, so for whoever looks after people."""
    guideline = seen(request.user, code)
    if not (may_look_after(request.user, guideline) or can_see_register(request.user)):
        raise PermissionDenied
    version = get_object_or_404(guideline.versions.in_force().select_related("guideline__unit"))
    name = f"{code}-{version.number}-{active_language()}.pdf"
    return HttpResponse(briefing(version), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@login_required
@require_POST
def act(request: HttpRequest, code: str, step: str) -> HttpResponse:
    guideline, actor = _looked_after(request.user, code), request.user
    version = guideline.versions.last()
    steps = {
        "ask": (lambda: actions.ask_to_sign(version=version, actor=actor) or True, _("Whoever has to sign it has been asked.")),
        "sign": (lambda: actions.sign(version=version, actor=actor), _("Signed.")),
        "publish": (lambda: actions.publish(version=version, actor=actor), _("It is in force.")),
        "withdraw": (
            lambda: actions.withdraw(guideline=guideline, why=request.POST.get("why", ""), actor=actor),
            _("It is no longer in force."),
        ),
    }
    if step not in steps:
        raise Http404
    doing, done = steps[step]
    if tried(request, doing):
        messages.success(request, done)
    return redirect("criteria:next", code=code)


def _looked_after(user, code: str):
    guideline = seen(user, code)
    if not may_look_after(user, guideline):
        raise Http404
    return guideline
