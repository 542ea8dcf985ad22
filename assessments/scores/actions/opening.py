"""A performance that was handed in gets its assessors."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.recordings.models import Recording
from assessments.roleplays.enums import Mode
from assessments.roleplays.models import Performance
from assessments.scores.assigning import choose
from assessments.scores.enums import Due
from assessments.scores.exceptions import CannotScore
from assessments.scores.models import Case, Recusal, Score
from assessments.scores.queries.readers import readers_for
from assessments.scores.sampling import is_drawn
from lms.notifications.actions import notify

SEED = "one in ten"
READ = (Mode.WRITTEN, Mode.RECORDED, Mode.LIVE)
HOURS = 24  # in which feedback is written


def open_cases(*, now: datetime | None = None) -> int:
    """Opens a case for each assessed performance that has none, and hands out what nobody reads yet. Returns how many were opened.

    Safe to call at any time, from two places at once.
    """
    now = now or timezone.now()
    waiting = Performance.objects.finished().filter(practice=False, mode__in=READ, case__isnull=True)
    opened = 0
    for performance in waiting.filter(version__rubric_version__isnull=False).select_related("version"):
        opened += _open(performance, due_of(performance), now)[1]
    for case in Case.objects.open().short_of_readers():
        assign_case(case=case, now=now)
    return opened


def open_live_case(*, performance: Performance, assessor, second=None, now: datetime | None = None) -> Case:
    """Whoever acted the other part is the first who reads a live roleplay; the second who was there reads it too. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        due = due_of(performance)
        case, _created = _open(performance, Due.PAIR if second and due == Due.ONE else due, now)
        recused = set(Recusal.objects.filter(performance=performance).values_list("assessor_id", flat=True))
        for one in [assessor, *([second] if second else [])]:
            if case.closed_at is None and one.pk not in recused:
                _give(performance, one.pk, now, tell=one != assessor)
        assign_case(case=case, now=now)
    return case


def sound_came(*, performance: Performance, actor, now: datetime | None = None) -> Case | None:
    """A recording arrived after it was handed in: whoever still scores it is told, and it takes part in the lot, as those that had one
    from the beginning. None where nobody reads it yet. Safe to call twice."""
    now = now or timezone.now()
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(performance=performance).first()
        if case is None or case.closed_at is not None:
            return case
        if case.readers == 1 and due_of(performance) == Due.LOT:
            case.due, case.readers = Due.LOT, 2
            case.save(update_fields=["due", "readers"])
        for score in Score.objects.drafts().filter(performance=performance).exclude(assessor=actor).select_related("assessor"):
            _tell_of_sound(score, performance)
        assign_case(case=case, now=now)
    return case


def due_of(performance: Performance) -> str:
    """Gates and promotions always have two, as the scenario says; of everything else one in ten, by lot."""
    asked = performance.version.content.get("two_assessors")
    if asked in (Due.GATE, Due.PROMOTION):
        return Due(asked)
    if performance.mode == Mode.LIVE and not Recording.objects.kept().filter(performance=performance).exists():
        return Due.ONE  # whoever was not there has only the notes: a second one is asked for, not drawn
    return Due.LOT if is_drawn(str(performance.pk), SEED) else Due.ONE


def _open(performance: Performance, due: str, now: datetime) -> tuple[Case, bool]:
    defaults = {"due": due, "readers": 1 if due == Due.ONE else 2, "opened_at": now}
    return Case.objects.get_or_create(performance=performance, defaults=defaults)


def ask_for_two(*, performance: Performance, why: str, actor, now: datetime | None = None) -> Case:
    """A second assessor reads it too. Safe to call twice. Raises CannotScore once there is a result: that is what an appeal is for."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(performance=performance)
        if case.closed_at is not None:
            raise CannotScore(_("It has its result already: the person can ask for it to be looked at again."))
        if case.readers < 2:
            case.due, case.readers = Due(why), 2
            case.save(update_fields=["due", "readers"])
            log(instance=performance, action="scores.ask_for_two", user=actor, data={"why": why})
            assign_case(case=case, now=now)
    return case


def assign_case(*, case: Case, now: datetime | None = None) -> list[Score]:
    """Hands it to as many as it still lacks; what finds nobody now waits for the next time. A third one is licensed, if anybody is."""
    now = now or timezone.now()
    given = []
    with transaction.atomic():
        case = Case.objects.select_for_update().select_related(None).get(pk=case.pk)
        performance = Performance.objects.select_related("version__scenario", "version__rubric_version").get(pk=case.performance_id)
        taken = set(Score.objects.filter(performance=performance).values_list("assessor_id", flat=True))
        readers = readers_for(performance, timezone.localdate(now)) if len(taken) < case.readers else []
        while len(taken) < case.readers:
            chosen = choose(readers, beside=frozenset(taken), licensed_only=case.readers == 3 and any(one.licensed for one in readers))
            if chosen is None:
                break
            taken.add(chosen.person)
            given.append(_give(performance, chosen.person, now))
    return given


def recuse(*, score: Score, reason: str, actor, now: datetime | None = None) -> Recusal:
    """Gives a reading back, with why: somebody else gets it, and it is never handed to this one again. Safe to call twice."""
    if score.assessor_id != actor.pk or not score.is_draft:
        raise CannotScore(_("It is handed in: it can no longer be given back."))
    if not reason.strip():
        raise CannotScore(_("Say why somebody else should read it."))
    with transaction.atomic():
        made, created = Recusal.objects.get_or_create(
            performance=score.performance, assessor=actor, defaults={"reason": reason.strip(), "said_at": now or timezone.now()}
        )
        Score.objects.drafts().filter(pk=score.pk).delete()
        if created:
            log(instance=score.performance, action="scores.recuse", user=actor, data={"reason": made.reason})
        assign_case(case=Case.objects.get(performance=score.performance_id), now=now)
    return made


def _tell_of_sound(score: Score, performance: Performance) -> None:
    notify(
        person=score.assessor,
        kind="scores.sound",
        key=f"scores.sound:{score.pk}",
        title=lambda: _("You can hear what you score: %(title)s") % {"title": performance.version.scenario.title},
        text=lambda: _("Its recording has been added. What you have written so far stays as it is."),
        url=reverse("scores:score", args=[score.pk]),
    )


def _give(performance: Performance, person_id: int, now: datetime, *, tell: bool = True) -> Score:
    due = max(performance.ended_at, now - timedelta(hours=HOURS)) + timedelta(hours=HOURS)
    score, created = Score.objects.get_or_create(performance=performance, assessor_id=person_id, defaults={"given_at": now, "due_at": due})
    if created and tell:
        notify(
            person=score.assessor,
            kind="scores.given",
            key=f"scores.given:{score.pk}",
            title=lambda: _("A roleplay to score: %(title)s") % {"title": performance.version.scenario.title},
            text=lambda: _("You score it alone. Nobody sees your scores until they are handed in."),
            url=reverse("scores:score", args=[score.pk]),
        )
    return score
