from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.live.queries.agenda import near
from courses.changes.queries.hints import changes_to_read
from lms.criteria.queries.hints import criteria_to_prove
from lms.home import queries
from lms.home.enums import Face
from lms.home.today import chosen, faces_of, greeting
from lms.promotions.queries.hints import hints_for

SCREENS: dict[Face, Callable] = {
    Face.TEACHING: queries.teaching_today,
    Face.LEADING: queries.leading_today,
    Face.PEOPLE: queries.people_today,
    Face.RUNNING: queries.running_today,
    Face.QUALITY: queries.quality_today,
    Face.COUNCIL: queries.council_today,
}
TEMPLATES = {Face.RUNNING: "home/people.html"}


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The first screen of the person's role; with several roles, the one asked for in `?as=`."""
    person, now = request.user, timezone.now()
    faces = faces_of(person.roles, runs_everything=person.is_superuser)
    face = chosen(faces, request.GET.get("as", ""))
    waiting = vars(queries.learners_day(person, now)) if face == Face.LEARNING else _working(face, person, now)
    context = {
        "face": face,
        "faces": faces,
        "now": now,
        "greeting": greeting(timezone.localtime(now), person.first_name or str(person)),
        **waiting,
    }
    return render(request, TEMPLATES.get(face, f"home/{face}.html"), context)


def _working(face: Face, person, now: datetime) -> dict:
    """The screen of a role that works here, and what else waits for its person."""
    return {
        "screen": SCREENS[face](person, now),
        "live": near(person, now),
        "to_prove": criteria_to_prove(person),
        "to_read": changes_to_read(person),
        "calls": hints_for(person, timezone.localdate(now)),
    }
