"""A person questions evidence about them; those who may, answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.competencies import actions, permissions
from lms.competencies.exceptions import AlreadyAnswered, TooLateToQuestion
from lms.competencies.forms import AnswerForm, QuestionFilter, ReasonForm
from lms.competencies.models import Evidence, EvidenceQuestion

PAGE = 25


@never_cache
@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = get_object_or_404(Evidence.objects.standing().select_related("person", "competency", "kind"), pk=pk, person=request.user)
    hint = _("Somebody who did not write it looks again. Until they answer, it counts in nothing against you.")
    form = ReasonForm(request.POST or None, label=_("What is wrong with it"), hint=hint)
    if request.method == "POST" and form.is_valid():
        try:
            actions.question_evidence(evidence=evidence, text=form.cleaned_data["reason"], actor=request.user)
            messages.success(request, _("Your question is on its way. You will be told the answer."))
        except AlreadyAnswered:
            messages.error(request, _("Somebody answered it before you. Their answer stands."))
        except TooLateToQuestion:
            messages.error(request, _("The days to question this piece have passed. Speak to whoever coordinates you."))
        return redirect("competencies:competency", pk=evidence.person_id, code=evidence.competency.code)
    return render(request, "competencies/question.html", {"evidence": evidence, "form": form})


@never_cache
@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    if not permissions.can_judge(request.user):
        raise PermissionDenied
    search = QuestionFilter(request.GET)
    found = EvidenceQuestion.objects.answerable_by(request.user).select_related("person", "evidence__competency", "evidence__kind")
    if search.answers()["show"] != "all":
        found = found.open().order_by("due_on", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "competencies/questions.html", {"search": search, "page": page})


@never_cache
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    seen = EvidenceQuestion.objects.answerable_by(request.user).select_related(
        "person", "evidence__competency", "evidence__kind", "evidence__assessor", "evidence__person", "answered_by"
    )
    question = get_object_or_404(seen, pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_question(question=question, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Your answer is written down, and %(person)s is told.") % {"person": question.person})
        except AlreadyAnswered:
            messages.warning(request, _("Somebody answered it before you. Their answer stands."))
        return redirect("competencies:questions")
    return render(request, "competencies/answer.html", {"question": question, "evidence": question.evidence, "form": form})
