import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.quizzes import actions, queries
from assessments.quizzes.exceptions import AttemptClosed, CannotStart, InvalidAnswer
from assessments.quizzes.forms import AnswersForm, GrantForm, ReportForm
from assessments.quizzes.models import Attempt, QuizPage, Response
from assessments.quizzes.permissions import can_grant_attempt
from courses.catalogue import actions as catalogue
from courses.enrolments.exceptions import StepLocked
from courses.enrolments.models import Enrolment

LARGEST_ANSWER = 8 * 1024  # bytes of one answer sent by the page


@never_cache
@login_required
@require_safe
def brief(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    try:
        screen = queries.brief(enrolment_id, step_key, request.user, timezone.now())
    except (Enrolment.DoesNotExist, LookupError):
        raise Http404
    return render(request, "quizzes/brief.html", {"brief": screen, "player": screen.player})


@login_required
@require_POST
def start(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.standing(), pk=enrolment_id, person=request.user)
    try:
        attempt = actions.start_attempt(enrolment=enrolment, step_key=step_key, person=request.user)
    except LookupError:
        raise Http404
    except (StepLocked, CannotStart) as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("quizzes:brief", enrolment_id, step_key)
    return redirect("quizzes:attempt", attempt.pk, 1)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    attempt = _own(request, attempt_id)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    try:
        screen = queries.question_screen(attempt, slot, timezone.now())
    except LookupError:
        raise Http404
    return render(request, "quizzes/question.html", {"screen": screen, "attempt": attempt})


@require_POST
def answer(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    """One answer as JSON, from the page's script; or the form of the page without it, which saves and goes on."""
    as_json = request.content_type == "application/json"
    if not request.user.is_authenticated:
        back = f"{reverse('account_login')}?next={reverse('quizzes:attempt', args=[attempt_id, slot])}"
        return JsonResponse({"sign_in": back}, status=401) if as_json else redirect(back)
    return _answer_json(request, attempt_id, slot) if as_json else _answer_form(request, attempt_id, slot)


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = _own(request, attempt_id)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    return render(request, "quizzes/review.html", {"screen": queries.review_screen(attempt, timezone.now()), "attempt": attempt})


@login_required
@require_POST
def submit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = _own(request, attempt_id)
    if attempt.is_open and request.POST.get("unanswered") != str(attempt.responses.filter(answer=[]).count()):
        messages.warning(request, _("Look at your answers once more before you hand them in: something has changed."))
        return redirect("quizzes:review", attempt.pk)
    actions.submit_attempt(attempt=attempt)
    return redirect("quizzes:result", attempt.pk)


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = get_object_or_404(_attempts().visible_to(request.user), pk=attempt_id)
    if attempt.is_open:
        return redirect("quizzes:attempt", attempt.pk, 1)
    return _result(request, attempt, ReportForm(), GrantForm())


@login_required
@require_POST
def report(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = get_object_or_404(_attempts().visible_to(request.user).submitted(), pk=attempt_id)
    form = ReportForm(request.POST, slots=len(attempt.slots))
    if not form.is_valid():
        return _result(request, attempt, form, GrantForm(), status=422)
    asked = attempt.responses.select_related("version__question").get(slot=form.cleaned_data["slot"])
    catalogue.report_error(
        page=attempt.quiz.page_ptr,
        person=request.user,
        text=form.cleaned_data["text"],
        block_id=queries.question_reference(asked.version.question),
    )
    messages.success(request, _("Thank you. Whoever wrote the question will look at it and answer you."))
    return redirect("quizzes:result", attempt.pk)


@login_required
@require_POST
def grant(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    """One more attempt for someone else, from the screen of their last one."""
    attempt = (
        _attempts().visible_to(request.user).submitted().filter(enrolment_id=enrolment_id, step_key=step_key).order_by("-number").first()
    )
    if attempt is None:
        raise Http404
    if not can_grant_attempt(request.user, attempt.enrolment):
        raise PermissionDenied
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _result(request, attempt, ReportForm(), form, status=422)
    actions.grant_attempt(enrolment=attempt.enrolment, step_key=step_key, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("%(person)s has one more attempt.") % {"person": attempt.person})
    return redirect("quizzes:result", attempt.pk)


def preview(request: HttpRequest, quiz: QuizPage) -> HttpResponse:
    """The author's preview: the questions as asked, drawn as they stand, with nothing to send."""
    return render(request, "quizzes/preview.html", {"quiz": quiz, "screen": queries.preview_screen(quiz)})


def _attempts():
    return Attempt.objects.select_related("enrolment", "quiz", "person")


def _own(request: HttpRequest, attempt_id: UUID) -> Attempt:
    return get_object_or_404(_attempts(), pk=attempt_id, person=request.user)


def _answer_json(request: HttpRequest, attempt_id: UUID, slot: int) -> JsonResponse:
    if len(request.body) > LARGEST_ANSWER:
        return JsonResponse({"problem": "too long"}, status=413)
    try:
        sent = json.loads(request.body)
        values = {"answer": sent["answer"], "counter": _counter(sent["counter"])}
        saved = actions.save_response(attempt_id=attempt_id, person=request.user, slot=slot, **values)
    except (InvalidAnswer, ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"problem": "invalid"}, status=400)
    except Response.DoesNotExist:
        return JsonResponse({"problem": "not found"}, status=404)
    except AttemptClosed:
        result_url = reverse("quizzes:result", args=[attempt_id])
        return JsonResponse({"problem": "closed", "said": _("You have handed this attempt in already."), "url": result_url}, status=409)
    at = timezone.localtime(saved.saved_at) if saved.saved_at else None
    return JsonResponse(
        {
            "slot": saved.slot,
            "counter": saved.counter,
            "saved_at": saved.saved_at,
            "said": _("Saved at %(time)s") % {"time": date_format(at, "H:i")} if at else "",
            "answer": saved.answer,
            "kept": saved.kept,
        }
    )


def _answer_form(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    attempt = _own(request, attempt_id)
    form = AnswersForm(request.POST, slots=len(attempt.slots))
    try:
        for shown, chosen, counter in form.changed():
            actions.save_response(attempt_id=attempt.pk, person=request.user, slot=shown, answer=chosen, counter=counter)
    except AttemptClosed:
        messages.warning(request, _("You have handed this attempt in already."))
        return redirect("quizzes:result", attempt.pk)
    except (InvalidAnswer, Response.DoesNotExist):
        raise Http404
    return redirect(form.way_on(attempt, slot))


def _counter(value) -> int:
    if type(value) is not int or value < 1:
        raise InvalidAnswer("A counter is a positive whole number")
    return value


def _result(request: HttpRequest, attempt: Attempt, report_form: ReportForm, grant_form: GrantForm, status: int = 200) -> HttpResponse:
    screen = queries.result_screen(attempt, request.user, timezone.now())
    own = attempt.person_id == request.user.pk
    context = {
        "screen": screen,
        "attempt": attempt,
        "own": own,
        "report_form": report_form,
        "grant_form": grant_form if not own and screen.standing.left == 0 and can_grant_attempt(request.user, attempt.enrolment) else None,
    }
    return render(request, "quizzes/result.html", context, status=status)
