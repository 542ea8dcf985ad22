"""Who looks from outside: reviews, the works council, the figures by group, and the whole file."""

import csv

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.jobs.enums import JobState
from lms.jobs.models import Job
from lms.promotions import actions
from lms.promotions.enums import Opened
from lms.promotions.forms import GroupsForm, SettleAppealForm
from lms.promotions.models import Appeal, PromotionFile, PromotionRound
from lms.promotions.permissions import may_manage, may_read_aggregates
from lms.promotions.queries.arithmetic import arithmetic_of, counting_scores
from lms.promotions.queries.counting import group_word, impact, round_figures
from lms.promotions.queries.published import published_panel, top_exercises
from lms.promotions.views.guards import managed, signed_in, tried


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """A review as whoever was given it reads it, and HR after them."""
    found = Appeal.objects.visible_to(request.user).select_related(
        "application__person", "application__round__unit", "assigned_to", "decision"
    )
    appeal = get_object_or_404(found, pk=appeal_id)
    application, theirs = appeal.application, appeal.assigned_to_id == request.user.pk
    form = SettleAppealForm(request.POST or None) if theirs and not appeal.outcome else None
    if request.method == "POST":
        if not theirs:
            raise PermissionDenied
        if form is not None and form.is_valid():
            act = lambda: actions.settle_appeal(appeal=appeal, actor=request.user, **form.cleaned_data)  # noqa: E731
            tried(request, act, form=form, done=_("Answered. The candidate is told."))
        if form is None or not form.errors:
            return redirect("promotions:appeal_file", appeal_id=appeal.pk)
    actions.record_opening(round=application.round, what=Opened.APPEAL, actor=request.user, application=application)
    context = {
        "appeal": appeal,
        "application": application,
        "round": application.round,
        "arithmetic": arithmetic_of(application, counting_scores(application, request.user)),
        "decisions": application.decisions.select_related("decided_by"),
        "recusals": application.recusals.select_related("member__person", "replacement__person"),
        "snapshot": application.snapshots.last(),
        "form": form,
    }
    return render(request, "promotions/review.html", context, status=422 if form is not None and form.errors else 200)


@signed_in
@require_safe
def council(request: HttpRequest, code: str) -> HttpResponse:
    """Rules, versions, days and figures: no person."""
    if not may_read_aggregates(request.user):
        raise PermissionDenied
    rounds = PromotionRound.objects.with_aggregates_for(request.user).select_related("target_rung", "unit")
    round = get_object_or_404(rounds, code=code)
    context = {
        "round": round,
        "exercises": top_exercises(round),
        "panel": published_panel(round),
        "rules": list(round.published.all()),
        "figures": round_figures(round),
    }
    return render(request, "promotions/council.html", context)


@signed_in
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    if not may_read_aggregates(request.user):
        raise PermissionDenied
    return render(request, "promotions/fairness.html", {"impact": impact(request.user), "may_manage": may_manage(request.user)})


@signed_in
@require_safe
def fairness_export(request: HttpRequest) -> HttpResponse:
    """The same figures as a table: a hidden group is hidden here too."""
    if not may_read_aggregates(request.user):
        raise PermissionDenied
    found = impact(request.user)
    name = f"promotions-{found.until.isoformat()}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    response.write("\ufeff")  # So that a spreadsheet reads the accents.
    table = csv.writer(response)
    table.writerow(
        [_("Dimension"), _("Group"), _("Applied"), _("Selected"), _("Rate"), _("Ratio to the best"), _("Exact p"), _("Under four fifths")]
    )
    for one in found.dimensions:
        for row in one.rows:
            table.writerow([one.dimension.label, group_word(one.dimension, row.name), *_cells(row)])
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest) -> HttpResponse:
    """Which groups people belong to comes in here and is shown of nobody."""
    if not may_manage(request.user):
        raise PermissionDenied
    form = GroupsForm(request.POST, request.FILES) if request.method == "POST" else GroupsForm()
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        number, unknown = actions.record_groups(rows=form.rows, actor=request.user)
        done = ngettext("%(number)d person recorded.", "%(number)d people recorded.", number) % {"number": number}
        context |= {"done": done, "unknown": unknown[:50], "form": GroupsForm()}
    return render(request, "promotions/groups.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def ask_for_file(request: HttpRequest, code: str) -> HttpResponse:
    job = actions.ask_for_file(round=managed(request.user, code), actor=request.user)
    return redirect("promotions:file_progress", code=code, job_id=job.pk)


@signed_in
@require_safe
def file_progress(request: HttpRequest, code: str, job_id: int) -> HttpResponse:
    round = managed(request.user, code)
    job = get_object_or_404(Job, pk=job_id, kind="promotions.file", actor=request.user, payload__round=round.pk)
    template = "promotions/file.html#progress" if request.htmx else "promotions/file.html"
    context = {
        "job": job,
        "round": round,
        "working": job.state in {JobState.QUEUED, JobState.RUNNING},
        "gave_up": job.state == JobState.FAILED,
        "file": round.files.filter(pk=job.result.get("file") or 0).first(),
    }
    return render(request, template, context)


@signed_in
@require_safe
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    round = managed(request.user, code)
    found = get_object_or_404(PromotionFile, round=round, pk=file_id)
    actions.record_opening(round=round, what=Opened.FILE, actor=request.user)
    name = f"{round.code}-{timezone.localtime(found.made_at):%Y%m%d-%H%M}.pdf"
    return FileResponse(found.file.open("rb"), filename=name, as_attachment="download" in request.GET, content_type="application/pdf")


def _cells(row) -> list[str]:
    if row.hidden:
        return [_("not shown")] * 5 + [""]
    ratio = f"{row.ratio:.3f}" if row.ratio is not None else ""
    return [
        str(row.applied),
        str(row.selected),
        f"{row.rate:.3f}",
        ratio,
        f"{row.p:.4f}" if row.p is not None else "",
        _("yes") if row.flagged else _("no"),
    ]
