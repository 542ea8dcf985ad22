"""Working hours from a file: uploaded, looked at, taken, and put back as they were."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.rotas import actions
from lms.rotas.exceptions import CannotImport
from lms.rotas.forms import UploadForm
from lms.rotas.models import HoursImport
from lms.rotas.permissions import can_import

PER_PAGE = 25


def for_importers(view: Callable) -> Callable:
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_importers
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    page = Paginator(HoursImport.objects.visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "rotas/list.html", {"page": page})


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The columns of the last file are offered again."""
    last = HoursImport.objects.visible_to(request.user).first()
    form = UploadForm(request.POST or None, request.FILES or None, initial={**last.layout, "source": last.source} if last else None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = actions.upload(file=file, name=file.name, source=form.cleaned_data["source"], layout=form.layout(), actor=request.user)
        except CannotImport as error:
            form.add_error("file", f"{error.what} {error.mend}".strip())
        else:
            return redirect("rotas:detail", run.pk)
    return render(request, "rotas/upload.html", {"form": form}, status=422 if form.errors else 200)


@for_importers
@require_safe
def detail(request: HttpRequest, import_id: int) -> HttpResponse:
    return render(request, "rotas/detail.html", {"run": _run(request, import_id)})


@for_importers
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.confirm(run=_run(request, import_id), actor=request.user)
    return redirect("rotas:detail", import_id)


@for_importers
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.discard(run=_run(request, import_id), actor=request.user)
    return redirect("rotas:list")


@for_importers
@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.undo(run=_run(request, import_id), actor=request.user)
    messages.success(request, _("What it replaced stands again."))
    return redirect("rotas:detail", import_id)


def _run(request: HttpRequest, import_id: int) -> HoursImport:
    return get_object_or_404(HoursImport.objects.visible_to(request.user).select_related("made_by"), pk=import_id)
