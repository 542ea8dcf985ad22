"""Before and during an attempt: the brief, the questions, handing in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import is_ratelimited

from assessments.quizzes import actions, queries
from assessments.quizzes.exceptions import CannotStart, WrongRoomCode
from assessments.quizzes.forms import RoomCodeForm
from assessments.quizzes.models import QuizPage
from assessments.quizzes.views.own import own_attempt
from courses.enrolments.exceptions import StepLocked
from courses.enrolments.models import Enrolment
from courses.enrolments.queries import own_enrolment


@never_cache
@login_required
@require_safe
def brief(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    return _brief(request, enrolment_id, step_key, RoomCodeForm())


@login_required
@require_POST
def start(request: HttpRequest, enrolment_id: int, step_key: UUID) -> HttpResponse:
    try:
        enrolment = own_enrolment(enrolment_id, request.user)
    except Enrolment.DoesNotExist:
        raise Http404
    form = RoomCodeForm(request.POST)
    if _too_many_codes(request, enrolment, step_key):
        return _brief(request, enrolment_id, step_key, form.saying(_("Too many codes. Wait a minute and ask for it again.")), status=429)
    asked = {"practice": "practice" in request.POST, "room_code": form.code}
    try:
        attempt = actions.start_attempt(enrolment=enrolment, step_key=step_key, person=request.user, **asked)
    except LookupError:
        raise Http404
    except WrongRoomCode:
        return _brief(
            request, enrolment_id, step_key, form.saying(_("That is not the code of this room. Ask whoever is with you.")), status=422
        )
    except (StepLocked, CannotStart) as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("quizzes:brief", enrolment_id, step_key)
    return redirect("quizzes:attempt", attempt.pk, 1)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    try:
        screen = queries.question_screen(attempt, slot)
    except LookupError:
        raise Http404
    return render(request, "quizzes/question.html", {"screen": screen, "attempt": attempt})


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    return render(request, "quizzes/review.html", {"screen": queries.review_screen(attempt), "attempt": attempt})


@login_required
@require_POST
def submit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    if attempt.is_open and request.POST.get("unanswered") != str(queries.unanswered(attempt)):
        messages.warning(request, _("Look at your answers once more before you hand them in: something has changed."))
        return redirect("quizzes:review", attempt.pk)
    actions.submit_attempt(attempt=attempt)
    return redirect("quizzes:result", attempt.pk)


def preview(request: HttpRequest, quiz: QuizPage) -> HttpResponse:
    """The author's preview: the questions as asked, drawn as they stand, with nothing to send."""
    return render(request, "quizzes/preview.html", {"quiz": quiz, "screen": queries.preview_screen(quiz)})


def _brief(request: HttpRequest, enrolment_id: int, step_key: UUID, code_form: RoomCodeForm, status: int = 200) -> HttpResponse:
    try:
        screen = queries.brief(enrolment_id, step_key, request.user, timezone.now())
    except (Enrolment.DoesNotExist, LookupError):
        raise Http404
    context = {"brief": screen, "player": screen.player, "code_form": code_form}
    return render(request, "quizzes/brief.html", context, status=status)


def _too_many_codes(request: HttpRequest, enrolment: Enrolment, step_key: UUID) -> bool:
    """Whether somebody is guessing the code of a room: ten a minute for one person and quiz."""
    if not request.POST.get("room_code"):
        return False
    key = f"{enrolment.pk}/{step_key}"
    return is_ratelimited(request, group="quizzes.room_code", key=lambda _group, _request: key, rate="10/m", method="POST", increment=True)
