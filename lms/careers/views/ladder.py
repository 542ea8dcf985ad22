"""A person's ladder: their own, and the same page for those who may see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.careers.queries.ladder import ladder_of
from lms.careers.querysets import SEES_READINESS
from lms.competencies.permissions import can_see_record
from lms.people.models import User


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _ladder(request, request.user, reverse("careers:mine"))


@never_cache
@login_required
@require_safe
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user, SEES_READINESS), pk=pk)
    return _ladder(request, person, reverse("careers:ladder", args=[pk]))


def _ladder(request: HttpRequest, person: User, address: str) -> HttpResponse:
    found = ladder_of(person, lambda rung: f"{address}?rung={rung.code}", request.GET.get("rung", ""))
    is_own = person == request.user
    context = {"person": person, "is_own": is_own, "ladder": found, "sees_record": is_own or can_see_record(request.user, person)}
    return render(request, "careers/ladder.html", context)
