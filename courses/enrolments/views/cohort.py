"""My cohort: who is where, who is late, who asks; and ticking a step for the whole class at once."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enrolments import actions, queries
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, StepLocked
from courses.enrolments.forms import CohortForm
from courses.enrolments.models import Cohort
from courses.enrolments.permissions import can_answer_questions, can_see_learning, can_teach, require
from lms.people.permissions import can_enrol

PEOPLE_A_PAGE = 30


@login_required
def cohort(request: HttpRequest) -> HttpResponse:
    require(can_see_learning(request.user))
    cohorts = list(queries.cohorts_of(request.user))
    chosen = _chosen(request, cohorts)
    people = queries.people_progress(request.user, now=timezone.now(), cohort=chosen)
    late = [row for row in people if row.late]
    shown = late if "late" in request.GET else people
    page = Paginator(shown, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohorts": cohorts,
        "chosen": chosen,
        "page": page,
        "people": len(people),
        "late": len(late),
        "only_late": "late" in request.GET,
        "questions": sum(row.questions for row in people),
        "can_answer": can_answer_questions(request.user),
        "can_enrol": can_enrol(request.user),
        "ticks": queries.ticks_of(chosen, request.user) if chosen and can_teach(request.user) else [],
    }
    return render(request, "enrolments/cohort.html", context)


@login_required
def cohort_new(request: HttpRequest) -> HttpResponse:
    require(can_enrol(request.user))
    form = CohortForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return render(request, "enrolments/cohort_new.html", {"form": form}, status=422 if form.is_bound else 200)
    made = actions.open_cohort(**form.cleaned_data, actor=request.user)
    messages.success(request, _("The cohort is open. Now say who is in it."))
    return HttpResponseRedirect(reverse("enrolments:assign") + f"?cohort={made.pk}")


@login_required
def class_tick(request: HttpRequest, cohort_id: int, step_key: UUID) -> HttpResponse:
    require(can_teach(request.user))
    chosen = get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme"), pk=cohort_id)
    try:
        found = queries.class_tick(chosen, step_key, request.user, timezone.now())
    except LookupError:
        raise Http404
    if request.method != "POST":
        return render(request, "enrolments/class_tick.html", {"tick": found, "cohort": chosen})
    wanted = set(request.POST.getlist("person"))
    chosen_rows = [enrolment for enrolment, step, _reason in found.rows if str(enrolment.pk) in wanted and not step.is_done]
    done = sum(_ticked(enrolment, step_key, request.user) for enrolment in chosen_rows)
    words = ngettext("Ticked for %(number)d person.", "Ticked for %(number)d people.", done)
    messages.success(request, words % {"number": done})
    return HttpResponseRedirect(reverse("enrolments:class_tick", args=[cohort_id, step_key]))


def _chosen(request: HttpRequest, cohorts: list[Cohort]) -> Cohort | None:
    """The cohort asked for; unasked, the latest that this person teaches or tutors; else everybody."""
    asked = request.GET.get("cohort")
    if asked:
        found = next((cohort for cohort in cohorts if str(cohort.pk) == asked), None)
        if found is None and asked != "all":
            raise Http404
        return found
    return next((cohort for cohort in cohorts if request.user.pk in (cohort.trainer_id, cohort.tutor_id)), None)


def _ticked(enrolment, step_key: UUID, trainer) -> bool:
    """Whether it could be ticked: who is behind a lock is left out, and the page says why."""
    try:
        actions.complete_step(enrolment=enrolment, step_key=step_key, actor=trainer, by="trainer")
    except (StepLocked, CannotCompleteThus, NoSuchStep, NotActive):
        return False
    return True
