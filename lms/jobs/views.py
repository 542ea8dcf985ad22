from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lms.jobs import actions
from lms.jobs.enums import JobState
from lms.jobs.forms import JobFilter
from lms.jobs.models import Job
from lms.jobs.permissions import can_see_jobs
from lms.jobs.queries import job_counts, job_kinds, job_list

PAGE = 50


@require_safe
@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    if not can_see_jobs(request.user):
        raise PermissionDenied
    search = JobFilter(request.GET, kinds=job_kinds(viewer=request.user))
    asked = search.answers()
    counts = job_counts(viewer=request.user)
    context = {
        "search": search,
        "asked": asked,
        "page": Paginator(job_list(viewer=request.user, **asked), PAGE).get_page(request.GET.get("page")),
        "counts": [(JobState(state), number) for state, number in counts.items()],
        "failed": counts[JobState.FAILED],
        "max_attempts": actions.MAX_ATTEMPTS,
    }
    return render(request, "jobs/list.html", context)


@require_POST
@login_required
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    if not can_see_jobs(request.user):
        raise PermissionDenied
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    actions.retry(job=job, actor=request.user)
    messages.success(request, _("The job is waiting for its turn."))
    return redirect("jobs:list")


@require_POST
@login_required
def retry_all(request: HttpRequest) -> HttpResponse:
    if not can_see_jobs(request.user):
        raise PermissionDenied
    number = actions.retry_all(kind=request.POST.get("kind", ""), actor=request.user)
    words = ngettext("%(number)d job is waiting for its turn.", "%(number)d jobs are waiting for their turn.", number)
    messages.success(request, words % {"number": number})
    return redirect("jobs:list")
