"""Scores: each assessor alone, with words; then everybody's beside each other."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.notifications.actions import notify
from lms.promotions.actions.trail import moment_of, record_act
from lms.promotions.enums import SCALE, Part, RoundState, ScoredBy
from lms.promotions.exceptions import NotReady, ReasonMissing, SheetIncomplete, WrongMoment
from lms.promotions.models import Application, Exercise, PanelMember, PromotionRound, Score, ScoreDraft
from lms.promotions.permissions import can_manage
from lms.promotions.queries.beginning import assessing_problems
from lms.promotions.queries.published import leaves
from lms.promotions.queries.sheets import missing_sheets, refresh_sheets

# What a sheet says: for each exercise a mark from 1 to 5, and the words it stands on.
Sheet = Mapping[int, tuple[int, str]]


def start_assessing(*, round: PromotionRound, actor, today: date | None = None) -> PromotionRound:
    """Hands the candidates who meet the requirements to the panel, by code. Safe to call twice. Raises NotReady."""
    _managed(actor, round)
    with transaction.atomic():
        locked = PromotionRound.objects.select_for_update().get(pk=round.pk)
        if locked.state == RoundState.OPEN:
            if wrong := assessing_problems(locked, today or timezone.localdate()):
                raise NotReady(wrong)
            locked.state, locked.assessing_at = RoundState.ASSESSING, moment_of(today)
            locked.save(update_fields=["state", "assessing_at"])
            for member in locked.panel.select_related("person"):
                _tell_member(locked, member)
            record_act(instance=locked, action="promotions.start_assessing", user=actor)
    round.refresh_from_db()
    return round


def save_draft(*, application: Application, member: PanelMember, content: dict[str, Any], counter: int, actor) -> bool:
    """Keeps what an assessor has written so far. A late or repeated save never overwrites a newer one: False then, or once it is in."""
    _scores(actor, member, application)
    if _is_in(application, actor):
        return False
    with transaction.atomic():
        draft, created = ScoreDraft.objects.select_for_update().get_or_create(
            application=application, member=member, defaults={"content": content, "counter": counter}
        )
        if created:
            return True
        if counter <= draft.counter:
            return False
        draft.content, draft.counter, draft.saved_at = content, counter, timezone.now()
        draft.save(update_fields=["content", "counter", "saved_at"])
    return True


def submit_scores(*, application: Application, member: PanelMember, sheet: Sheet, actor) -> list[Score]:
    """Hands in one sheet, whole: every exercise of the panel, with words. Locked from then on.

    Safe to call twice: the first sheet stays and is given back. Raises SheetIncomplete, WrongMoment.
    """
    _scores(actor, member, application)
    if _is_in(application, actor):
        return _sheet_in(application, actor, ScoredBy.PANEL)
    exercises = leaves(application.round, ScoredBy.PANEL)
    _complete(exercises, sheet)
    with transaction.atomic():
        try:
            with transaction.atomic():
                _write(application, exercises, sheet, actor)
        except IntegrityError:
            pass  # The other tab was first; what it handed in is the sheet.
        ScoreDraft.objects.filter(application=application, member=member).delete()
        refresh_sheets(application)
        record_act(instance=application, action="promotions.submit_scores", user=actor)
    return _sheet_in(application, actor, ScoredBy.PANEL)


def submit_record(*, application: Application, sheet: Sheet, actor) -> list[Score]:
    """What the record gives by the published rule: seniority, training. HR writes it, with where it comes from."""
    _managed(actor, application.round)
    _while_scoring(application.round)
    exercises = leaves(application.round, ScoredBy.RECORD)
    if Score.objects.filter(application=application, exercise__in=exercises).exists():
        return _sheet_in(application, None, ScoredBy.RECORD)
    _complete(exercises, sheet)
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        if not Score.objects.filter(application=application, exercise__in=exercises).exists():
            _write(application, exercises, sheet, actor)
            record_act(instance=application, action="promotions.submit_record", user=actor)
    return _sheet_in(application, None, ScoredBy.RECORD)


def correct_score(*, score: Score, value: int, evidence: str, reason: str, actor) -> Score:
    """Corrects one's own score, in a row of its own that says why. Both are kept; the later one counts. Until scoring is closed."""
    if score.scorer_id != actor.pk:
        raise PermissionDenied
    _while_scoring(score.application.round)
    if not reason.strip():
        raise ReasonMissing(_("Say why you correct it."))
    _complete([score.exercise], {score.exercise_id: (value, evidence)})
    with transaction.atomic():
        locked = Score.objects.select_for_update().get(pk=score.pk)
        later = Score.objects.filter(replaces=locked).first()
        if later is not None:
            return later
        made = Score.objects.create(
            application=locked.application,
            exercise=locked.exercise,
            scorer=actor,
            value=value,
            evidence=evidence.strip(),
            replaces=locked,
            reason=reason.strip(),
        )
        record_act(instance=locked.application, action="promotions.correct_score", user=actor, data={"from": locked.value, "to": value})
    return made


