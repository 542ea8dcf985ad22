"""Evidence by hand, its document, and why a piece no longer counts."""

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.competencies import actions, permissions
from lms.competencies.forms import EvidenceForm, ReasonForm
from lms.competencies.models import Competency, Evidence
from lms.competencies.views.record import seen_person

KINDS = {
    "observation": (permissions.can_observe, actions.record_observation),
    "prior_learning": (permissions.can_accredit, actions.record_prior_learning),
    "assessment_centre": (permissions.can_accredit, actions.record_assessment_centre),
}


@never_cache
@login_required
def add(request: HttpRequest, pk: int, code: str, kind: str) -> HttpResponse:
    person = seen_person(request, pk)
    may, record = KINDS[kind]
    if not may(request.user, person):
        raise PermissionDenied
    competency = get_object_or_404(
        Competency.objects.prefetch_related("levels").select_related("group"), code=code, archived_at__isnull=True
    )
    form = EvidenceForm(request.POST or None, request.FILES or None, competency=competency, kind=kind)
    if request.method == "POST" and form.is_valid():
        record(person=person, competency=competency, actor=request.user, **_values(form))
        messages.success(request, _("It is written down, and %(person)s can read it.") % {"person": person})
        return redirect("competencies:competency", pk=person.pk, code=competency.code)
    return render(request, f"competencies/add_{kind}.html", {"person": person, "competency": competency, "form": form})


@never_cache
@login_required
def void(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _evidence(request, pk)
    if not permissions.can_void(request.user, evidence):
        raise PermissionDenied
    label, hint = _("Why it no longer counts"), _("The person reads this. The piece stays on their record, marked as void.")
    form = ReasonForm(request.POST or None, label=label, hint=hint)
    if request.method == "POST" and form.is_valid():
        actions.void_evidence(evidence=evidence, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("It no longer counts. What it proved has been worked out anew."))
        return redirect("competencies:competency", pk=evidence.person_id, code=evidence.competency.code)
    return render(request, "competencies/void.html", {"evidence": evidence, "person": evidence.person, "form": form})


@never_cache
@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    evidence = _evidence(request, pk)
    if not evidence.document:
        raise Http404
    return FileResponse(evidence.document.open("rb"), as_attachment=True, filename=evidence.document.name.rsplit("/", 1)[-1])


def _evidence(request: HttpRequest, pk: int) -> Evidence:
    seen = Evidence.objects.visible_to(request.user).select_related("person", "competency__group", "kind")
    return get_object_or_404(seen, pk=pk)


def _values(form: EvidenceForm) -> dict:
    values = {name: value for name, value in form.cleaned_data.items() if name != "observed_on"}
    day = form.cleaned_data["observed_on"]
    now = timezone.localtime()
    # Today's is of this moment; another day's is of its noon, which is that day in every time zone of a centre.
    values["observed_at"] = now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))
    return values
