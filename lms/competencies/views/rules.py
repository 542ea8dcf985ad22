"""What it takes to prove each level: the versions, the draft as fields, who would change by it, and putting it in force."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.competencies import actions, permissions
from lms.competencies.enums import RuleStatus
from lms.competencies.exceptions import NoDraft, RuleIsFaulty
from lms.competencies.forms import PublishForm, RuleForm
from lms.competencies.models import Framework, LevelRule
from lms.competencies.queries.rules import data_in_force, default_in_words, preview_job, previewed, rule_in_languages, versions_of


@never_cache
@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    _may(permissions.can_read_rules(request.user))
    context = {
        "frameworks": versions_of(Framework.objects.order_by("code")),
        "default": default_in_words(),
        "can_write": permissions.can_write_rules(request.user),
    }
    return render(request, "competencies/rules.html", context)


@never_cache
@login_required
@require_safe
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    _may(permissions.can_read_rules(request.user))
    return _shown(request, _rule(pk), PublishForm())


@never_cache
@login_required
def draft(request: HttpRequest, code: str) -> HttpResponse:
    _may(permissions.can_write_rules(request.user))
    framework = get_object_or_404(Framework, code=code)
    drafted = LevelRule.objects.filter(framework=framework, status=RuleStatus.DRAFT).first()
    form = RuleForm(request.POST or None, rule=drafted.rule if drafted else data_in_force(framework))
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.draft_rule(framework=framework, rule=form.rule(), actor=request.user)
            messages.success(request, _("The draft is kept. Nothing changes until it is put in force."))
            return redirect("competencies:rule", pk=kept.pk)
        except RuleIsFaulty as fault:
            form.say(fault.faults)
    return render(request, "competencies/rule_draft.html", {"framework": framework, "form": form, "draft": drafted})


@never_cache
@login_required
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    _may(permissions.can_write_rules(request.user))
    found = _rule(pk)
    if found.status == RuleStatus.DRAFT:
        actions.preview_rule(rule=found, actor=request.user)
    else:
        messages.error(request, _("Only a draft can be tried. This version was in force before."))
    return redirect("competencies:rule", pk=pk)


@never_cache
@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    _may(permissions.can_write_rules(request.user))
    found, form = _rule(pk), PublishForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        actions.publish_rule(rule=found, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("It is in force. Everybody's levels are being worked out anew."))
    except NoDraft:
        messages.error(request, _("A version that was in force does not come back. Write it as a new draft."))
    return redirect("competencies:rule", pk=pk)


def _shown(request: HttpRequest, found: LevelRule, form: PublishForm) -> HttpResponse:
    is_draft = found.status == RuleStatus.DRAFT
    job = preview_job(found) if is_draft else None
    context = {
        "rule": found,
        "spoken": rule_in_languages(found.rule),
        "is_draft": is_draft,
        "job": job,
        "preview": previewed(job, request.user) if job and job.state == "done" else None,
        "can_write": permissions.can_write_rules(request.user),
        "form": form,
    }
    template = "competencies/rule.html#preview" if request.htmx else "competencies/rule.html"
    return render(request, template, context)


def _rule(pk: int) -> LevelRule:
    return get_object_or_404(LevelRule.objects.select_related("framework", "created_by"), pk=pk)


def _may(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
