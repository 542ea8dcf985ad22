"""Recordings kept as a reference: asked for by whoever scores, granted by the person, heard by whoever scores."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.recordings import actions
from assessments.recordings.exceptions import CannotRecord
from assessments.recordings.forms import AnchorForm
from assessments.recordings.models import Anchor, Recording
from assessments.recordings.permissions import can_use_references
from assessments.recordings.queries.references import references as references_for


@never_cache
@login_required
@require_safe
def references(request: HttpRequest) -> HttpResponse:
    if not can_use_references(request.user):
        raise PermissionDenied
    context = {"screen": references_for(request.user, request.GET.get("page"), request.GET.get("listen"))}
    return render(request, "recordings/references.html", context)


@never_cache
@login_required
@require_POST
def ask(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """Asks the person; afterwards back to the page it was asked from, which is the queue of scores where that is not known."""
    found = get_object_or_404(Recording.objects.visible_to(request.user).exclude(performance__person=request.user), pk=recording_id)
    if not can_use_references(request.user):
        raise PermissionDenied
    form = AnchorForm(request.POST, auto_id="reference_%s")
    if form.is_valid():
        try:
            actions.ask_anchor(recording=found, actor=request.user, **form.cleaned_data)
        except CannotRecord as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Asked. The person decides, and you find it among the references if they say yes."))
            return redirect("recordings:references")
    return render(request, "recordings/ask_reference.html", {"form": form, "recording": found}, status=422)


@login_required
@require_POST
def answer(request: HttpRequest, anchor_id: int) -> HttpResponse:
    """The person says yes, no, or takes a yes back."""
    rows = Anchor.objects.select_related("recording").filter(recording__performance__person=request.user)
    found = get_object_or_404(rows, pk=anchor_id)
    said = request.POST.get("answer")
    if said == "withdraw":
        actions.withdraw_anchor(anchor=found, actor=request.user)
        messages.success(request, _("It is no reference any more. Nobody else hears it as one."))
    elif said in ("yes", "no"):
        actions.answer_anchor(anchor=found, agrees=said == "yes", actor=request.user)
        messages.success(request, _("Your answer is kept."))
    else:
        messages.warning(request, _("Say yes or no: nothing has changed."))
    return redirect("recordings:own", found.recording.performance_id)
