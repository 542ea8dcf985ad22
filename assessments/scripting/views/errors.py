"""The catalogue of critical errors: one more, other words, and what is no longer offered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.rubrics import actions
from assessments.rubrics.exceptions import ErrorInUse
from assessments.rubrics.models import CriticalError
from assessments.rubrics.queries import is_in_a_version
from assessments.scripting.forms.rubrics import CriticalErrorForm
from assessments.scripting.queries.rubrics import critical_errors
from assessments.scripting.views.guards import for_writers_of_rubrics


@for_writers_of_rubrics
@require_http_methods(["GET", "HEAD", "POST"])
def errors(request: HttpRequest) -> HttpResponse:
    form = CriticalErrorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_critical_error(actor=request.user, **form.facts())
        messages.success(request, _("%(code)s can be chosen in every rubric.") % {"code": made.code})
        return redirect("scripting:critical_errors")
    context = critical_errors() | {"form": form}
    return render(request, "scripting/critical_errors.html", context, status=422 if form.errors else 200)


@for_writers_of_rubrics
@require_http_methods(["GET", "HEAD", "POST"])
def error(request: HttpRequest, code: str) -> HttpResponse:
    """Its words, while nobody was scored by them; what is missing of them, always."""
    found = get_object_or_404(CriticalError, code=code)
    form = CriticalErrorForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_critical_error(error=CriticalError(pk=found.pk), actor=request.user, **form.facts())
        except ErrorInUse as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("scripting:critical_errors")
    context = {"error": found, "form": form, "in_use": is_in_a_version(found)}
    return render(request, "scripting/critical_error.html", context, status=422 if form.errors else 200)


@for_writers_of_rubrics
@require_POST
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """No longer offered; with `back`, offered again."""
    back = bool(request.POST.get("back"))
    actions.archive_critical_error(error=get_object_or_404(CriticalError, code=code), actor=request.user, back=back)
    messages.success(request, _("It can be chosen again.") if back else _("Archived. Versions that have it keep it."))
    return redirect("scripting:critical_errors")
