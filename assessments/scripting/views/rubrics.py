"""Where rubrics are written: a list, one page for everything, what is to be looked at, versions, and publishing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.roleplays.actions.publishing import take_rubric
from assessments.rubrics import actions
from assessments.rubrics.exceptions import RubricIncomplete, RubricMoved
from assessments.rubrics.models import Rubric
from assessments.rubrics.queries import document_of
from assessments.scripting.forms.rubrics import (
    RubricFilter,
    RubricForm,
    criteria_forms,
    document,
    moved,
    shown_whole,
)
from assessments.scripting.queries import rubrics as queries
from assessments.scripting.views.guards import for_writers_of_rubrics

PER_PAGE = 25


@for_writers_of_rubrics
@require_safe
def rubrics(request: HttpRequest) -> HttpResponse:
    search = RubricFilter(request.GET)
    page = Paginator(queries.rubric_list(**search.answers()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "scripting/rubrics.html", {"search": search, "page": page})


@for_writers_of_rubrics
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The whole rubric on one page. Keeping it changes no score: performances are read by versions."""
    rubric = get_object_or_404(Rubric, code=code) if code else None
    kept = document_of(rubric) if rubric else {"criteria": [{"code": "C1"}]}
    if request.method != "POST":
        return _screen(request, rubric, kept)
    form, criteria = RubricForm(request.POST, instance=rubric or Rubric()), criteria_forms(request.POST, kept)
    valid = form.is_valid(), criteria.is_valid()
    written = document(form, criteria)
    if act := request.POST.get("do", ""):
        return _rearranged(request, rubric, written, act)
    if all(valid):
        try:
            saved = actions.save_rubric(
                rubric=form.instance, draft=written, actor=request.user, seen=form.cleaned_data["seen"], **form.names()
            )
        except RubricMoved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Performances go on being read by the version in use until you publish."))
            return redirect("scripting:rubric", saved.code)
    return _render(request, rubric, form, criteria, queries.checked(written), status=422)


@for_writers_of_rubrics
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What there is to say of a rubric while it is being written; nothing is kept."""
    form, criteria = RubricForm(request.POST), criteria_forms(request.POST, {})
    form.is_valid(), criteria.is_valid()
    return render(request, "scripting/parts/rubric_checked.html", {"checked": queries.checked(document(form, criteria))})


@for_writers_of_rubrics
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What would change and for whom; then the next version, and the scenarios that are read by it from now on."""
    rubric = get_object_or_404(Rubric, code=code)
    stands = queries.affected(rubric, timezone.localdate())
    if request.method == "POST":
        try:
            version = actions.publish_draft(rubric=rubric, actor=request.user, note=request.POST.get("note", "")[:1000])
        except RubricIncomplete as refusal:
            messages.error(request, str(refusal))
        else:
            chosen = set(request.POST.getlist("scenarios"))
            taken = [take_rubric(scenario=one, actor=request.user) for one in stands.live if one.code in chosen]
            messages.success(request, _published(version.number, len(taken)))
            return redirect("scripting:rubric_versions", rubric.code)
    current, kept = rubric.current, document_of(rubric)
    context = {
        "rubric": rubric,
        "current": current,
        "changes": queries.unpublished(rubric, current),
        "checked": queries.checked(kept),
        "affected": stands,
    }
    return render(request, "scripting/rubric_publish.html", context, status=422 if request.method == "POST" else 200)


@for_writers_of_rubrics
@require_POST
def duplicate(request: HttpRequest, code: str) -> HttpResponse:
    rubric = get_object_or_404(Rubric, code=code)
    copy = actions.duplicate_rubric(rubric=rubric, code=_free_code(rubric.code), actor=request.user)
    messages.success(request, _("This is the copy: nothing is read by it before you publish it and a scenario takes it."))
    return redirect("scripting:rubric", copy.code)


@for_writers_of_rubrics
@require_POST
def archive(request: HttpRequest, code: str) -> HttpResponse:
    actions.archive_rubric(rubric=get_object_or_404(Rubric, code=code), actor=request.user)
    messages.success(request, _("Archived. What stands on it goes on; publishing it brings it back."))
    return redirect("scripting:rubrics")


@for_writers_of_rubrics
@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    rubric = get_object_or_404(Rubric, code=code)
    rows = queries.versions_of(rubric)
    context = {
        "rubric": rubric,
        "versions": rows,
        "compared": queries.compared(rows, (request.GET.get("from", ""), request.GET.get("to", ""))),
        "unpublished": queries.unpublished(rubric, rows[0] if rows else None),
        "notes": rubric.notes.select_related("written_by"),
        "affected": queries.affected(rubric, timezone.localdate()),
    }
    return render(request, "scripting/rubric_versions.html", context)


def _screen(request: HttpRequest, rubric: Rubric | None, kept: dict, *, names: dict | None = None) -> HttpResponse:
    """The rubric with this document, not sent yet."""
    seen = {"seen": rubric.moment} if rubric else {}
    form = RubricForm(instance=rubric or Rubric(), initial=seen | shown_whole(kept) | (names or {}))
    return _render(request, rubric, form, criteria_forms(None, kept), queries.checked(kept))


def _rearranged(request: HttpRequest, rubric: Rubric | None, written: dict, act: str) -> HttpResponse:
    """With one criterion more, less or elsewhere. Nothing is kept yet, and what was typed stays."""
    names = {name: request.POST.get(name, "") for name in ("code", "name_es", "name_en", "seen") if name in request.POST}
    return _screen(request, rubric, written | {"criteria": moved(written["criteria"], act)}, names=names)


def _render(request: HttpRequest, rubric: Rubric | None, form, criteria, checked, *, status: int = 200) -> HttpResponse:
    context = {"rubric": rubric, "form": form, "criteria": criteria, "checked": checked, "current": rubric.current if rubric else None}
    return render(request, "scripting/rubric.html", context, status=status)


def _published(number: int, scenarios: int) -> str:
    if not scenarios:
        return _("Version %(number)d is published. Scenarios take it when they are published anew.") % {"number": number}
    return ngettext(
        "Version %(number)d is published, and %(scenarios)d scenario is read by it from now on.",
        "Version %(number)d is published, and %(scenarios)d scenarios are read by it from now on.",
        scenarios,
    ) % {"number": number, "scenarios": scenarios}


def _free_code(code: str) -> str:
    taken = set(Rubric.objects.filter(code__startswith=code[:55]).values_list("code", flat=True))
    return next(name for number in range(2, 10_000) if (name := f"{code[:55]}-{number}") not in taken)
