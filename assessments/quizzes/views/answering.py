"""Keeping an answer: as JSON from the page's script, or as the form of the page without it."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.quizzes import actions
from assessments.quizzes.exceptions import AttemptClosed, InvalidAnswer
from assessments.quizzes.forms import AnswersForm
from assessments.quizzes.models import Response
from assessments.quizzes.views.own import own_attempt

LARGEST_ANSWER = 128 * 1024  # bytes of one answer sent by the page: the longest text, escaped


@require_POST
def answer(request: HttpRequest, attempt_id: UUID, slot: int) -> HttpResponse:
    """One answer as JSON, from the page's script; or the form of the page without it, which saves and goes on."""
    as_json = request.content_type == "application/json"
    if not request.user.is_authenticated:
        back = f"{reverse('account_login')}?next={reverse('quizzes:attempt', args=[attempt_id, slot])}"
        return JsonResponse({"sign_in": back}, status=401) if as_json else redirect(back)
    return _answer_json(request, attempt_id, slot) if as_json else _answer_form(request, attempt_id, slot)


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
    attempt = own_attempt(request, attempt_id)
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
