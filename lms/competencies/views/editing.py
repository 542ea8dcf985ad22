"""Frameworks written on screen: the framework itself, its groups and competencies, their order, and what is archived."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lms.competencies import permissions
from lms.competencies.actions.editing import edit_framework, head
from lms.competencies.actions.frameworks import import_framework
from lms.competencies.exceptions import ChangedMeanwhile
from lms.competencies.exchange import Tree, TreeCompetency, TreeGroup, Unreadable
from lms.competencies.exchange.checking import checked
from lms.competencies.exchange.editing import archived, fingerprint, item_of, moved, with_item, with_new
from lms.competencies.forms.frameworks import CompetencyForm, FrameworkForm, GroupForm, ProofsForm
from lms.competencies.models import Competency, CompetencyGroup, Framework
from lms.competencies.queries.frameworks import tree_of
from lms.competencies.queries.uses import uses_of

EDIT = ["GET", "HEAD", "POST"]


def writes(view: Callable) -> Callable:
    """Only for whoever writes frameworks: others are refused, strangers sent to sign in."""

    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not permissions.can_write_rules(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


@writes
@require_http_methods(EDIT)
def add(request: HttpRequest) -> HttpResponse:
    form = FrameworkForm(request.POST or None, initial={"new": uuid4()})
    if request.method == "POST" and form.is_valid():
        uid, code = form.cleaned_data["new"] or uuid4(), form.cleaned_data["code"]
        if Framework.objects.filter(code=code).exclude(uid=uid).exists():
            form.add_error("code", _("Another framework has this code."))
        elif _kept(form, lambda: import_framework(tree=checked(form.tree(Tree(uid=str(uid)))), actor=request.user)):
            return redirect("competencies:framework", code)
    context = {"form": form, "heading": _("New framework")}
    return render(request, "competencies/frameworks_form.html", context, status=422 if form.errors else 200)


@writes
@require_http_methods(EDIT)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    framework = get_object_or_404(Framework, code=code)
    tree = tree_of(framework)
    form = FrameworkForm(request.POST or None, initial=_initial(tree, head(tree)))
    if request.method == "POST" and form.is_valid():
        act = {"framework": framework, "change": form.tree, "actor": request.user, "seen": form.cleaned_data["seen"]}
        if _kept(form, lambda: edit_framework(**act)):
            return redirect("competencies:framework", form.cleaned_data["code"])
    context = {"form": form, "framework": framework, "heading": _("Change the framework")}
    return render(request, "competencies/frameworks_form.html", context, status=422 if form.errors else 200)


@writes
@require_http_methods(EDIT)
def group(request: HttpRequest, code: str, uid=None) -> HttpResponse:
    framework, tree, before = _found(request, code, uid, TreeGroup)
    form = GroupForm(request.POST or None, tree=tree, uid=before.uid if uid else "", initial=_initial(before, fingerprint(before)))
    if request.method == "POST" and form.is_valid() and _written(request, form, framework, form.item(before), uid):
        return redirect("competencies:framework", code)
    context = {"form": form, "framework": framework, "heading": _("Change the group") if uid else _("New group")}
    return render(request, "competencies/frameworks_form.html", context, status=422 if form.errors else 200)


@writes
@require_http_methods(EDIT)
def competency(request: HttpRequest, code: str, uid=None) -> HttpResponse:
    framework, tree, before = _found(request, code, uid, TreeCompetency)
    initial = _initial(before, fingerprint(before)) | {"group": before.group or request.GET.get("group", "")}
    for anchor in before.levels:
        initial |= {f"anchor_{anchor.level}_es": anchor.anchor_es, f"anchor_{anchor.level}_en": anchor.anchor_en}
    form = CompetencyForm(request.POST or None, tree=tree, initial=initial)
    proofs = ProofsForm(request.POST if request.method == "POST" else None, proofs=before.kinds)
    said = request.method == "POST" and form.is_valid() & proofs.is_valid()
    if said and _written(request, form, framework, form.item(before, proofs.proofs()), uid):
        return redirect("competencies:framework", code)
    context = {"form": form, "proofs": proofs, "framework": framework, "item": before if uid else None}
    return render(request, "competencies/frameworks_competency.html", context, status=422 if form.errors else 200)


@writes
@require_POST
def move(request: HttpRequest, code: str, uid, way: str) -> HttpResponse:
    framework = get_object_or_404(Framework, code=code)
    return _done(request, framework, lambda tree: moved(tree, str(uid), way))


@writes
@require_http_methods(EDIT)
def archive(request: HttpRequest, code: str, uid) -> HttpResponse:
    """Archives an item, or takes it back, as the form says: sent twice it comes to the same. Before, it is said what still uses it."""
    framework, tree, item = _found(request, code, uid)
    if request.method == "POST":
        on = timezone.localdate().isoformat() if request.POST.get("to") == "archive" else ""
        if on and item.archived_on:
            return redirect("competencies:framework", code)
        said = _("It is archived. It can be taken back.") if on else _("It is back.")
        return _done(request, framework, lambda now: archived(now, item.uid, on), said)
    model = Competency if isinstance(item, TreeCompetency) else CompetencyGroup
    context = {"framework": framework, "item": item, "uses": uses_of(model.objects.get(uid=item.uid))}
    return render(request, "competencies/frameworks_archive.html", context)


def _done(request: HttpRequest, framework: Framework, change: Callable[[Tree], Tree], said: str = "") -> HttpResponse:
    """Changes the tree, says so, and shows it; or says why it cannot be."""
    try:
        edit_framework(framework=framework, change=change, actor=request.user)
    except Unreadable as refusal:
        messages.error(request, str(refusal.faults[0]))
    else:
        if said:
            messages.success(request, said)
    return redirect("competencies:framework", framework.code)


def _found(request: HttpRequest, code: str, uid, kind: type | None = None) -> tuple[Framework, Tree, TreeGroup | TreeCompetency]:
    """The framework, its tree, and the item: a new one of the kind where there is no `uid`."""
    framework = get_object_or_404(Framework, code=code)
    tree = tree_of(framework)
    item = item_of(tree, str(uid)) if uid else kind and kind(uid=_new(request))
    if item is None or (kind and not isinstance(item, kind)):
        raise Http404
    return framework, tree, item


def _new(request: HttpRequest) -> str:
    """The identifier of what is being made, which its form brings back."""
    try:
        return str(UUID(request.POST.get("new", "")))
    except ValueError:
        return str(uuid4())


def _initial(item, seen: str) -> dict:
    return {name: getattr(item, name) for name in item.__dataclass_fields__} | {"seen": seen, "new": item.uid}


def _written(request: HttpRequest, form, framework: Framework, item: TreeGroup | TreeCompetency, uid) -> bool:
    write = with_item if uid else with_new
    act = {"framework": framework, "change": lambda tree: write(tree, item), "actor": request.user}
    if uid:
        act |= {"uid": str(uid), "seen": form.cleaned_data["seen"]}
    return _kept(form, lambda: edit_framework(**act))


def _kept(form, act: Callable[[], object]) -> bool:
    """Whether it was kept; where not, the form says why and keeps what was written."""
    try:
        act()
    except Unreadable as refusal:
        for fault in refusal.faults:
            form.add_error(None, f"{fault.said} {fault.mend}")
        return False
    except ChangedMeanwhile:
        form.add_error(None, _("Somebody has changed this meanwhile. Open it anew in another tab, and bring over what you wrote."))
        return False
    return True
