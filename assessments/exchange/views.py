"""Bringing questions in and handing them over, for authors."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.exchange import actions, bank, queries
from assessments.exchange.enums import Outcome, RunState
from assessments.exchange.forms import ColumnsForm, ExportForm, ImportForm, QuizForm
from assessments.exchange.models import ImportRun
from assessments.exchange.notes import in_words
from assessments.exchange.writing import template, write
from lms.language.bilingual import active_language
from lms.people.permissions import can_author

RUNS_A_PAGE, ITEMS_A_PAGE = 20, 50
MOST_AT_ONCE = 300  # questions of a file made within the request: about two seconds of QTI
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """The files sent so far, and a form for the next one."""
    _require(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("format", "language", "competency", "tags")}
        file = form.cleaned_data["file"]
        run = actions.begin_import(data=file.read(), name=file.name, actor=request.user, **values)
        return redirect("exchange:run", run.pk)
    page = Paginator(queries.runs(), RUNS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/imports.html", {"form": form, "page": page}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What would become of each item, or what has."""
    found = _run(request, run_id)
    outcome = request.GET.get("outcome", "")
    page = Paginator(queries.items_of(found, outcome), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts_of(found)
    headers, fields = queries.columns_of(found) if found.state in (RunState.READY, RunState.FAILED) else ([], [])
    context = {
        "run": found,
        "notes": queries.notes_of(found),
        "counts": counts,
        "new": dict(counts).get(Outcome.NEW, 0),
        "imported": dict(counts).get(Outcome.IMPORTED, 0),
        "outcome": outcome,
        "page": page,
        "lines": queries.lines(page),
        "progress": queries.progress_of(found),
        "tests": queries.tests_of(found),
        "modules": queries.modules_to_fill() if found.state == RunState.DONE and found.tests else (),
        "columns_form": ColumnsForm(headers=headers, fields=fields, kept=found.columns) if headers else None,
    }
    return render(request, "exchange/run.html", context)


@login_required
@require_POST
def columns(request: HttpRequest, run_id: UUID) -> HttpResponse:
    found = _run(request, run_id)
    headers, fields = queries.columns_of(found)
    form = ColumnsForm(request.POST, headers=headers, fields=fields, kept=found.columns)
    if form.is_valid():
        actions.map_columns(run=found, columns=form.columns)
    return redirect("exchange:run", found.pk)


@login_required
@require_POST
def carry_out(request: HttpRequest, run_id: UUID) -> HttpResponse:
    found = actions.carry_out_import(run=_run(request, run_id), actor=request.user)
    return redirect("exchange:run", found.pk)


@login_required
@require_POST
def undo(request: HttpRequest, run_id: UUID) -> HttpResponse:
    found = _run(request, run_id)
    counts = actions.undo_import(run=found, actor=request.user)
    if any(counts.values()):
        messages.success(request, queries.undone_in_words(counts))
    return redirect("exchange:run", found.pk)


@login_required
@require_POST
def make_quiz(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A quiz of a test that the file has, as a draft; leads to where it is edited."""
    found = _run(request, run_id)
    form = QuizForm(request.POST, modules=queries.modules_to_fill())
    try:
        if not form.is_valid():
            raise LookupError
        quiz = actions.make_quiz(run=found, place=form.cleaned_data["test"], module=form.cleaned_data["module"], actor=request.user)
    except LookupError:
        messages.warning(request, _("No quiz was made: choose a module, and bring the questions in first."))
        return redirect("exchange:run", found.pk)
    messages.success(request, _("The quiz is a draft. Look over its questions and its rules, and publish it."))
    return redirect("wagtailadmin_pages:edit", quiz.pk)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """A form; with an answer to it, the file."""
    _require(request)
    form = ExportForm(request.GET or None)
    if not request.GET or not form.is_valid():
        return render(request, "exchange/export.html", {"form": form}, status=422 if form.errors else 200)
    asked = {name: form.cleaned_data[name] for name in ("competency", "tag", "kind", "state")}
    found = queries.to_hand_over(**asked)
    count = found.count()
    if count > MOST_AT_ONCE:
        return render(request, "exchange/export.html", {"form": form, "count": count, "apart": True})
    questions = list(found)
    written = write(bank.items_of(questions), format=form.cleaned_data["format"], language=form.cleaned_data["language"] or None)
    if not questions or (written.notes and "anyway" not in request.GET):
        context = {"form": form, "none": not questions, "count": len(questions), "notes": [in_words(note) for note in written.notes]}
        return render(request, "exchange/export.html", context)
    return _file(written.data, written.content_type, f"questions-{timezone.localdate():%Y-%m-%d}{written.suffix}")


@login_required
@require_POST
def export_apart(request: HttpRequest) -> HttpResponse:
    """The same file, made by a job."""
    _require(request)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return render(request, "exchange/export.html", {"form": form}, status=422)
    return redirect("exports:export", actions.hand_over(asked=form.asked, actor=request.user).pk)


@login_required
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """Our table, empty, with what each column holds."""
    _require(request)
    return _file(template(language=active_language()), XLSX, _("questions-template") + ".xlsx")


def _require(request: HttpRequest) -> None:
    if not can_author(request.user):
        raise PermissionDenied


def _run(request: HttpRequest, run_id: UUID) -> ImportRun:
    _require(request)
    return get_object_or_404(ImportRun.objects.select_related("sent_by", "competency"), pk=run_id)


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
