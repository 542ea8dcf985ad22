"""The rules: what each says, who would be given something by it and why, what it would have done, and what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from lms.jobs.enums import JobState
from lms.refreshers import actions
from lms.refreshers.drawing import FRAMES, slopes
from lms.refreshers.enums import Trigger, VersionStatus
from lms.refreshers.exceptions import RefresherError
from lms.refreshers.forms import ChangeForm, DraftForm, NewRuleForm, WordsForm
from lms.refreshers.forms.rules import initial_of, usual
from lms.refreshers.models import ProductChange, RefresherRule, RuleRun, RuleVersion
from lms.refreshers.permissions import can_keep_rules, can_read_rules
from lms.refreshers.queries import planning, previews, screens
from lms.refreshers.queries.effects import effect_of
from lms.refreshers.wording import rule_in_words

PER_PAGE, RUNS = 25, 14


@never_cache
@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    _may(can_read_rules(request.user))
    page = Paginator(screens.rule_lines(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "refreshers/rules.html", {"page": page, "can_keep": can_keep_rules(request.user)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    _may(can_keep_rules(request.user))
    form = NewRuleForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("code", "name_es", "name_en", "unit")}
        made = actions.create_rule(**said, actor=request.user)
        return redirect(f"{_address('draft', made.code)}?trigger={form.cleaned_data['trigger']}")
    return render(request, "refreshers/new.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    found = _managed(request, code)
    shown = _version(found)
    trigger = request.GET.get("trigger") or (shown.trigger if shown else Trigger.KPI)
    if trigger not in Trigger.values:
        raise Http404
    begins = initial_of(shown) if shown and shown.trigger == trigger else usual(trigger)
    form = DraftForm(request.POST or None, trigger=trigger, initial=begins)
    if request.method == "POST" and form.is_valid():
        actions.draft(rule=found, trigger=trigger, actor=request.user, **form.values())
        messages.success(request, _("The draft is kept. Nothing changes until it is put in force: see first whom it would reach."))
        _ask_for_many(request, _version_or_404(found))
        return redirect("refreshers:preview", code=found.code)
    context = {"rule": found, "form": form, "trigger": Trigger(trigger)}
    return render(request, "refreshers/draft.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    return _rule_page(request, _visible(request, code), WordsForm(auto_id="publish_%s"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Worked out in the request for few people, by a job with its progress for many."""
    found = _managed(request, code)
    version, today = _version_or_404(found), timezone.localdate()
    if request.method == "POST":
        _ask_for_many(request, version)
        return redirect("refreshers:preview", code=code)
    at_once = not previews.is_for_many(version, today)
    context = {} if at_once else _from_job(request, version)
    if request.htmx and not context.get("working"):
        return HttpResponseClientRefresh()
    if request.htmx:
        return render(request, "refreshers/preview.html#progress", {"rule": found} | context)
    choice = planning.preview(version, today) if at_once else context.get("choice")
    if choice is not None:
        page = Paginator(screens.preview_lines(version, choice), PER_PAGE).get_page(request.GET.get("page"))
        context |= {"choice": choice, "held": screens.held_counts(choice), "page": page}
    context |= {"rule": found, "version": version, "at_once": at_once, "is_draft": version.status == VersionStatus.DRAFT}
    if version.trigger == Trigger.KPI:
        context["sight"] = screens.sight_words(version, today)
    return render(request, "refreshers/preview.html", context | {"says": rule_in_words(version, screens.names_of())})


@never_cache
@login_required
@require_safe
def dry(request: HttpRequest, code: str) -> HttpResponse:
    found = _managed(request, code)
    version = _version_or_404(found)
    weeks = screens.week_lines(planning.dry_run(version, timezone.localdate()))
    context = {"rule": found, "version": version, "weeks": weeks, "total": sum(len(one.names) for one in weeks)}
    return render(request, "refreshers/dry_run.html", context)


@never_cache
@login_required
@require_safe
def effect(request: HttpRequest, code: str) -> HttpResponse:
    found = _managed(request, code)
    version = _version_or_404(found)
    metric, result = effect_of(version, timezone.localdate())
    drawn = slopes(result, (_("Took it"), _("Alike, without it"))) if result else []
    context = {"rule": found, "metric": metric, "result": result, "slopes": drawn, "frames": FRAMES}
    return render(request, "refreshers/effect.html", context)


