"""Where authors write scenarios: a list, one page for everything, what is to be looked at, and publishing."""

import re
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.roleplays.actions.publishing import archive_scenario, publish_scenario, save_draft
from assessments.roleplays.conversation import Conversation
from assessments.roleplays.conversation.playing import walk
from assessments.roleplays.conversation.text import parse, write
from assessments.roleplays.conversation.twee import from_twee, to_twee
from assessments.roleplays.exceptions import DraftMoved, ScenarioUnplayable
from assessments.roleplays.models import Scenario
from assessments.scripting import beginnings
from assessments.scripting.forms.scenarios import LONGEST_TEXT, ScenarioFilter, ScenarioForm
from assessments.scripting.queries.coverage import coverage_of
from assessments.scripting.queries.scenarios import checked, checked_draft, scenario_list, unpublished, versions_with_changes
from assessments.scripting.views.guards import for_authors

PER_PAGE = 25
LARGEST_FILE = 500_000  # bytes
MOST_TURNS = 200  # of one walk


@for_authors
@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    search = ScenarioFilter(request.GET)
    page = Paginator(scenario_list(**search.answers()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "scripting/list.html", {"search": search, "page": page, "query": request.GET.urlencode()})


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The whole scenario on one page; keeping it changes nothing that people play."""
    scenario = get_object_or_404(Scenario, code=code) if code else None
    chosen = beginnings.beginning(request.GET.get("from", ""))
    first = {} if scenario else chosen.initial() if chosen else {"conversation": beginnings.conversation()}
    form = ScenarioForm(request.POST or None, instance=scenario or Scenario(), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            kept = save_draft(
                scenario=form.instance, actor=request.user, seen=form.cleaned_data["seen"], draft=form.document(), **form.columns()
            )
        except DraftMoved as moved:
            form.add_error(None, str(moved))
        else:
            messages.success(request, _("Kept. People go on playing the version in use until you publish."))
            return redirect("scripting:edit", kept.code)
    context = {"form": form, "scenario": scenario, "checked": checked_draft(scenario) if scenario else None}
    context |= {"beginnings": () if scenario else beginnings.BEGINNINGS, "chosen": chosen}
    return render(request, "scripting/edit.html", context, status=422 if form.errors else 200)


@for_authors
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What there is to say of a conversation while it is being written; nothing is kept."""
    talk, problems = parse(request.POST.get("conversation", "")[:LONGEST_TEXT])
    weights = {code: int(number) for code, number in re.findall(r"([A-Z]{2,5})\s+(\d{1,3})\b", request.POST.get("weights", ""))}
    context = {"problems": problems, "checked": checked(talk, weights) if talk else None}
    return render(request, "scripting/parts/checked.html", context)


@for_authors
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    scenario = get_object_or_404(Scenario, code=code)
    try:
        version = publish_scenario(scenario=scenario, actor=request.user, note=request.POST.get("note", "")[:1000])
    except ScenarioUnplayable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Version %(number)d is what people play from now on.") % {"number": version.number})
    return redirect("scripting:edit", code)


@for_authors
@require_POST
def duplicate(request: HttpRequest, code: str) -> HttpResponse:
    """A draft with the same words, to write another situation from."""
    scenario = get_object_or_404(Scenario, code=code)
    columns = ("title_es", "title_en", "language", "type", "channel", "difficulty", "ceiling_level", "minutes", "rungs", "rubric", "draft")
    copy = Scenario(code=_free_code(scenario.code), **{name: getattr(scenario, name) for name in columns})
    save_draft(scenario=copy, actor=request.user)
    messages.success(request, _("This is the copy: nobody plays it before you publish it."))
    return redirect("scripting:edit", copy.code)


@for_authors
@require_POST
def archive(request: HttpRequest, code: str) -> HttpResponse:
    archive_scenario(scenario=get_object_or_404(Scenario, code=code), actor=request.user)
    messages.success(request, _("Archived. What people have played stays theirs; publishing it brings it back."))
    return redirect("scripting:list")


@for_authors
@require_safe
def text(request: HttpRequest, code: str) -> HttpResponse:
    """The conversation as a text file."""
    kept = get_object_or_404(Scenario, code=code).draft.get("conversation")
    words = write(Conversation.from_json(kept)) if kept else beginnings.conversation()
    headers = {"Content-Disposition": f'attachment; filename="{code}.txt"'}
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers=headers)


