"""Opening a session: which performances, by what, who scores them, and by when."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from string import ascii_uppercase

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.calibration.exceptions import CannotCalibrate
from assessments.calibration.models import CalibrationSession, Sample
from assessments.calibration.permissions import can_lead
from assessments.calibration.queries.opening import assessors_for, performances_for
from assessments.roleplays.models import Performance
from assessments.rubrics.models import RubricVersion
from lms.notifications.actions import notify

FEWEST, MOST = 3, 5  # performances: what can be scored and talked about in an hour
LEAST_PEOPLE = 2


def open_session(
    *,
    code: str,
    titles: Mapping[str, str],
    version: RubricVersion,
    performances: Sequence[Performance],
    people: Sequence,
    actor,
    codes: Sequence[str] = (),
    scores_due_on: date | None = None,
    talk_on: date | None = None,
    now: datetime | None = None,
) -> CalibrationSession:
    """Opens it and invites everybody. `codes`: a part of the rubric, none for the whole. Safe to call twice: one a code.

    Raises CannotCalibrate for too few or too many performances, for dates in the wrong order, or where somebody would score
    themselves; PermissionDenied for performances and people that the actor does not see.
    """
    if not can_lead(actor):
        raise PermissionDenied
    _check(version, performances, people, codes, scores_due_on, talk_on)
    _see(version, performances, people, actor)
    facts = {"title_es": titles["es"], "title_en": titles["en"], "version": version, "led_by": actor, "codes": list(codes)}
    dates = {"scores_due_on": scores_due_on, "talk_on": talk_on, "opened_at": now or timezone.now()}
    with transaction.atomic():
        session, created = CalibrationSession.objects.get_or_create(code=code, defaults=facts | dates)
        if created:
            session.people.set(people)
            # In an order that says nothing of when they were played or how they went.
            for letter, one in zip(ascii_uppercase, sorted(performances, key=lambda one: one.pk.hex), strict=False):
                Sample.objects.create(session=session, letter=letter, performance=one)
            log(instance=session, action="calibration.open", user=actor, title=str(session))
            for one in people:
                _invite(session, one)
    return session


def _check(version, performances, people, codes, scores_due_on, talk_on) -> None:
    if not FEWEST <= len(set(performances)) <= MOST:
        raise CannotCalibrate(_("Choose from three to five performances: an hour is enough for them."))
    if len(set(people)) < LEAST_PEOPLE:
        raise CannotCalibrate(_("Invite at least two assessors: agreement is between people."))
    if set(codes) - set(version.criteria.values_list("code", flat=True)):
        raise CannotCalibrate(_("That criterion is not in this rubric."))
    if scores_due_on and talk_on and talk_on < scores_due_on:
        raise CannotCalibrate(_("You talk about it after the scores are in: choose a later day for it."))
    selves = {one.person_id for one in performances} & {one.pk for one in people}
    if selves:
        names = ", ".join(str(one) for one in people if one.pk in selves)
        raise CannotCalibrate(_("Nobody scores themselves: leave out %(names)s, or their performance.") % {"names": names})


def _see(version, performances, people, actor) -> None:
    seen = set(performances_for(version.rubric, actor).values_list("pk", flat=True))
    known = set(assessors_for(actor).values_list("pk", flat=True))
    if not {one.pk for one in performances} <= seen or not {one.pk for one in people} <= known:
        raise PermissionDenied


def _invite(session: CalibrationSession, person) -> None:
    def text() -> str:
        alone = _("You score it alone, without names. Everybody’s scores are shown together afterwards.")
        due = _("Your scores are in by %(day)s.") % {"day": date_format(session.scores_due_on)} if session.scores_due_on else ""
        return f"{alone} {due}".strip()

    notify(
        person=person,
        kind="calibration.invited",
        key=f"calibration.invited:{session.pk}:{person.pk}",
        title=lambda: _("A calibration to score: %(title)s") % {"title": session.title},
        text=text,
        url=reverse("calibration:session", args=[session.code]),
    )
