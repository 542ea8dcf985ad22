"""The pictures of questions: for their authors, and for whoever has been asked."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from assessments.quizzes.models import QuestionMedia

# What a browser draws and never runs; an SVG is drawn in a room of its own.
DRAWN = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml"}
AS_A_FILE = "application/octet-stream"


@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": True})
@login_required
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    media = get_object_or_404(QuestionMedia.objects.visible_to(request.user), name=name)
    drawn = media.content_type in DRAWN
    try:
        file = media.file.open("rb")
    except FileNotFoundError:
        raise Http404
    response = FileResponse(file, filename=media.name, as_attachment=not drawn, content_type=media.content_type if drawn else AS_A_FILE)
    response["X-Content-Type-Options"] = "nosniff"
    # Its name is made from its bytes: under one name there is never another picture.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