@for_authors
@require_safe
def twee(request: HttpRequest, code: str) -> HttpResponse:
    """The conversation as a file for Twine."""
    scenario = get_object_or_404(Scenario, code=code)
    if (talk := _kept(scenario)) is None:
        return _nothing_yet(request, code)
    ifid = str(uuid5(NAMESPACE_URL, f"scenario:{code}")).upper()
    headers = {"Content-Disposition": f'attachment; filename="{code}.twee"'}
    return HttpResponse(to_twee(talk, scenario.title, ifid), content_type="text/plain; charset=utf-8", headers=headers)


@for_authors
@require_POST
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """A file's conversation, put in the form to be looked at. Nothing is kept before the author says so."""
    scenario, file = get_object_or_404(Scenario, code=code), request.FILES.get("file")
    words, dropped = _read(file) if file and file.size <= LARGEST_FILE else ("", ())
    if not words:
        messages.error(request, _("No conversation was found in that file: send a Twee file or our text, of half a megabyte at most."))
        return redirect("scripting:edit", code)
    form = ScenarioForm(instance=scenario, initial={})
    form.initial["conversation"] = words
    talk, problems = parse(words)
    found = checked(talk, scenario.draft.get("weights", {})) if talk else None
    context = {"form": form, "scenario": scenario, "checked": found, "problems": problems, "dropped": dropped, "is_brought": True}
    return render(request, "scripting/edit.html", context)


@for_authors
@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    scenario = get_object_or_404(Scenario.objects.select_related("current_version"), code=code)
    context = {"scenario": scenario, "versions": versions_with_changes(scenario), "unpublished": unpublished(scenario)}
    return render(request, "scripting/versions.html", context)


@for_authors
@require_safe
def coverage(request: HttpRequest, code: str) -> HttpResponse:
    """Which ways were taken, and where people lose points: of assessed plays, in numbers and never by name."""
    scenario = get_object_or_404(Scenario.objects.select_related("current_version"), code=code)
    rows = list(scenario.versions.order_by("-number"))
    version = next((one for one in rows if str(one.number) == request.GET.get("version")), rows[0] if rows else None)
    context = {"scenario": scenario, "versions": rows, "version": version, "coverage": coverage_of(version) if version else None}
    return render(request, "scripting/coverage.html", context)


@for_authors
@require_safe
def try_out(request: HttpRequest, code: str) -> HttpResponse:
    """A walk through the draft from any turn. The whole of it stands in the address: nothing is kept of it."""
    scenario = get_object_or_404(Scenario, code=code)
    if (talk := _kept(scenario)) is None:
        return _nothing_yet(request, code)
    keys = request.GET.getlist("key")[:MOST_TURNS]
    at = request.GET.get("from") or talk.start
    try:
        so_far = walk(replace(talk, start=at), keys)
    except LookupError:
        messages.warning(request, _("The draft leads nowhere from there: look at what it says beside its text."))
        return redirect("scripting:edit", code)
    again = request.GET.urlencode()
    context = {"scenario": scenario, "walk": so_far, "talk": talk, "at": at, "link": f"?{again}&" if again else "?"}
    return render(request, "scripting/walk.html", context)


def _kept(scenario: Scenario) -> Conversation | None:
    """The conversation of the draft, once there is one."""
    kept = scenario.draft.get("conversation")
    return Conversation.from_json(kept) if kept else None


def _nothing_yet(request: HttpRequest, code: str) -> HttpResponse:
    messages.warning(request, _("No conversation has been kept yet: write its first turn, or begin from an example, and keep it."))
    return redirect("scripting:edit", code)


def _read(file) -> tuple[str, tuple[str, ...]]:
    """The text of a file and what was left out; an empty text where there is no conversation in it."""
    try:
        words = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", ()
    if not re.search(r"^::", words, re.MULTILINE):
        return (words if re.search(r"^==", words, re.MULTILINE) else ""), ()
    brought = from_twee(words)
    return (write(brought.talk) if brought.talk else ""), brought.dropped


def _free_code(code: str) -> str:
    taken = set(Scenario.objects.filter(code__startswith=code[:55]).values_list("code", flat=True))
    return next(name for number in range(2, 10_000) if (name := f"{code[:55]}-{number}") not in taken)
