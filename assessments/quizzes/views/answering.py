"""Keeping an answer: as JSON from the page's script, or as the form of the page without it; and what the server has."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.quizzes import actions, queries
from assessments.quizzes.enums import EndedBy
from assessments.quizzes.exceptions import AttemptClosed, InvalidAnswer
from assessments.quizzes.forms import AnswersForm
from assessments.quizzes.models import Attempt, Response
from assessments.quizzes.views.own import own_attempt

LARGEST_ANSWER = 128 * 1024  # bytes of one answer sent by the page: the longest text, escaped


@require_POST
def answer(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    """One answer as JSON, from the page's script; or the form of the page without it, which saves and goes on."""
    as_json = request.content_type == "application/json"
    if not request.user.is_authenticated:
        back = _sign_in(reverse("quizzes:attempt", args=[attempt_id, slot]))
        return JsonResponse({"sign_in": back}, status=401) if as_json else redirect(back)
    return _answer_json(request, attempt_id, slot) if as_json else _answer_form(request, attempt_id, slot)


@never_cache
@require_safe
def state(request: HttpRequest, attempt_id: UUID) -> JsonResponse:
    """How an attempt stands on the server, for the page that has it open: its clock, its end, every answer with its counter.

    401 when nobody is signed in, 404 with the name of whoever is when the attempt is not theirs.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"sign_in": _sign_in(request.path)}, status=401)
    try:
        attempt = own_attempt(request, attempt_id)
    except Http404:
        return JsonResponse({"person": str(request.user)}, status=404)
    now = timezone.now()
    told: dict[str, Any] = {"now": _ms(now), "deadline": _ms(attempt.deadline_at), "open": attempt.is_open, "token": get_token(request)}
    if attempt.is_open:
        return JsonResponse({**told, "answers": queries.kept_answers(attempt)})
    return JsonResponse({**told, "said": _why_closed(attempt), "url": reverse("quizzes:result", args=[attempt.pk])})


def _answer_json(request: HttpRequest, attempt_id: UUID, slot: int) -> JsonResponse:
    if len(request.body) > LARGEST_ANSWER:
        return _refused("too long", _("This answer is too long to be kept."), 413)
    now = timezone.now()
    try:
        sent = json.loads(request.body)
        values = {"answer": sent["answer"], "counter": _counter(sent["counter"]), "seconds": _seconds(sent.get("seconds"))}
        saved = actions.save_response(attempt_id=attempt_id, person=request.user, slot=slot, **values, now=now)
    except (InvalidAnswer, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _refused("invalid", _("This answer could not be read."), 400)
    except Response.DoesNotExist:
        return _refused("not found", _("This question is not in an attempt of yours."), 404)
    except AttemptClosed:
        return _closed(attempt_id)
    at = timezone.localtime(saved.saved_at) if saved.saved_at else None
    return JsonResponse(
        {
            "slot": saved.slot,
            "counter": saved.counter,
            "saved_at": saved.saved_at,
            "said": _("Saved at %(time)s") % {"time": date_format(at, "H:i")} if at else "",
            "answer": saved.answer,
            "kept": saved.kept,
            "now": _ms(now),
        }
    )


def _answer_form(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    attempt = own_attempt(request, attempt_id)
    form = AnswersForm(request.POST, slots=len(attempt.slots))
    try:
        for shown, chosen, counter in form.changed():
            actions.save_response(attempt_id=attempt.pk, person=request.user, slot=shown, answer=chosen, counter=counter)
    except AttemptClosed:
        messages.warning(request, _why_closed(attempt))
        return redirect("quizzes:result", attempt.pk)
    except (InvalidAnswer, Response.DoesNotExist):
        raise Http404
    return redirect(form.way_on(attempt, slot))


def _refused(problem: str, said: str, status: int) -> JsonResponse:
    return JsonResponse({"problem": problem, "said": said}, status=status)


def _closed(attempt_id: UUID) -> JsonResponse:
    attempt = Attempt.objects.get(pk=attempt_id)
    told = {"problem": "closed", "said": _why_closed(attempt), "url": reverse("quizzes:result", args=[attempt_id])}
    return JsonResponse(told, status=409)


def _why_closed(attempt: Attempt) -> str:
    if attempt.ended_by == EndedBy.PERSON:
        return _("You have handed this attempt in already.")
    if attempt.ended_by == EndedBy.SYSTEM:
        return _("This attempt was handed in when its enrolment ended.")
    return _("The time is up: the attempt is handed in with the answers that had arrived.")


def _sign_in(back: str) -> str:
    return f"{reverse('account_login')}?next={back}"


def _counter(value: object) -> int:
    if type(value) is not int or value < 1:
        raise InvalidAnswer("A counter is a positive whole number")
    return value


def _seconds(value: object) -> int | None:
    """How long the question was on screen, when the browser says so. An answer is never refused for it."""
    return value if type(value) is int and value >= 0 else None


def _ms(moment: datetime | None) -> int | None:
    return int(moment.timestamp() * 1000) if moment else None
