"""More time for one person: HR grants it, whoever assesses does not see it."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.quizzes import actions
from assessments.quizzes.forms import TimeForm
from assessments.quizzes.models import TimeAdjustment
from assessments.quizzes.permissions import can_grant_time


@never_cache
@login_required
def time(request: HttpRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(get_user_model().objects.visible_to(request.user), pk=person_id)
    if not can_grant_time(request.user, person):
        raise PermissionDenied
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.grant_time(person=person, actor=request.user, **form.adjustment)
        messages.success(request, _("Written down. It counts from the next time they start, and in what they have open."))
        return redirect("people:detail", person.pk)
    return render(request, "quizzes/time.html", {"person": person, "form": form})


@login_required
@require_POST
def end_time(request: HttpRequest, pk: int) -> HttpResponse:
    adjustment = get_object_or_404(TimeAdjustment.objects.visible_to(request.user).select_related("person"), pk=pk)
    if not can_grant_time(request.user, adjustment.person):
        raise PermissionDenied
    actions.end_adjustment(adjustment=adjustment, on=timezone.localdate(), actor=request.user)
    messages.success(request, _("Today is its last day."))
    return redirect("people:detail", adjustment.person_id)
