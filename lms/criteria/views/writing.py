"""For authors: beginning a criterion or a notice, and writing the version that comes next."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.criteria import actions
from lms.criteria.actions.writing import mark_of
from lms.criteria.enums import WRITES, GuidelineKind
from lms.criteria.exceptions import EditedMeanwhile
from lms.criteria.forms import Sheet
from lms.criteria.models import Guideline
from lms.criteria.permissions import can_write, writes_somewhere
from lms.criteria.views.guards import seen, tried
from lms.people.models import Unit


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """The first version. The code is made with the page, so that a page sent twice begins one."""
    if not writes_somewhere(request.user, kind):
        raise PermissionDenied
    code = request.POST.get("code") or f"{kind[0]}-{timezone.localdate():%y%m%d}-{uuid4().hex[:4]}"
    units = Unit.objects.visible_to(request.user, WRITES[kind])
    sheet = Sheet(request.POST or None, guideline=None, kind=kind, units=units, begin_with=None, seen="", code=code)
    if request.method == "POST" and sheet.is_valid():
        given = sheet.main.cleaned_data
        roles, texts = given["roles"], sheet.texts()
        begun = tried(
            request,
            lambda: actions.draft(code=given["code"] or code, unit=given["unit"], roles=roles, texts=texts, actor=request.user, kind=kind),
        )
        if begun:
            messages.success(request, _("The draft is kept. Nobody reads it before it comes into force."))
            return redirect("criteria:next", code=begun.guideline.code)
    return _page(request, sheet, kind, None)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    guideline = seen(request.user, code)
    if not can_write(request.user, guideline):
        raise Http404
    sheet = _sheet(request, guideline)
    if request.method == "POST" and sheet.is_valid():
        kept = _revised(request, guideline, sheet)
        if kept:
            messages.success(request, _("The draft is kept. Nobody reads it before it comes into force."))
            return redirect("criteria:next", code=code)
    return _page(request, sheet, guideline.kind, guideline)


def _sheet(request: HttpRequest, guideline: Guideline) -> Sheet:
    last = guideline.versions.last()
    facts = {"guideline": guideline, "kind": guideline.kind, "begin_with": last}
    return Sheet(request.POST or None, **facts, seen=mark_of(guideline), code=guideline.code)


def _revised(request: HttpRequest, guideline: Guideline, sheet: Sheet):
    """The version as it is kept; None where it is refused. Somebody else's words are never written over."""
    mark = sheet.main.cleaned_data["seen"]
    try:
        return tried(request, lambda: actions.revise(guideline=guideline, texts=sheet.texts(), actor=request.user, seen=mark))
    except EditedMeanwhile as meanwhile:
        words = _("%(name)s has written it since you opened it. Yours stands below and is not kept: copy what you need, and open it anew.")
        messages.error(request, words % {"name": meanwhile.version.edited_by or _("Somebody")})
        return None


def _page(request: HttpRequest, sheet: Sheet, kind: str, guideline: Guideline | None) -> HttpResponse:
    context = {"sheet": sheet, "guideline": guideline, "is_criterion": kind == GuidelineKind.CRITERION}
    return render(request, "criteria/write.html", context, status=422 if request.method == "POST" else 200)
