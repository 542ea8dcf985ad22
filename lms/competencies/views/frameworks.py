"""Frameworks: the tree as it is, files of it, and its published versions with what changed in each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.competencies import permissions
from lms.competencies.actions.versions import publish_framework
from lms.competencies.exchange import write
from lms.competencies.exchange.formats import TYPES, format_of
from lms.competencies.forms.frameworks import CompareForm, PublishFrameworkForm
from lms.competencies.models import Framework, FrameworkVersion
from lms.competencies.queries import versions as queries
from lms.competencies.queries.frameworks import tree_of


@never_cache
@login_required
@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    _may(permissions.can_read_rules(request.user))
    context = {"frameworks": queries.frameworks_in_use(), "can_write": permissions.can_write_rules(request.user)}
    return render(request, "competencies/frameworks.html", context)


@never_cache
@login_required
@require_safe
def framework(request: HttpRequest, code: str) -> HttpResponse:
    _may(permissions.can_read_rules(request.user))
    found = get_object_or_404(Framework, code=code)
    context = {
        "framework": found,
        "branches": queries.branches_of(found),
        "versions": found.versions.defer("content"),
        "can_write": permissions.can_write_rules(request.user),
    }
    return render(request, "competencies/frameworks_one.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, code: str, suffix: str) -> HttpResponse:
    _may(permissions.can_read_rules(request.user))
    found = get_object_or_404(Framework, code=code)
    data = write(tree_of(found), format=format_of(f".{suffix}"), at=timezone.now())
    return HttpResponse(data, content_type=TYPES[suffix], headers={"Content-Disposition": f'attachment; filename="{code}.{suffix}"'})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Asked twice it is done once: where nothing has changed, the last version stays."""
    _may(permissions.can_write_rules(request.user))
    found = get_object_or_404(Framework, code=code)
    form = PublishFrameworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = publish_framework(framework=found, note=form.cleaned_data["note"], actor=request.user)
        messages.success(request, _("Version %(label)s is published.") % {"label": made.label})
        return redirect("competencies:framework", code)
    context = {"framework": found, "form": form, "lines": queries.unpublished(found, found.versions.first())}
    return render(request, "competencies/frameworks_publish.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What changed in a version since the one before it."""
    _may(permissions.can_read_rules(request.user))
    found = get_object_or_404(FrameworkVersion.objects.select_related("framework", "published_by"), framework__code=code, number=number)
    before = found.framework.versions.filter(number__lt=number).first()
    context = {"version": found, "before": before, "lines": queries.between(before, found)}
    return render(request, "competencies/frameworks_version.html", context)


@never_cache
@login_required
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Any two published versions, or one with the framework as it is now."""
    _may(permissions.can_read_rules(request.user))
    found = get_object_or_404(Framework, code=code)
    versions = list(found.versions.defer("content"))
    latest = {"before": versions[min(1, len(versions) - 1)].number, "after": 0} if versions else {}
    form = CompareForm(request.GET or latest or None, versions=versions)
    lines = queries.compared(found, form.cleaned_data["before"], form.cleaned_data["after"]) if form.is_valid() else None
    context = {"framework": found, "form": form, "lines": lines, "versions": versions}
    return render(request, "competencies/frameworks_compare.html", context, status=422 if form.errors else 200)


def _may(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
