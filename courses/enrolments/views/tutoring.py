"""Questions that wait for an answer, and answering them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.enrolments import actions, queries
from courses.enrolments.exceptions import AlreadyAnswered
from courses.enrolments.forms import AnswerForm
from courses.enrolments.models import LessonQuestion
from courses.enrolments.permissions import can_answer_questions, require
from courses.enrolments.wording import wait_words

QUESTIONS_A_PAGE = 20


@login_required
def tutoring(request: HttpRequest) -> HttpResponse:
    require(can_answer_questions(request.user))
    return _page(request)


@login_required
@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(can_answer_questions(request.user))
    question = get_object_or_404(LessonQuestion.objects.answerable_by(request.user), pk=pk)
    form = AnswerForm(request.POST, auto_id=f"answer_{pk}_%s")
    if not form.is_valid():
        return _page(request, wrong={pk: form}, status=422)
    try:
        actions.answer(question=question, text=form.cleaned_data["text"], actor=request.user)
    except AlreadyAnswered:
        messages.warning(request, _("A colleague answered this question first. Their answer stands."))
    else:
        messages.success(request, _("Answered. %(person)s has been told.") % {"person": question.person})
    return HttpResponseRedirect(reverse("enrolments:tutoring"))


def _page(request: HttpRequest, *, wrong: dict | None = None, status: int = 200) -> HttpResponse:
    text, mine, answered = request.GET.get("q", "").replace("\x00", "")[:100], "mine" in request.GET, "answered" in request.GET
    found = queries.questions_for(request.user, mine=mine, answered=answered, text=text)
    page = Paginator(found, QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    forms = wrong or {}
    rows = [(row, _waited(row), forms.get(row.pk) or AnswerForm(auto_id=f"answer_{row.pk}_%s")) for row in page]
    context = {"page": page, "rows": rows, "text": text, "mine": mine, "answered": answered, "wrong": forms}
    return render(request, "enrolments/tutoring.html", context, status=status)


def _waited(question: LessonQuestion) -> str:
    return wait_words((question.answered_at or timezone.now()) - question.asked_at)
