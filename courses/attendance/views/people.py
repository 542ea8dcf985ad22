"""One person's attendance: read by them and by those who see their learning, asked about, answered, made up."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.attendance import actions, queries
from courses.attendance.forms import AnswerForm, MadeUpForm, QuestionForm, TakenBackForm
from courses.attendance.models import Attendance, AttendanceQuestion
from courses.attendance.querysets import enrolments_seen_by
from courses.attendance.views.guards import tried


@never_cache
@login_required
@require_safe
def person(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    return _page(request, enrolment_id)


@login_required
@require_POST
def ask(request: HttpRequest, mark_id: int) -> HttpResponse:
    mark = get_object_or_404(Attendance.objects.of(request.user), pk=mark_id)
    form = QuestionForm(request.POST)
    act = lambda: actions.ask_about(mark=mark, person=request.user, text=form.cleaned_data["text"])  # noqa: E731
    return _done(request, mark, form, act, _("Asked. Whoever keeps the register has been told."))


@login_required
@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    kept = Attendance.objects.kept_by(request.user)
    question = get_object_or_404(AttendanceQuestion.objects.filter(attendance__in=kept).select_related("attendance"), pk=question_id)
    form = AnswerForm(request.POST)
    act = lambda: actions.answer_question(question=question, actor=request.user, text=form.cleaned_data["text"])  # noqa: E731
    return _done(request, question.attendance, form, act, _("Answered. The person has been told."))


@login_required
@require_POST
def make_up(request: HttpRequest, mark_id: int) -> HttpResponse:
    mark = get_object_or_404(Attendance.objects.kept_by(request.user), pk=mark_id)
    form = MadeUpForm(request.POST)
    act = lambda: actions.make_up(mark=mark, actor=request.user, **form.cleaned_data)  # noqa: E731
    return _done(request, mark, form, act, _("Written down: it counts as had."))


@login_required
@require_POST
def take_back(request: HttpRequest, mark_id: int) -> HttpResponse:
    mark = get_object_or_404(Attendance.objects.kept_by(request.user), pk=mark_id)
    form = TakenBackForm(request.POST)
    act = lambda: actions.take_back(mark=mark, actor=request.user, **form.cleaned_data)  # noqa: E731
    return _done(request, mark, form, act, _("Taken back."))


def _done(request: HttpRequest, mark: Attendance, form, act, words: str) -> HttpResponse:
    """Back to the line it is about; what was wrong stands there beside what was typed."""
    if form.is_valid() and tried(request, act, done=words, form=form):
        return redirect(f"{reverse('attendance:person', args=[mark.enrolment_id])}#session-{mark.session_id}")
    return _page(request, mark.enrolment_id, wrong={mark.pk: form})


def _page(request: HttpRequest, enrolment_id: int, wrong: dict | None = None) -> HttpResponse:
    rows = enrolments_seen_by(request.user).select_related("person", "programme", "module", "cohort")
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    found = queries.attendance_of(enrolment, timezone.now())
    kept = set(Attendance.objects.kept_by(request.user).filter(enrolment=enrolment).values_list("pk", flat=True))
    context = {
        "attendance": found,
        "enrolment": enrolment,
        "is_own": enrolment.person_id == request.user.pk,
        "lines": [(line, line.mark.pk in kept, (wrong or {}).get(line.mark.pk)) for line in found.lines],
    }
    return render(request, "attendance/person.html", context, status=422 if wrong else 200)
