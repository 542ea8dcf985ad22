"""What would change if a draft were published: how many before and after, and who."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from lms.careers import actions
from lms.careers.models import LadderVersion
from lms.careers.queries import preview as queries
from lms.careers.readiness.comparing import Turn
from lms.careers.views.guards import draft_of, edits_ladders
from lms.jobs.enums import JobState

AT_ONCE = 200  # people read in the request; more are read by a job
PAGE = 25


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str, label: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    people = queries.people_on(draft, request.user)
    if request.method == "POST":
        if len(people) > AT_ONCE:
            actions.ask_for_preview(version=draft, actor=request.user)
        return redirect("careers:preview", code, label)
    if len(people) <= AT_ONCE:
        context = {"at_once": True} | _shown(request, draft, queries.preview_of(draft, people))
    else:
        context = _from_job(request, draft)
    if request.htmx and not context.get("working"):
        return HttpResponseClientRefresh()
    template = "careers/preview.html#progress" if request.htmx else "careers/preview.html"
    return render(request, template, {"version": draft, "people": len(people), **context})


def _from_job(request: HttpRequest, draft: LadderVersion) -> dict:
    job = queries.last_preview(draft, request.user, queries.stamp_of(draft))
    if job is None:
        return {}
    working = job.state in {JobState.QUEUED, JobState.RUNNING}
    shown = _shown(request, draft, job.result) if job.state == JobState.DONE else {}
    return {"job": job, "working": working, "gave_up": job.state == JobState.FAILED, **shown}


def _shown(request: HttpRequest, draft: LadderVersion, result: dict) -> dict:
    sheet, old = queries.sheets_of(draft)
    rungs = queries.rungs_of(result, sheet, old)
    touched = [one for one in rungs if any(one.turns.values())]
    chosen = next((one for one in rungs if one.code == request.GET.get("rung")), touched[0] if touched else None)
    shown = {"rungs": rungs, "chosen": chosen, "turns": [turn.value for turn in Turn]}
    if chosen is None:
        return shown
    turn = request.GET.get("turn", "")
    rung = next(one.rung.pk for one in [*sheet.rungs, *(old.rungs if old else [])] if one.rung.code == chosen.code)
    page = Paginator(queries.changes_before(result, rung, turn if turn in shown["turns"] else ""), PAGE).get_page(request.GET.get("page"))
    return shown | {"turn": turn, "page": page, "affected": queries.affected(list(page), sheet, old, request.user)}
