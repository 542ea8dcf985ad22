"""Which changes there were, who has read them, who is missing; and taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.changes import actions
from courses.changes.enums import Kind, State
from courses.changes.exceptions import ChangeRefused
from courses.changes.forms import NarrowForm, WhyForm
from courses.changes.models import Change
from courses.changes.permissions import can_say, can_see_changes
from courses.changes.queries import reading, screens
from lms.jobs.models import Job

PER_PAGE = 25


@never_cache
@login_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    if not can_see_changes(request.user):
        raise PermissionDenied
    form = NarrowForm(request.GET or None)
    narrow = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(screens.changes_seen(**narrow), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": screens.as_rows(request.user, list(page)), "form": form, "narrowed": any(narrow.values())}
    return render(request, "changes/list.html", context)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _one(request, _seen(request, pk), WhyForm())


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    change, form = _seen(request, pk), WhyForm(request.POST)
    if not can_say(request.user, change.page.specific):
        raise PermissionDenied
    if not form.is_valid():
        return _one(request, change, form, status=422)
    try:
        ended = actions.end_change(change=change, why=form.cleaned_data["why"], actor=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        undone = _("Taken back: nobody had done it, and it asks nothing any more.")
        closed = _("Closed: nobody else is asked. What people did stays.")
        messages.success(request, undone if ended.state == State.UNDONE else closed)
    return redirect("changes:one", change.pk)


def _seen(request: HttpRequest, pk: int) -> Change:
    if not can_see_changes(request.user):
        raise PermissionDenied
    rows = Change.objects.filter(live_at__isnull=False).select_related("page__locale", "author", "ended_by", "product_unit")
    return get_object_or_404(rows, pk=pk)


def _one(request: HttpRequest, change: Change, form: WhyForm, status: int = 200) -> HttpResponse:
    missing = request.GET.get("all") != "1"
    of = screens.provings_of if change.kind == Kind.INVALIDATES else screens.readings_of
    context = {
        "row": screens.as_rows(request.user, [change])[0],
        "parts": reading.all_parts(change),
        "missing": missing,
        "people": Paginator(of(request.user, change, missing=missing), PER_PAGE).get_page(request.GET.get("page")),
        "certifications": list(change.certifications.all()) if change.kind == Kind.INVALIDATES else [],
        "can_say": can_say(request.user, change.page.specific),
        "job": Job.objects.filter(key=f"changes.ask:{change.pk}").first() if change.asks else None,
        "form": form,
    }
    return render(request, "changes/one.html", context, status=status)
