"""Figures of work from a file: uploaded, looked at, imported by a job, and undone as a whole."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.figures import actions
from lms.figures.exceptions import CannotImport
from lms.figures.forms import UndoForm, UploadForm
from lms.figures.models import FigureImport, Mapping
from lms.figures.views.guarding import for_importers
from lms.jobs.enums import JobState

PER_PAGE = 25


@for_importers
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    found = FigureImport.objects.visible_to(request.user).select_related("mapping", "made_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "figures/list.html", {"page": page, "mappings": Mapping.objects.count()})


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = actions.upload(
                mapping=form.cleaned_data["mapping"], file=file, name=file.name, replace=form.cleaned_data["replace"], actor=request.user
            )
        except CannotImport as error:
            form.add_error("file", f"{error.what} {error.mend}".strip())
        else:
            return redirect("figures:detail", run.pk)
    return render(request, "figures/upload.html", {"form": form}, status=422 if form.errors else 200)


@for_importers
@require_safe
def detail(request: HttpRequest, import_id: int) -> HttpResponse:
    return _page(request, _run(request, import_id), UndoForm())


@for_importers
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.confirm_import(run=_run(request, import_id), actor=request.user)
    return redirect("figures:detail", import_id)


@for_importers
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.discard_import(run=_run(request, import_id), actor=request.user)
    return redirect("figures:list")


@for_importers
@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    run, form = _run(request, import_id), UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, run, form, status=422)
    actions.undo_import(run=run, reason=form.cleaned_data["reason"], actor=request.user)
    return redirect("figures:detail", import_id)


def _run(request: HttpRequest, import_id: int) -> FigureImport:
    return get_object_or_404(FigureImport.objects.visible_to(request.user).select_related("mapping", "made_by", "job"), pk=import_id)


def _page(request: HttpRequest, run: FigureImport, form: UndoForm, status: int = 200) -> HttpResponse:
    is_stopped = run.is_working and (run.job is None or run.job.state == JobState.FAILED)
    return render(request, "figures/detail.html", {"run": run, "form": form, "is_stopped": is_stopped}, status=status)
