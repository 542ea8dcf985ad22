"""What is proved of somebody: their own page, and the same page for those who may see it."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.competencies import permissions
from lms.competencies.actions.questions import can_still_question
from lms.competencies.models import Competency
from lms.competencies.queries.record import competency_of, record_of
from lms.competencies.querysets import SEES_EVIDENCE
from lms.competencies.sources import addresses_of
from lms.competencies.tables import evidence_rows, record_rows
from lms.exports.sheets import as_download
from lms.people.models import User


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return _record(request, request.user)


@never_cache
@login_required
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    return _record(request, seen_person(request, pk))


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    person = seen_person(request, pk)
    name = f"{slugify(str(person)) or 'record'}-{timezone.localdate().isoformat()}"
    on = asked_day(request)
    more = {_("Evidence"): evidence_rows(person, on)}
    return as_download(record_rows(record_of(person, on)), name=name, suffix=suffix, title=_("Competencies"), more=more)


@never_cache
@login_required
@require_safe
def competency(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    person = seen_person(request, pk)
    found = get_object_or_404(Competency.objects.select_related("group").prefetch_related("levels"), code=code)
    view = competency_of(person, found, asked_day(request))
    is_own = person == request.user
    addresses = addresses_of(request.user, [line.evidence.source for line in view.pieces])
    judges = not is_own and permissions.can_judge(request.user)
    for line in view.pieces:
        line_open = not hasattr(line.evidence, "void")
        line.evidence.source_url = addresses.get(line.evidence.source, "")
        line.evidence.can_question = is_own and line_open and line.question is None and can_still_question(line.evidence)
        line.evidence.can_void = judges and line_open and permissions.can_void(request.user, line.evidence)
    context = {
        "person": person,
        "is_own": is_own,
        "view": view,
        "is_past": view.on < timezone.localdate(),
        "today": timezone.localdate(),
        "can_observe": permissions.can_observe(request.user, person),
        "can_accredit": permissions.can_accredit(request.user, person),
    }
    return render(request, "competencies/competency.html", context)


def seen_person(request: HttpRequest, pk: int) -> User:
    """The person, or 404 for those whose record this user may not see."""
    return get_object_or_404(User.objects.visible_to(request.user, SEES_EVIDENCE), pk=pk)


def asked_day(request: HttpRequest) -> date | None:
    """The day asked about; None without one, for one that is none, and for one that has not come."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day and date(2000, 1, 1) <= day <= timezone.localdate() else None


def _record(request: HttpRequest, person: User) -> HttpResponse:
    on = asked_day(request)
    is_past = on is not None and on < timezone.localdate()
    context = {
        "person": person,
        "is_own": person == request.user,
        "record": record_of(person, on),
        "on": on,
        "is_past": is_past,
        "today": timezone.localdate(),
        # Where the links of the lines begin and end: one address resolved, not one a line.
        "competency_at": reverse("competencies:competency", args=[person.pk, "-"]).removesuffix("-/"),
        "day_asked": f"?on={on.isoformat()}" if on and is_past else "",
    }
    return render(request, "competencies/record.html", context)