def close_scoring(*, round: PromotionRound, actor, now: datetime | None = None) -> PromotionRound:
    """Ends scoring: from here on the panel sees names. By its chair or HR, once every sheet is in. Safe to call twice."""
    if not (can_manage(actor, round) or round.panel.filter(person=actor, part=Part.CHAIR).exists()):
        raise PermissionDenied
    if round.shows_names:
        return round
    _while_scoring(round)
    if missing := missing_sheets(round):
        codes = ", ".join(sorted({one.code for one in missing}))
        raise SheetIncomplete(_("Sheets are missing for %(codes)s.") % {"codes": codes})
    round.scored_at = now or timezone.now()
    round.save(update_fields=["scored_at"])
    record_act(instance=round, action="promotions.close_scoring", user=actor)
    return round


def _write(application: Application, exercises: list[Exercise], sheet: Sheet, actor) -> None:
    Score.objects.bulk_create(
        Score(application=application, exercise=one, scorer=actor, value=sheet[one.pk][0], evidence=sheet[one.pk][1].strip())
        for one in exercises
    )


def _complete(exercises: list[Exercise], sheet: Sheet) -> None:
    for exercise in exercises:
        value, words = sheet.get(exercise.pk, (0, ""))
        if value not in SCALE or not words.strip():
            raise SheetIncomplete(_("“%(exercise)s” needs a score from 1 to 5 and the words it stands on.") % {"exercise": exercise.name})


def _is_in(application: Application, actor) -> bool:
    return Score.objects.filter(application=application, scorer=actor, exercise__scored_by=ScoredBy.PANEL).exists()


def _sheet_in(application: Application, scorer, scored_by: str) -> list[Score]:
    found = Score.objects.current().filter(application=application, exercise__scored_by=scored_by)
    return list(found.filter(scorer=scorer) if scorer else found)


def _scores(actor, member: PanelMember, application: Application) -> None:
    """Only one's own place on the panel, and only a candidate who is there to be scored by it."""
    if member.person_id != actor.pk or not member.scores:
        raise PermissionDenied
    _while_scoring(application.round)
    if not Application.objects.assigned_to(member).filter(pk=application.pk).exists():
        raise PermissionDenied


def _while_scoring(round: PromotionRound) -> None:
    if round.state != RoundState.ASSESSING or round.shows_names:
        raise WrongMoment(_("Scores are given while the panel is at work."))


def _managed(actor, round: PromotionRound) -> None:
    if not can_manage(actor, round):
        raise PermissionDenied


def _tell_member(round: PromotionRound, member: PanelMember) -> None:
    notify(
        person=member.person,
        kind="promotions.panel",
        key=f"promotions.panel:{round.pk}:{member.pk}",
        title=lambda: _("The candidates of “%(call)s” are with the panel") % {"call": round.title},
        text=lambda: _("You will know them by their codes until scoring is over."),
        url=reverse("promotions:panel", args=[round.code]),
    )
