"""For everybody: what we agreed, one guideline, and showing that one understands it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.criteria import actions
from lms.criteria.enums import GuidelineKind
from lms.criteria.forms import AnswerForm
from lms.criteria.permissions import can_look_after_some, can_see_register, writes_somewhere
from lms.criteria.queries.looking_after import being_written, no_longer_in_force
from lms.criteria.queries.proving import agreed
from lms.criteria.queries.reading import page_of
from lms.criteria.views.guards import seen, tried


@login_required
@never_cache
@require_safe
def agreed_list(request: HttpRequest) -> HttpResponse:
    user = request.user
    context = {
        "lines": agreed(user),
        "drafts": being_written(user) if can_look_after_some(user) else [],
        "past": no_longer_in_force(user),
        "may_propose": writes_somewhere(user, GuidelineKind.CRITERION),
        "may_notice": writes_somewhere(user, GuidelineKind.NOTICE),
        "sees_register": can_see_register(user),
    }
    return render(request, "criteria/list.html", context)


@login_required
@never_cache
@require_safe
def read(request: HttpRequest, code: str) -> HttpResponse:
    guideline = seen(request.user, code)
    screen = page_of(request.user, guideline, request.GET.get("answer", ""))
    return render(request, "criteria/read.html", {"screen": screen}) if screen else redirect("criteria:next", code=code)


@login_required
@require_POST
def give_answer(request: HttpRequest, code: str) -> HttpResponse:
    guideline, form = seen(request.user, code), AnswerForm(request.POST)
    page = reverse("criteria:read", args=[code])
    if not form.is_valid():
        tried(request, form.refuse)
        return redirect(page + "#question")
    number = form.cleaned_data.pop("version")
    version = get_object_or_404(guideline.versions.published().select_related("guideline"), number=number)
    given = tried(request, lambda: actions.answer(version=version, actor=request.user, **form.cleaned_data))
    return redirect(f"{page}?answer={given.pk}#question" if given else page)


@login_required
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """That one has read what asks no question."""
    guideline, number = seen(request.user, code), request.POST.get("version", "")
    rows = guideline.versions.published().select_related("guideline")
    version = get_object_or_404(rows, number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0)
    tried(request, lambda: actions.confirm(version=version, actor=request.user))
    return redirect(reverse("criteria:read", args=[code]) + "#question")
