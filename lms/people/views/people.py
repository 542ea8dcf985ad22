"""Who is here: the list, its export, one person, and what they are here."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from lms.exports.sheets import safe_cell
from lms.people import actions, permissions
from lms.people.forms.people import EndForm, GrantForm, PeopleFilter
from lms.people.models import Membership, User
from lms.people.queries import people_list, people_rows
from lms.people.signals import person_panels

PAGE = 25


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    if not permissions.can_see_people(request.user):
        raise PermissionDenied
    search = PeopleFilter(request.GET, viewer=request.user)
    page = Paginator(_asked(search, request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "filtered": any(search.answers().values()),
        "can_invite": permissions.can_invite(request.user),
        "can_export": permissions.can_export_people(request.user),
        "can_administer": permissions.can_administer(request.user),
    }
    return render(request, "people/list.html", context)


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, for a spreadsheet."""
    if not permissions.can_export_people(request.user):
        raise PermissionDenied
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="people-{timezone.localdate().isoformat()}.csv"'
    lines = csv.writer(response)
    lines.writerow([_("Surname"), _("First name"), _("E-mail"), _("Roles"), _("Language"), _("In the company since")])
    number = 0
    for number, row in enumerate(people_rows(_asked(PeopleFilter(request.GET, viewer=request.user), request.user)), start=1):  # noqa: B007
        lines.writerow([safe_cell(cell) for cell in row])
    log(instance=request.user, action="people.export", user=request.user, data={"people": number})
    return response


@require_safe
@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    memberships = list(found.memberships.select_related("unit").order_by("-valid_from", "unit__path"))
    for membership in memberships:
        membership.ended = membership.valid_to is not None and membership.valid_to < today
        membership.can_end = not membership.ended and permissions.can_give(request.user, membership.unit, membership.role)
    answers = person_panels.send(sender=User, person=found, request=request)
    context = {
        "person": found,
        "memberships": memberships,
        "today": today,
        "can_grant": bool(permissions.givable_roles(request.user)),
        "can_deactivate": permissions.can_deactivate(request.user, found),
        "panels": [mark_safe(html) for _receiver, html in answers if html],  # noqa: S308 (our own receivers)
    }
    return render(request, "people/detail.html", context)


@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not permissions.givable_roles(request.user):
        raise PermissionDenied
    form = GrantForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        actions.grant_membership(person=found, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The role has been given."))
        return redirect("people:detail", pk=found.pk)
    return render(request, "people/grant.html", {"person": found, "form": form})


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.givable_by(request.user).select_related("person", "unit"), pk=pk)
    get_object_or_404(User.objects.visible_to(request.user), pk=membership.person_id)
    form = EndForm(request.POST or None, starts_on=membership.valid_from)
    if request.method == "POST" and form.is_valid():
        actions.end_membership(membership=membership, on=form.cleaned_data["last_day"], actor=request.user)
        messages.success(request, _("The last day has been written down."))
        return redirect("people:detail", pk=membership.person_id)
    return render(request, "people/end.html", {"membership": membership, "person": membership.person, "form": form})


@login_required
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes an account, or opens it again; asks first."""
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not permissions.can_deactivate(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        if found.is_active:
            actions.deactivate_person(person=found, actor=request.user)
            messages.success(request, _("The account is closed. What was learnt stays."))
        else:
            actions.reactivate_person(person=found, actor=request.user)
            messages.success(request, _("The account is open again."))
        return redirect("people:detail", pk=found.pk)
    return render(request, "people/deactivate.html", {"person": found})


def _asked(search: PeopleFilter, viewer: User):
    asked = search.answers()
    return people_list(viewer=viewer, words=asked["q"] or "", unit=asked["unit"], role=asked["role"] or "")
