"""The calendar of the centres: on which days who rests."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.enrolments import actions
from courses.enrolments.forms import HolidayForm
from courses.enrolments.models import Holiday
from courses.enrolments.permissions import can_keep_calendar, require

HOLIDAYS_A_PAGE = 30
LOOKS_BACK = timedelta(days=60)


@login_required
def holidays(request: HttpRequest) -> HttpResponse:
    """Those to come and the latest past ones, with the form that adds another."""
    require(can_keep_calendar(request.user))
    form = HolidayForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.add_holiday(**form.cleaned_data, actor=request.user)
        messages.success(request, _("“%(name)s” is a day of rest in %(unit)s.") % {"name": made.name, "unit": made.unit})
        return HttpResponseRedirect(reverse("enrolments:holidays"))
    rows = Holiday.objects.visible_to(request.user).filter(on__gte=timezone.localdate() - LOOKS_BACK).select_related("unit")
    page = Paginator(rows, HOLIDAYS_A_PAGE).get_page(request.GET.get("page"))
    own = set(Holiday.objects.managed_by(request.user).filter(pk__in=[row.pk for row in page]).values_list("pk", flat=True))
    context = {"form": form, "page": page, "rows": [(row, row.pk in own) for row in page]}
    return render(request, "enrolments/holidays.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def remove_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    require(can_keep_calendar(request.user))
    holiday = get_object_or_404(Holiday.objects.managed_by(request.user), pk=pk)
    actions.remove_holiday(holiday=holiday, actor=request.user)
    messages.success(request, _("“%(name)s” is a working day again.") % {"name": holiday.name})
    return HttpResponseRedirect(reverse("enrolments:holidays"))
