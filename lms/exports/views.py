"""An export on its way, and the file when it is there."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.exports.models import Export
from lms.exports.sheets import TYPES


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Export.objects.visible_to(request.user).select_related("job"), pk=pk)
    template = "exports/export.html#progress" if request.headers.get("HX-Request") else "exports/export.html"
    return render(request, template, {"export": found, "job": found.job})


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: UUID) -> FileResponse:
    found = get_object_or_404(Export.objects.visible_to(request.user), pk=pk)
    if not found.file:
        raise Http404
    name = f"{slugify(found.title) or 'export'}-{found.asked_at:%Y-%m-%d}.{found.suffix}"
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name, content_type=TYPES[found.suffix])
