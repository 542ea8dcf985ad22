"""Reading written answers, and putting a wrong question right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.marking import queries
from assessments.marking.forms import CorrectionForm, MarkForm
from assessments.marking.permissions import can_correct, can_mark
from assessments.quizzes.actions import correct_version, mark_response
from assessments.quizzes.exceptions import AlreadyMarked, CannotCorrect
from assessments.quizzes.models import Mark, Question, QuestionVersion, Response
from assessments.quizzes.queries.words import Wording
from courses.enrolments.wording import wait_words

ANSWERS_A_PAGE = 25


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    if not (can_mark(request.user) or can_correct(request.user)):
        raise PermissionDenied
    now = timezone.now()
    page = Paginator(queries.waiting_for_a_reader(request.user), ANSWERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, wait_words(queries.waited(one, now))) for one in page],
        "can_read_analysis": can_correct(request.user),
        "reported": queries.reported_questions() if can_correct(request.user) else [],
    }
    return render(request, "marking/queue.html", context)


@never_cache
@login_required
def mark(request: HttpRequest, response_id: int) -> HttpResponse:
    """One answer beside its rubric. The person's name is not on the page until the answer has a mark."""
    response = get_object_or_404(queries.may_be_read_by(request.user), pk=response_id)
    latest = response.marks.select_related("marked_by").first()
    form = MarkForm(request.POST or None, rubric=response.version.content["rubric"], initial=_initial(response, latest))
    if request.method == "POST" and form.is_valid():
        try:
            mark_response(
                response=response,
                points=form.points,
                comment=form.cleaned_data["comment"],
                seen_mark=form.cleaned_data["seen_mark"],
                actor=request.user,
            )
        except AlreadyMarked as meanwhile:
            messages.warning(
                request, _("%(person)s has marked this answer meanwhile. Theirs is shown here.") % {"person": meanwhile.mark.marked_by}
            )
            return redirect("marking:mark", response.pk)
        messages.success(request, _("Marked. The person is told when nothing of theirs is left to read."))
        following = queries.waiting_for_a_reader(request.user).first()
        return redirect("marking:mark", following.pk) if following else redirect("marking:queue")
    status = 422 if form.errors else 200
    content = response.version.content
    context = {"response": response, "stem": Wording(content).of(content["stem"]), "form": form, "latest": latest}
    return render(request, "marking/mark.html", context, status=status)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    found = _correctable(request, question_id)
    context = {"question": found, "lines": queries.version_lines(found), "reports": queries.reports_of(found)}
    return render(request, "marking/question.html", context)


@never_cache
@login_required
def correct(request: HttpRequest, version_id: int) -> HttpResponse:
    """First what would change, then the decision."""
    version = get_object_or_404(QuestionVersion.objects.select_related("question"), pk=version_id)
    _correctable(request, version.question_id)
    line = next(one for one in queries.version_lines(version.question) if one.version == version)
    form = CorrectionForm(request.POST or None, keys=list(line.keys), corrected=line.correction is not None)
    context = {"version": version, "line": line, "form": form}
    if request.method == "POST" and form.is_valid():
        decided = {"kind": form.cleaned_data["kind"], "by_version": form.cleaned_data.get("by_version")}
        if "sure" not in request.POST:
            return render(request, "marking/correct.html", {**context, "effect": queries.effect_of(version, **decided)})
        try:
            correct_version(version=version, reason=form.cleaned_data["reason"], actor=request.user, **decided)
        except CannotCorrect as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Decided. Every attempt that had it is being scored anew, and whoever it changes is told."))
            return redirect("marking:question", version.question_id)
    return render(request, "marking/correct.html", context, status=422 if form.errors else 200)


def _correctable(request: HttpRequest, question_id: int) -> Question:
    if not can_correct(request.user):
        raise PermissionDenied
    return get_object_or_404(Question.objects.select_related("competency", "current_version"), pk=question_id)


def _initial(response: Response, latest: Mark | None) -> dict:
    if latest is None:
        return {}
    rubric = response.version.content["rubric"]
    given = {f"criterion_{number}": _plain(latest.points.get(one["key"])) for number, one in enumerate(rubric, 1)}
    return {**given, "comment": latest.comment, "seen_mark": latest.pk}


def _plain(points: float | None) -> str:
    return "" if points is None else f"{points:g}"
