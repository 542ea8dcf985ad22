"""The performances that a request may touch: one's own, whatever one's role."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.roleplays.models import Performance


def own_performance(request: HttpRequest, performance_id: UUID) -> Performance:
    rows = Performance.objects.select_related("version__scenario").defer("version__scenario__draft")
    found = get_object_or_404(rows, pk=performance_id, person=request.user)
    found.person = request.user
    return found


def address_of(performance: Performance) -> str:
    """The screen before it: its step, or its scenario."""
    if performance.enrolment_id and performance.step_key:
        return reverse("roleplays:brief", args=[performance.enrolment_id, performance.step_key])
    return reverse("roleplays:scenario", args=[performance.version.scenario.code])


def again(performance: Performance) -> str:
    """Where another one is started."""
    if performance.enrolment_id and performance.step_key:
        return reverse("roleplays:start", args=[performance.enrolment_id, performance.step_key])
    return reverse("roleplays:practise", args=[performance.version.scenario.code])
