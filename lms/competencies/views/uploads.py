"""A framework out of a file: sent, looked at (what it would add, change and archive), then brought in or put aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.competencies.actions.editing import confirm_upload, keep_upload, uploaded
from lms.competencies.actions.frameworks import planned_import
from lms.competencies.exchange import Unreadable, read
from lms.competencies.exchange.formats import LARGEST, format_of
from lms.competencies.forms.frameworks import UploadForm
from lms.competencies.models import FrameworkUpload
from lms.competencies.queries.versions import line_of
from lms.competencies.views.editing import EDIT, writes


@writes
@require_http_methods(EDIT)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    faults = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("competencies:framework_upload_preview", _keep(request, form.cleaned_data).pk)
        except Unreadable as refusal:
            faults = refusal.faults
    context = {"form": form, "faults": faults}
    return render(request, "competencies/frameworks_upload.html", context, status=422 if form.errors or faults else 200)


@writes
@require_safe
def preview(request: HttpRequest, pk) -> HttpResponse:
    found = _mine(request, pk)
    tree = uploaded(found)
    try:
        context = {"lines": [line_of(one) for one in planned_import(tree=tree, archive_missing=found.archive_missing)], "faults": ()}
    except Unreadable as refusal:
        context = {"lines": [], "faults": refusal.faults}
    return render(request, "competencies/frameworks_preview.html", {"upload": found, "tree": tree, **context})


@writes
@require_POST
def confirm(request: HttpRequest, pk) -> HttpResponse:
    found = FrameworkUpload.objects.filter(pk=pk, actor=request.user).first()
    if found is None:
        messages.info(request, _("That file has been brought in or put aside already."))
        return redirect("competencies:frameworks")
    try:
        framework = confirm_upload(upload=found, actor=request.user)
    except Unreadable:
        return redirect("competencies:framework_upload_preview", pk)
    messages.success(request, _("“%(file)s” is brought in.") % {"file": found.file_name})
    return redirect("competencies:framework", framework.code)


@writes
@require_POST
def discard(request: HttpRequest, pk) -> HttpResponse:
    FrameworkUpload.objects.filter(pk=pk, actor=request.user).delete()
    messages.success(request, _("The file is put aside. Nothing has changed."))
    return redirect("competencies:frameworks")


def _mine(request: HttpRequest, pk) -> FrameworkUpload:
    return get_object_or_404(FrameworkUpload, pk=pk, actor=request.user)


def _keep(request: HttpRequest, said: dict) -> FrameworkUpload:
    file = said["file"]
    tree = read(
        file.read(LARGEST + 1),
        format=said["format"] or format_of(file.name),
        code=said["code"],
        name=said["name"],
        language=said["language"],
    )
    return keep_upload(tree=tree, file_name=file.name, archive_missing=said["archive_missing"], actor=request.user)
