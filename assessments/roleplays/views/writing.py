"""Writing a reply: keeping it, handing it in, asking for it to be assessed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.roleplays.actions import writing
from assessments.roleplays.enums import Mode, PerformanceState
from assessments.roleplays.exceptions import CannotPlay
from assessments.roleplays.forms import TextForm
from assessments.roleplays.models import Performance
from assessments.roleplays.queries.writing import desk
from assessments.roleplays.views.own import address_of, own_performance


@login_required
@require_POST
def save(request: HttpRequest, performance_id: UUID) -> JsonResponse:
    """For the script that keeps the text while it is written. 409 when it has been handed in, 422 when it is too long."""
    form = TextForm(request.POST)
    performance = _own_text(request, performance_id)
    if not form.is_valid():
        return JsonResponse({"saved": False, "words": form.problem}, status=422)
    if performance.state != PerformanceState.OPEN:
        return JsonResponse({"saved": False, "words": _("It has already been handed in.")}, status=409)
    kept = {"text": form.cleaned_data["text"], "counter": form.cleaned_data["counter"] or 0}
    saved = writing.save_text(performance_id=performance_id, person=request.user, **kept)
    return JsonResponse({"saved": saved, "at": time_format(timezone.localtime(), "H:i")})


@login_required
@require_POST
def hand_in(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    """Hands in, or only keeps it with `keep`."""
    form = TextForm(request.POST)
    performance = _own_text(request, performance_id)
    if not form.is_valid() and performance.state == PerformanceState.OPEN:
        return _as_typed(request, performance, form)
    text = form.cleaned_data.get("text", "")
    if "keep" in request.POST:
        writing.save_text(performance_id=performance_id, person=request.user, text=text, counter=performance.counter + 1)
        return redirect("roleplays:play", performance_id)
    try:
        writing.hand_in(performance_id=performance_id, person=request.user, text=text)
    except CannotPlay as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("roleplays:play", performance_id)
    return redirect("roleplays:result", performance_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, performance_id: UUID) -> HttpResponse:
    """Says who will see it, and asks once more."""
    performance = own_performance(request, performance_id)
    if performance.mode not in writing.IN_OWN_WORDS:
        raise Http404
    if request.method != "POST":
        if performance.state != PerformanceState.FINISHED or not performance.practice:
            return redirect("roleplays:play", performance_id)
        return render(request, "roleplays/assess.html", {"screen": desk(performance)})
    try:
        writing.ask_assessment(performance_id=performance_id, person=request.user)
    except CannotPlay as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("roleplays:play", performance_id)
    messages.success(request, _("It is with the assessors now. You will find their reading here."))
    return redirect("roleplays:play", performance_id)


def _as_typed(request: HttpRequest, performance: Performance, form: TextForm) -> HttpResponse:
    """The desk with what was sent and why it was not kept: nothing that somebody typed is lost."""
    performance.text = request.POST.get("text", "")
    messages.warning(request, form.problem)
    context = {"screen": desk(performance), "back": address_of(performance)}
    return render(request, "roleplays/writing.html", context, status=422)


def _own_text(request: HttpRequest, performance_id: UUID) -> Performance:
    performance = own_performance(request, performance_id)
    if performance.mode != Mode.WRITTEN:
        raise Http404
    return performance
