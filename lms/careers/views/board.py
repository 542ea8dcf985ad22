"""Readiness: who meets what each rung asks, for HR and for whoever leads people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.careers import drawing, permissions, tables, wording
from lms.careers.forms import BoardFilter, SavedFilterForm
from lms.careers.models import Rung, SavedFilter
from lms.careers.queries import board as queries
from lms.careers.queries.pipeline import pipeline_of
from lms.careers.queries.plans import Plan, plans_in_force
from lms.careers.queries.readiness import names_for
from lms.exports.actions import ask_for_export
from lms.exports.sheets import as_download

PAGE = 25
AT_ONCE = 200  # people whose rows are made in the request; of more, a job makes them


@never_cache
@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Counts by state for each rung, and the people before the one chosen."""
    _require(request)
    plans = plans_in_force()
    search = BoardFilter(request.GET, viewer=request.user)
    answers = search.answers()
    counts = queries.counts_by_rung(request.user, plans, answers["unit"], everybody=answers["who"] == "all")
    chosen = _chosen(counts, request.GET.get("rung", ""))
    context = {
        "counts": counts,
        "chosen": chosen,
        "search": search,
        "states": _states(counts),
        "saved": _saved(request),
        "save_form": SavedFilterForm(),
        "can_edit": permissions.can_edit_ladders(request.user),
    }
    if chosen is not None:
        context |= _people(request, chosen, plans.by_rung[chosen.rung.pk])
    return render(request, "careers/board.html", context)


@never_cache
@login_required
@require_POST
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The people before a rung as they are filtered: at once where they are few, by a job where they are many."""
    _require(request)
    asked = {name: request.GET.get(name, "")[:120] for name in ("rung", "state", "missing", "unit", "who", "q")}
    try:
        people = tables.board_total(request.user, asked)
    except Rung.DoesNotExist:
        raise Http404
    if people <= AT_ONCE:
        name = f"readiness-{asked['rung']}-{timezone.localdate().isoformat()}"
        return as_download(tables.board_rows(request.user, asked), name=name, suffix=suffix, title=_("Readiness"))
    title = _("Readiness for %(rung)s") % {"rung": asked["rung"]}
    made = ask_for_export(kind="careers.board", title=title, suffix=suffix, asked=asked, actor=request.user)
    return redirect("exports:export", made.pk)


@never_cache
@login_required
@require_safe
def pipeline(request: HttpRequest, code: str) -> HttpResponse:
    _require(request)
    rung = get_object_or_404(Rung.objects.select_related("ladder"), pk__in=plans_in_force().by_rung, code=code)
    search = BoardFilter(request.GET, viewer=request.user)
    days, counts = pipeline_of(rung, viewer=request.user, unit=search.answers()["unit"])
    states = queries.ReadinessState
    table = [(day, [counts.get((day, state.value), 0) for state in states]) for day in days]
    context = {
        "rung": rung,
        "search": search,
        "drawings": drawing.pipelines(days, counts),
        "table": table,
        "states": list(states),
        "legend": [(queries.STATE_SHAPES[state], str(state.label)) for state in states],
    }
    return render(request, "careers/pipeline.html", context)


@login_required
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keeps the filter of the address under a name; the same name again replaces it."""
    _require(request)
    form = SavedFilterForm(request.POST)
    query = request.GET.copy()
    query.pop("page", None)
    if form.is_valid():
        SavedFilter.objects.update_or_create(
            person=request.user, name=form.cleaned_data["name"], defaults={"query": query.urlencode()[:500]}
        )
        messages.success(request, _("The filter is kept."))
    else:
        messages.error(request, _("Give the filter a name."))
    return redirect(f"{reverse('careers:board')}?{query.urlencode()}")


@login_required
@require_POST
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedFilter, pk=pk, person=request.user).delete()
    messages.success(request, _("The filter is gone."))
    return redirect("careers:board")


def _require(request: HttpRequest) -> None:
    if not permissions.can_see_board(request.user):
        raise PermissionDenied


def _chosen(counts: list[queries.RungCounts], code: str) -> queries.RungCounts | None:
    """The rung asked for; without one, the first that anybody stands before."""
    asked = next((one for one in counts if one.rung.code == code), None)
    return asked or next((one for one in counts if one.people), counts[0] if counts else None)


def _states(counts: list[queries.RungCounts]) -> list[queries.StateCount]:
    return counts[0].counts if counts else []


def _saved(request: HttpRequest) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(person=request.user))


def _people(request: HttpRequest, chosen: queries.RungCounts, plan: Plan) -> dict:
    names = names_for(plan.asks)
    requirements = [(ask.key, wording.requirement(ask, names)) for ask in plan.asks]
    search = BoardFilter(request.GET, viewer=request.user, requirements=requirements)
    answers = search.answers()
    asked = {
        "unit": answers["unit"],
        "state": answers["state"],
        "missing": answers["missing"],
        "words": answers["q"],
        "everybody": answers["who"] == "all",
    }
    rows = queries.rows_before(chosen.rung, viewer=request.user, plan=plan, **asked)
    pages = Paginator(rows.values_list("pk", flat=True), PAGE)  # Rows are wide: they are put in order by their numbers alone.
    if not asked["missing"] and not asked["words"]:
        pages.count = chosen.people_in(asked["state"])  # They have been counted already.
    page = pages.get_page(request.GET.get("page"))
    lines = queries.people_lines(list(rows.filter(pk__in=list(page))), plan, names)
    return {"search": search, "page": page, "lines": lines, "filtered": any(asked.values()), "asks": len(plan.asks)}
