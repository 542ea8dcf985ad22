"""A reading as it is written, criterion by criterion, and handed in once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from assessments.rubrics.models import Criterion
from assessments.scores.actions.deciding import settle_case
from assessments.scores.enums import ScoreState
from assessments.scores.exceptions import CannotScore
from assessments.scores.models import CriterionScore, Score
from assessments.scores.queries.readings import criteria_of, is_licensed
from assessments.scores.sentences import sentences


@dataclass(frozen=True)
class Entry:
    """One criterion as the screen has it. `counter` is the screen's: only a higher one than the kept one writes."""

    value: int | None
    not_applicable: bool = False
    fact: str = ""
    sentence: int | None = None
    second: int | None = None
    counter: int = 1


@dataclass(frozen=True)
class Words:
    """What is not a criterion: the critical errors seen, and what is said to the person."""

    critical: tuple[str, ...] = ()
    worked: str = ""
    next_time: str = ""
    next_time_too: str = ""
    agreed_on: date | None = None
    counter: int = 1


def save_criteria(*, score: Score, entries: Mapping[int, Entry], actor, now: datetime | None = None) -> set[int]:
    """Keeps each entry, by id of its criterion, and returns those that were kept: a late or repeated one overwrites nothing newer.

    Raises CannotScore once it is handed in, or for what the rubric does not allow; nothing is kept then.
    """
    now = now or timezone.now()
    with transaction.atomic():
        score = _draft(score, actor)
        criteria = {one.pk: one for one in criteria_of(score.performance.version.rubric_version)}
        for criterion, entry in entries.items():
            _check(criteria.get(criterion), entry)
        return {pk for pk, entry in entries.items() if _keep(score, criteria[pk], entry, now)}


def save_words(*, score: Score, words: Words, actor) -> bool:
    """Keeps the words when their counter is higher. Raises CannotScore once it is handed in."""
    with transaction.atomic():
        score = _draft(score, actor)
        known = set(score.performance.version.rubric_version.critical_errors.values_list("code", flat=True))
        if not set(words.critical) <= known:
            raise CannotScore(_("That critical error is not in this rubric."))
        rows = Score.objects.drafts().filter(pk=score.pk, counter__lt=words.counter)
        facts = {"worked": words.worked, "next_time": words.next_time, "next_time_too": words.next_time_too, "agreed_on": words.agreed_on}
        return bool(rows.update(critical=sorted(words.critical), counter=words.counter, **facts))


def submit_score(*, score: Score, actor, now: datetime | None = None) -> Score:
    """Hands it in, whole; what follows from it follows. Safe to call twice. Raises CannotScore with everything that is missing."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = Score.objects.select_for_update().get(pk=score.pk, assessor=actor)
        if locked.is_draft:
            if missing := missing_in(locked):
                raise CannotScore(_("Something is missing before you hand it in."), missing)
            rubric = locked.performance.version.rubric_version.rubric_id
            locked.state, locked.submitted_at = ScoreState.SUBMITTED, now
            locked.licensed = is_licensed(actor.pk, rubric, timezone.localdate(now))
            locked.save(update_fields=["state", "submitted_at", "licensed"])
            log(instance=locked, action="scores.submit", user=actor)
            settle_case(performance=locked.performance, now=now)
    score.refresh_from_db()
    return score


def missing_in(score: Score) -> list[str]:
    """In words, in the order of the screen."""
    done = {one.criterion_id: one for one in score.criteria.all()}
    criteria = criteria_of(score.performance.version.rubric_version)
    missing = [
        _("Score “%(criterion)s”.") % {"criterion": one.name} for one in criteria if one.pk not in done or not done[one.pk].is_complete
    ]
    if not missing and all(one.not_applicable for one in done.values()):
        missing.append(_("At least one criterion must apply."))
    if not score.worked.strip():
        missing.append(_("Say what worked."))
    if not score.next_time.strip():
        missing.append(_("Say one thing to do next time."))
    return missing


def _draft(score: Score, actor) -> Score:
    rows = Score.objects.select_for_update(of=("self",)).select_related("performance__version__rubric_version")
    locked = rows.get(pk=score.pk, assessor=actor)
    if not locked.is_draft:
        raise CannotScore(_("It is handed in: it no longer changes."))
    return locked


def _check(criterion: Criterion | None, entry: Entry) -> None:
    if criterion is None:
        raise CannotScore(_("That criterion is not in this rubric."))
    if entry.value is not None and not 1 <= entry.value <= 5:
        raise CannotScore(_("Scores go from 1 to 5."))
    if entry.not_applicable and not criterion.may_not_apply:
        raise CannotScore(_("This criterion always applies: score what you saw of it."))


def _keep(score: Score, criterion: Criterion, entry: Entry, now: datetime) -> bool:
    values = _values(score, criterion, entry) | {"counter": entry.counter, "saved_at": now}
    _row, created = CriterionScore.objects.get_or_create(score=score, criterion=criterion, defaults=values)
    return created or bool(CriterionScore.objects.filter(score=score, criterion=criterion, counter__lt=entry.counter).update(**values))


def _values(score: Score, criterion: Criterion, entry: Entry) -> dict:
    value = None if entry.not_applicable else entry.value
    lines = sentences(score.performance.text)
    pinned = entry.sentence if entry.sentence and entry.sentence <= len(lines) else None
    return {
        "value": value,
        "not_applicable": entry.not_applicable,
        "anchor": anchor_of(criterion, value),
        "fact": entry.fact,
        "sentence": pinned,
        "quote": lines[pinned - 1] if pinned else "",
        "second": entry.second,
    }


def anchor_of(criterion: Criterion, value: int | None) -> dict:
    """The words of the rubric at the score, or at the nearest one below it that has any."""
    below = [points for points in (5, 4, 3, 2, 1) if value and points <= value and any(criterion.anchors.get(str(points), {}).values())]
    return criterion.anchors[str(below[0])] if below else {}
