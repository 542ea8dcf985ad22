"""Licences and sign-offs of a person: read by them and by those who see their ladder, given and withdrawn by a named person."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.attendance.queries import known_of
from lms.careers import actions, wording
from lms.careers.forms import GiveLicenceForm, WithdrawLicenceForm
from lms.careers.models import Licence
from lms.careers.permissions import can_license
from lms.careers.queries.licences import licence_lines, names_of_licences, offered_to
from lms.careers.queries.plans import plans_on
from lms.careers.querysets import LICENSES, SEES_READINESS
from lms.careers.views.guards import tried
from lms.people.models import User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def licences(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user, SEES_READINESS | LICENSES), pk=pk)
    may_give, form = can_license(request.user, person), None
    if request.method == "POST" and not may_give:
        raise PermissionDenied
    if may_give:
        offered = offered_to(request.user, (ask.code for ask in plans_on().asks if ask.kind == "licence"))
        form = GiveLicenceForm(request.POST or None, request.FILES or None, offered=offered, initial={"code": request.GET.get("code", "")})
    if form is not None and request.method == "POST" and form.is_valid():
        act = lambda: actions.give_licence(person=person, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Written down.")):
            return redirect("careers:licences", pk)
    context = {
        "person": person,
        "is_own": person == request.user,
        "lines": licence_lines(person, request.user),
        "form": form,
        # Whoever signs the gate of the classroom has it before them; nothing is signed or refused by it.
        "known": known_of(person, request.user) if may_give else [],
    }
    return render(request, "careers/licences.html", context, status=422 if form and form.errors else 200)


@never_cache
@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """The paper of a licence. Each time it is opened is noted."""
    found = get_object_or_404(Licence.objects.with_document_for(request.user).select_related("person"), pk=pk)
    actions.open_document(licence=found, reader=request.user)
    name = f"{slugify(found.code)}-{found.given_on.isoformat()}.{found.document.name.rsplit('.', 1)[-1]}"
    return FileResponse(found.document.open("rb"), as_attachment=True, filename=name)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    people = User.objects.visible_to(request.user, LICENSES).exclude(pk=request.user.pk)
    found = get_object_or_404(Licence.objects.filter(person__in=people).select_related("person"), pk=pk)
    if not can_license(request.user, found.person, found.code):
        raise PermissionDenied
    form = WithdrawLicenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.withdraw_licence(licence=found, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("Withdrawn.")):
            return redirect("careers:licences", found.person_id)
    name = wording.licence(found.code, names_of_licences([found.code]).get(found.code, ""))
    context = {"form": form, "licence": found, "person": found.person, "name": name}
    return render(request, "careers/licence_withdraw.html", context, status=422 if form.errors else 200)
