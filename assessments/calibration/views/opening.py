"""Opening a session: first by which rubric, then everything else on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.calibration import actions
from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.forms import OpenForm
from assessments.calibration.permissions import can_lead
from assessments.calibration.queries.opening import rubrics_for


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    if not can_lead(request.user):
        raise PermissionDenied
    rubrics, chosen = list(rubrics_for()), request.GET.get("rubric", "")
    if not chosen:
        return render(request, "calibration/open.html", {"rubrics": rubrics})
    version = get_object_or_404(rubrics_for(), code=chosen).current
    form = OpenForm(request.POST or None, version=version, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_session(version=version, actor=request.user, **form.facts())
        except CannotCalibrate as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Open. Everybody you invited has been told."))
            return redirect("calibration:session", made.code)
    context = {"rubrics": rubrics, "version": version, "form": form, "ticked": form["performances"].value() or []}
    return render(request, "calibration/open.html", context, status=422 if form.errors else 200)
