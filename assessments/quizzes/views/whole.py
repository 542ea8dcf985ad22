"""All questions of an open attempt at once, for the page that shows them one by one and goes on without asking for each."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.quizzes import queries
from assessments.quizzes.views.own import own_attempt


@never_cache
@require_safe
def questions(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """401 when nobody is signed in: a script asks, which has no use for the sign-in page."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        raise Http404
    return render(request, "quizzes/questions.html", {"items": queries.all_items(attempt)})
