"""The hours that people and units work, kept by whoever leads them and by HR."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.notifications import actions
from lms.notifications.forms import HoursForm
from lms.notifications.models import WorkingHours
from lms.notifications.permissions import KEEPS_UNIT_HOURS, can_keep_hours, can_keep_unit_hours
from lms.notifications.queries import hours_of, hours_of_unit, units_with_hours
from lms.people.models import Unit, User


@login_required
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's week at work."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not can_keep_hours(request.user, person):
        raise PermissionDenied
    own = WorkingHours.objects.filter(person=person).exists()
    form = HoursForm(request.POST if request.method == "POST" else None, hours=hours_of(person))
    if request.method == "POST" and form.is_valid():
        actions.set_working_hours(person=person, hours=form.hours(), actor=request.user)
        messages.success(request, _("The working hours are saved."))
        return redirect("people:detail", pk=person.pk)
    return render(request, "notifications/hours.html", {"person": person, "form": form, "own": own}, status=422 if form.errors else 200)


@login_required
@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """The units that one keeps the hours of, and what holds in each."""
    if not request.user.has_role(KEEPS_UNIT_HOURS):
        raise PermissionDenied
    units = Unit.objects.visible_to(request.user, roles=KEEPS_UNIT_HOURS)
    return render(request, "notifications/units.html", {"rows": units_with_hours(units)})


@login_required
def unit_hours(request: HttpRequest, code: str) -> HttpResponse:
    """A unit's week at work, for whoever has none of their own."""
    unit = get_object_or_404(Unit, code=code)
    if not can_keep_unit_hours(request.user, unit):
        raise PermissionDenied
    held, written_in = hours_of_unit(unit)
    form = HoursForm(request.POST if request.method == "POST" else None, hours=held)
    if request.method == "POST" and form.is_valid():
        actions.set_unit_hours(unit=unit, hours=form.hours(), actor=request.user)
        messages.success(request, _("The working hours are saved."))
        return redirect("notifications:units")
    context = {"unit": unit, "form": form, "written_in": written_in}
    return render(request, "notifications/unit_hours.html", context, status=422 if form.errors else 200)
