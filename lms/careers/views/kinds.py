"""The register of kinds of licences: read by whoever reads ladders, kept by whoever edits them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.careers import actions
from lms.careers.forms import LicenceKindForm
from lms.careers.models import LicenceKind
from lms.careers.permissions import can_edit_ladders
from lms.careers.queries.licences import register_of_kinds
from lms.careers.views.guards import edits_ladders, reads_ladders, tried


@reads_ladders
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    context = {"register": register_of_kinds(), "can_edit": can_edit_ladders(request.user)}
    return render(request, "careers/licence_kinds.html", context)


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    return _edited(request, LicenceKind(), initial={"code": request.GET.get("code", "")})


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    return _edited(request, get_object_or_404(LicenceKind, code=code))


@edits_ladders
@require_POST
def archive(request: HttpRequest, code: str) -> HttpResponse:
    kind = get_object_or_404(LicenceKind, code=code)
    back = "back" in request.POST
    done = _("It can be given again.") if back else _("It is no longer given. Whoever holds one goes on holding it.")
    tried(request, lambda: actions.archive_kind(kind=kind, actor=request.user, back=back), done=done)
    return redirect("careers:licence_kinds")


def _edited(request: HttpRequest, kind: LicenceKind, **more) -> HttpResponse:
    form = LicenceKindForm(request.POST or None, instance=kind, **more)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.save_kind(kind=form.save(commit=False), actor=request.user)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect("careers:licence_kinds")
    context = {"form": form, "kind": kind if kind.pk else None}
    return render(request, "careers/licence_kind.html", context, status=422 if form.errors else 200)
