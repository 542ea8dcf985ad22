"""For who looks after people: what they have proved and what they have not, and a reminder."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.criteria import actions
from lms.criteria.forms import ProofFilter, RegisterFilter
from lms.criteria.models import Guideline, GuidelineVersion
from lms.criteria.permissions import can_remind, can_see_register
from lms.criteria.queries import register as queries
from lms.criteria.queries.proofs import proofs_seen
from lms.criteria.views.guards import tried
from lms.exports.actions import ask_for_export
from lms.exports.registry import maker_of
from lms.exports.sheets import as_download

PER_PAGE = 25
AT_ONCE = 500  # rows that are written in the request
TITLE = 120


@login_required
@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    _require(request.user)
    return render(request, "criteria/register.html", {"entries": queries.register(request.user), "now": timezone.now()})


@login_required
@never_cache
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    version = _version(request.user, code)
    form = RegisterFilter(request.GET, viewer=request.user)
    everybody = queries.people_in(request.user, version)
    context = {
        "version": version,
        "form": form,
        "page": Paginator(queries.only(everybody, **form.answers()), PER_PAGE).get_page(request.GET.get("page")),
        "missing": queries.only(everybody, state=queries.MISSING).count(),
        "may_brief": Guideline.objects.visible_to(request.user).filter(pk=version.guideline_id).exists(),
        "may_remind": can_remind(request.user),
        "query": request.GET.urlencode(),
        "now": timezone.now(),
    }
    return render(request, "criteria/people.html", context)


@login_required
@never_cache
@require_safe
def proofs(request: HttpRequest) -> HttpResponse:
    """Who has proved what, when and on which version: each proof there has been."""
    _require(request.user)
    form = ProofFilter(request.GET, viewer=request.user)
    rows = proofs_seen(request.user, **form.answers())
    context = {"form": form, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "query": request.GET.urlencode()}
    return render(request, "criteria/proofs.html", context)


@login_required
@require_POST
def export(request: HttpRequest, code: str, suffix: str) -> HttpResponse:
    version = _version(request.user, code)
    asked = {"code": code} | _asked(request, ("q", "state", "unit"))
    return _file(request, "criteria.people", asked, suffix, name=code, title=version.title)


@login_required
@require_POST
def proofs_export(request: HttpRequest, suffix: str) -> HttpResponse:
    _require(request.user)
    asked = _asked(request, ("q", "guideline", "version", "unit", "first", "last"))
    return _file(request, "criteria.proofs", asked, suffix, name="proofs", title=_("Proofs"))


@login_required
@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    version = _version(request.user, code)
    if tried(request, lambda: actions.remind(version=version, actor=request.user)):
        messages.success(request, _("Whoever has not done it is reminded, each within their shift and once a day at most."))
    return redirect("criteria:people", code=code)


def _asked(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:100] for name in names}


def _file(request: HttpRequest, kind: str, asked: dict[str, str], suffix: str, *, name: str, title: str) -> HttpResponse:
    """At once where it is short, by a job where it is long."""
    if suffix not in ("csv", "xlsx"):
        raise Http404
    rows, total = maker_of(kind)
    if total(request.user, asked) > AT_ONCE:
        made = ask_for_export(kind=kind, title=title[:TITLE], suffix=suffix, asked=asked, actor=request.user)
        return redirect("exports:export", made.pk)
    name = f"{name}-{timezone.localdate().isoformat()}"
    return as_download(rows(request.user, asked), name=name, suffix=suffix, title=_("Register"))


def _version(user, code: str) -> GuidelineVersion:
    """The version in force, of a guideline that is for somebody this person looks after."""
    _require(user)
    guideline = get_object_or_404(Guideline.objects.live().select_related("unit"), code=code)
    version = guideline.versions.in_force().select_related("guideline__unit").get()
    if not queries.people_in(user, version).exists():
        raise Http404
    return version


def _require(user) -> None:
    if not can_see_register(user):
        raise PermissionDenied
