"""The register of a session, on the screen and on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.attendance import actions, queries
from courses.attendance.exceptions import WrittenMeanwhile
from courses.attendance.forms import RegisterForm
from courses.attendance.models import ClassSession, Correction
from courses.attendance.permissions import keeps_register
from courses.attendance.views.guards import tried
from courses.enrolments.permissions import can_see_learning, can_teach, require
from lms.language.bilingual import active_language


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Kept by whoever teaches the cohort; read by those who see its people, of those people."""
    require(can_see_learning(request.user))
    session, now = _seen(request, pk), timezone.now()
    keeps = keeps_register(request.user, session.cohort)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    found = queries.register_of(session, request.user, now)
    editable = keeps and found.has_begun and session.state != "cancelled"
    form = RegisterForm(request.POST or None, register=found, viewer=request.user) if editable else None
    if request.method == "POST" and form is None:
        messages.warning(request, _("It is cancelled: nobody was there.") if found.has_begun else _("It has not begun yet."))
        return redirect("attendance:register", pk)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid() and _saved(request, session, form):
                return redirect("attendance:register", pk)
        except WrittenMeanwhile:
            status, found = 409, queries.register_of(_seen(request, pk), request.user, now)
            form = form.over(found)
            words = _("Somebody else saved this register after you opened it. Look at what differs, and save yours once more.")
            form.add_error(None, words)
    context = {
        "register": found,
        "session": found.session,
        "form": form,
        "differs": status == 409,
        "keeps": keeps,
        "when": queries.when(session),
        "corrections": _corrections(session) if found.is_signed and keeps else [],
    }
    return render(request, "attendance/register.html", context, status=status)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """To be signed by hand: for the room, and for when the line is down."""
    from courses.attendance.sheet import sheet_of  # draws PDFs: a quarter of a second that a web process starts without

    require(can_teach(request.user))
    session = get_object_or_404(
        ClassSession.objects.taught_by(request.user).select_related("cohort__programme", "cohort__unit", "trainer"), pk=pk
    )
    name = f"attendance-{session.on:%Y-%m-%d}-{session.pk}-{active_language()}.pdf"
    return HttpResponse(sheet_of(session), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _seen(request: HttpRequest, pk: int) -> ClassSession:
    rows = ClassSession.objects.visible_to(request.user).select_related("cohort", "trainer", "signed_by")
    return get_object_or_404(rows, pk=pk)


def _saved(request: HttpRequest, session: ClassSession, form: RegisterForm) -> bool:
    sign = "sign" in request.POST
    act = lambda: actions.take_register(  # noqa: E731
        session=session,
        entries=form.entries,
        revision=form.cleaned_data["revision"],
        actor=request.user,
        sign=sign,
        from_paper=form.cleaned_data["from_paper"],
        reason=form.cleaned_data.get("reason", ""),
    )
    signed = _("Signed, with your name and the time. It counts from now on.")
    return tried(request, act, form=form, done=signed if sign and session.state == "planned" else _("Saved."))


def _corrections(session: ClassSession) -> list:
    rows = Correction.objects.filter(attendance__session=session)
    return list(rows.select_related("actor", "attendance__enrolment__person"))
