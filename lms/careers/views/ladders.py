"""Ladders and their versions: what each says, and how a draft differs from the one in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.careers import actions
from lms.careers.enums import RequirementKind, VersionStatus
from lms.careers.forms import PublishForm
from lms.careers.models import Ladder
from lms.careers.permissions import can_edit_ladders
from lms.careers.queries import versions as queries
from lms.careers.views.guards import draft_of, edits_ladders, reads_ladders, tried, version_of


@reads_ladders
@require_safe
def ladders(request: HttpRequest) -> HttpResponse:
    context = {"ladders": queries.ladders_for(request.user), "can_edit": can_edit_ladders(request.user)}
    return render(request, "careers/ladders.html", context)


@reads_ladders
@require_safe
def version(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """A draft is edited from here; what was published is read."""
    found = version_of(request.user, code, label)
    is_draft = found.status == VersionStatus.DRAFT
    context = {
        "version": found,
        "sheet": queries.sheet_of(found),
        "is_draft": is_draft,
        "can_edit": can_edit_ladders(request.user),
        "kinds": RequirementKind.choices,
        "changes": queries.differences(queries.version_before(found), found),
        "problems": queries.problems_of(found) if is_draft else [],
    }
    return render(request, "careers/version.html", context)


@edits_ladders
@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    made = actions.draft_version(ladder=get_object_or_404(Ladder, code=code, archived_at=None), actor=request.user)
    return redirect("careers:version", code, made.label)


@edits_ladders
@require_POST
def discard(request: HttpRequest, code: str, label: str) -> HttpResponse:
    found = draft_of(request.user, code, label)
    tried(request, lambda: actions.discard_draft(version=found, actor=request.user), done=_("The draft is gone."))
    return redirect("careers:ladders")


@edits_ladders
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """Asked twice it is done once: the second time leads to what is in force."""
    found = version_of(request.user, code, label)
    if found.status != VersionStatus.DRAFT:
        return redirect("careers:version", code, label)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.publish_version(version=found, actor=request.user, **form.cleaned_data)  # noqa: E731
        if tried(request, act, form=form, done=_("It is in force from today. Everybody is being read anew.")):
            return redirect("careers:version", code, label)
    changes = queries.differences(queries.version_before(found), found)
    context = {"form": form, "version": found, "changes": changes, "problems": queries.problems_of(found)}
    return render(request, "careers/publish.html", context, status=422 if form.errors else 200)
