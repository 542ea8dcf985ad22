"""What one reads of what changed, and the version of a lesson that one did."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.changes import actions
from courses.changes.enums import TaskState
from courses.changes.models import ReadAgain
from courses.changes.queries import reading, screens

PER_PAGE = 25


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    page = Paginator(screens.my_readings(request.user), PER_PAGE).get_page(request.GET.get("page"))
    titles = reading.shown_titles([task.change for task in page])
    return render(request, "changes/mine.html", {"page": page, "rows": [(task, titles[task.change_id]) for task in page]})


@never_cache
@login_required
@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    task = _own(request, pk)
    return render(request, "changes/read.html", {"task": task, "read": reading.to_be_read(task), "whole": reading.whole_page(task)})


@login_required
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    task = actions.read_to_the_end(task=_own(request, pk))
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"done": task.state == TaskState.DONE})
    if task.state == TaskState.DONE:
        messages.success(request, _("Read. Thank you: you are up to date."))
    else:
        messages.info(request, _("This is no longer asked of you."))
    return redirect("changes:mine")


@login_required
@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A lesson as it was when somebody did it: for them, and for those who see their learning."""
    try:
        found = reading.version_done(request.user, pk)
    except LookupError:
        raise Http404 from None
    return render(request, "changes/version.html", {"found": found})


def _own(request: HttpRequest, pk: int) -> ReadAgain:
    return get_object_or_404(ReadAgain.objects.filter(person=request.user).select_related("change__page__locale", "person"), pk=pk)
