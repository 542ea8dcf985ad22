"""Until when what people have earned holds: one's own, and that of the people one looks after."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.exports.sheets import TYPES, as_download
from lms.renewals.forms import PeopleFilter
from lms.renewals.permissions import can_see_people
from lms.renewals.queries import my_cycles, people_to_renew
from lms.renewals.tables import rows_of

PER_PAGE = 25


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "renewals/mine.html", {"cycles": my_cycles(request.user), "sees_people": can_see_people(request.user)})


@never_cache
@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    _require(request)
    form = PeopleFilter(request.GET, viewer=request.user)
    page = Paginator(people_to_renew(request.user, **form.answers()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "renewals/people.html", {"form": form, "page": page, "query": request.GET.urlencode()})


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    _require(request)
    if suffix not in TYPES:
        raise Http404
    found = people_to_renew(request.user, **PeopleFilter(request.GET, viewer=request.user).answers())
    name = f"renewals-{timezone.localdate().isoformat()}"
    return as_download(rows_of(found.iterator(chunk_size=500)), name=name, suffix=suffix, title=_("Renewals"))


def _require(request: HttpRequest) -> None:
    if not can_see_people(request.user):
        raise PermissionDenied