@login_required
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    found, form = _managed(request, code), WordsForm(request.POST, auto_id="publish_%s")
    if not form.is_valid():
        return _rule_page(request, found, form, status=422)
    try:
        actions.publish(rule=found, reason=form.cleaned_data["words"], actor=request.user, today=timezone.localdate())
        messages.success(request, _("It is in force. Its next run gives what the preview showed."))
    except RefresherError as refusal:
        messages.error(request, str(refusal))
    return redirect("refreshers:rule", code=code)


@login_required
@require_POST
def stop(request: HttpRequest, code: str) -> HttpResponse:
    found, form = _managed(request, code), WordsForm(request.POST)
    if form.is_valid():
        actions.stop(rule=found, why=form.cleaned_data["words"], actor=request.user)
        messages.success(request, _("It is stopped. What people have stays with them."))
    else:
        messages.error(request, _("Say why: the words are kept with it."))
    return redirect("refreshers:rule", code=code)


@login_required
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    actions.start_again(rule=_managed(request, code), actor=request.user)
    messages.success(request, _("It gives again, from its next run."))
    return redirect("refreshers:rule", code=code)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest) -> HttpResponse:
    _may(can_keep_rules(request.user))
    form = ChangeForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        actions.announce_change(**form.cleaned_data, actor=request.user)
        messages.success(request, _("Announced. Rules about changes take it up on their next run."))
        return redirect("refreshers:changes")
    found = ProductChange.objects.visible_to(request.user).select_related("unit", "announced_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "refreshers/changes.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _ask_for_many(request: HttpRequest, version: RuleVersion) -> None:
    if previews.is_for_many(version, timezone.localdate()):
        actions.ask_for_preview(version=version, on=timezone.localdate(), actor=request.user)


def _from_job(request: HttpRequest, version: RuleVersion) -> dict:
    job = previews.last_preview(version, request.user, previews.stamp_of(version, timezone.localdate()))
    if job is None:
        return {}
    choice = previews.from_json(job.result) if job.state == JobState.DONE else None
    working = job.state in {JobState.QUEUED, JobState.RUNNING}
    return {"job": job, "working": working, "gave_up": job.state == JobState.FAILED, "choice": choice}


def _rule_page(request: HttpRequest, found: RefresherRule, form: WordsForm, status: int = 200) -> HttpResponse:
    versions, names = list(found.versions.select_related("module", "created_by", "published_by")), screens.names_of()
    context = {
        "rule": found,
        "versions": [(one, rule_in_words(one, names)) for one in versions],
        "has_draft": any(one.status == VersionStatus.DRAFT for one in versions),
        "runs": RuleRun.objects.filter(version__rule=found).select_related("version").order_by("-on")[:RUNS],
        "can_keep": RefresherRule.objects.managed_by(request.user).filter(pk=found.pk).exists(),
        "form": form,
        "stop_form": WordsForm(auto_id="stop_%s"),
    }
    return render(request, "refreshers/rule.html", context, status=status)


def _version(found: RefresherRule) -> RuleVersion | None:
    """The draft, else what is in force, else the last one."""
    order = {VersionStatus.DRAFT: 0, VersionStatus.LIVE: 1, VersionStatus.RETIRED: 2}
    rows = found.versions.select_related("rule__unit", "rule__owner", "module")
    return min(rows, key=lambda one: (order[VersionStatus(one.status)], -one.number), default=None)


def _version_or_404(found: RefresherRule) -> RuleVersion:
    version = _version(found)
    if version is None:
        raise Http404
    return version


def _visible(request: HttpRequest, code: str) -> RefresherRule:
    _may(can_read_rules(request.user))
    return get_object_or_404(RefresherRule.objects.visible_to(request.user).select_related("unit", "owner"), code=code)


def _managed(request: HttpRequest, code: str) -> RefresherRule:
    _may(can_keep_rules(request.user))
    return get_object_or_404(RefresherRule.objects.managed_by(request.user).select_related("unit", "owner"), code=code)


def _address(name: str, code: str) -> str:
    from django.urls import reverse

    return reverse(f"refreshers:{name}", args=[code])


def _may(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
