"""What answers say about a quiz, for whoever writes questions."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.analysis import queries, tables
from assessments.analysis.charts import HEIGHT, WIDTH, bars
from assessments.analysis.permissions import can_read_analysis
from assessments.analysis.statistics import ENOUGH
from assessments.quizzes.models import QuizPage
from courses.enrolments.models import Cohort
from lms.exports.sheets import as_download


@never_cache
@login_required
@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    _require(request)
    text = request.GET.get("q", "")[:100]
    return render(request, "analysis/quizzes.html", {"quizzes": queries.quizzes_with_answers(text), "text": text})


@never_cache
@login_required
@require_safe
def quiz(request: HttpRequest, step_key: UUID) -> HttpResponse:
    page, cohort, cohorts = _asked(request, step_key)
    found = queries.analysis(step_key, cohort.pk if cohort else None)
    context = {
        "quiz": page,
        "found": found,
        "cohort": cohort,
        "cohorts": cohorts,
        "enough": ENOUGH,
        "bars": bars(found.points),
        "chart": {"width": WIDTH, "height": HEIGHT},
        "standings": queries.who_would_pass(step_key, request.user),
    }
    return render(request, "analysis/quiz.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, step_key: UUID, suffix: str) -> HttpResponse:
    page, cohort, _cohorts = _asked(request, step_key)
    rows = tables.rows_of(queries.analysis(step_key, cohort.pk if cohort else None))
    return as_download(rows, name=slugify(page.title) or "quiz", suffix=suffix, title=page.title)


def _require(request: HttpRequest) -> None:
    if not can_read_analysis(request.user):
        raise PermissionDenied


def _asked(request: HttpRequest, step_key: UUID) -> tuple[QuizPage, Cohort | None, list[Cohort]]:
    _require(request)
    page = QuizPage.objects.filter(translation_key=step_key).order_by("pk").first()
    if page is None:
        raise Http404
    cohorts = list(Cohort.objects.filter(enrolments__attempts__step_key=step_key).distinct().order_by("-starts_on"))
    wanted = request.GET.get("cohort", "")
    return page, next((one for one in cohorts if str(one.pk) == wanted), None), cohorts
