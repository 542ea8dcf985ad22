"""The rungs of a draft and what each asks, one at a time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.careers import actions
from lms.careers.enums import RequirementKind
from lms.careers.forms import RungForm, requirement_form
from lms.careers.models import LadderVersion, Requirement, Rung, RungTerms
from lms.careers.views.guards import draft_of, edits_ladders, requirement_in, terms_in, tried


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def add_rung(request: HttpRequest, code: str, label: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    form = RungForm(request.POST or None, version=draft)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.add_rung(version=draft, actor=request.user, **form.answers)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect(_place(draft, form.cleaned_data["code"]))
    return _rung_page(request, form, draft)


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def rung(request: HttpRequest, code: str, label: str, rung: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    terms = terms_in(draft, rung)
    form = RungForm(request.POST or None, version=draft, terms=terms)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.save_rung(terms=terms, actor=request.user, **form.answers)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect(_place(draft, rung))
    return _rung_page(request, form, draft, terms)


@edits_ladders
@require_POST
def move_rung(request: HttpRequest, code: str, label: str, rung: str, way: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    terms = terms_in(draft, rung)
    tried(request, lambda: actions.move_rung(terms=terms, down=way == "down", actor=request.user))
    return redirect(_place(draft, rung))


@edits_ladders
@require_POST
def remove_rung(request: HttpRequest, code: str, label: str, rung: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    terms = terms_in(draft, rung)
    tried(request, lambda: actions.remove_rung(terms=terms, actor=request.user), done=_("Removed."))
    return redirect("careers:version", code, label)


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def add_requirement(request: HttpRequest, code: str, label: str, rung: str, kind: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    found = terms_in(draft, rung).rung
    if kind not in RequirementKind.values:
        raise Http404
    form = requirement_form(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.add_requirement(version=draft, rung=found, kind=kind, actor=request.user, **form.answers)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect(_place(draft, rung))
    return _requirement_page(request, form, draft, found, kind)


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, code: str, label: str, pk: int) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    found = requirement_in(draft, pk)
    form = requirement_form(found.kind, request.POST or None, requirement=found)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.save_requirement(requirement=found, actor=request.user, **form.answers)  # noqa: E731
        if tried(request, act, form=form, done=_("Saved.")):
            return redirect(_place(draft, found.rung.code))
    return _requirement_page(request, form, draft, found.rung, found.kind, found)


@edits_ladders
@require_POST
def move_requirement(request: HttpRequest, code: str, label: str, pk: int, way: str) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    found = requirement_in(draft, pk)
    tried(request, lambda: actions.move_requirement(requirement=found, down=way == "down", actor=request.user))
    return redirect(_place(draft, found.rung.code))


@edits_ladders
@require_POST
def remove_requirement(request: HttpRequest, code: str, label: str, pk: int) -> HttpResponse:
    draft = draft_of(request.user, code, label)
    found = requirement_in(draft, pk)
    tried(request, lambda: actions.remove_requirement(requirement=found, actor=request.user), done=_("Removed."))
    return redirect(_place(draft, found.rung.code))


def _place(draft: LadderVersion, rung: str) -> str:
    return f"{reverse('careers:version', args=[draft.ladder.code, draft.label])}#rung-{rung}"


def _rung_page(request: HttpRequest, form: RungForm, draft: LadderVersion, terms: RungTerms | None = None) -> HttpResponse:
    context = {"form": form, "version": draft, "terms": terms, "back": _place(draft, terms.rung.code if terms else "")}
    return render(request, "careers/rung.html", context, status=422 if form.errors else 200)


def _requirement_page(
    request: HttpRequest, form, draft: LadderVersion, rung: Rung, kind: str, requirement: Requirement | None = None
) -> HttpResponse:
    name = terms_in(draft, rung.code).name
    context = {"form": form, "version": draft, "name": name, "back": _place(draft, rung.code), "requirement": requirement}
    context["kind"] = RequirementKind(kind).label
    return render(request, "careers/requirement_form.html", context, status=422 if form.errors else 200)
