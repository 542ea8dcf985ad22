"""Walking a path: opening a step, keeping the place, ticking points, and the one door through which a step is completed."""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.catalogue.enums import Completion
from courses.catalogue.queries import lesson_body, module_outline
from courses.enrolments.enums import EnrolmentState, StepState
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, NotYours, StepLocked
from courses.enrolments.models import Enrolment, ModuleCompletion, StepProgress
from courses.enrolments.queries.path import ModuleView, Path, StepView, path
from courses.enrolments.unlocking import is_complete
from lms.competencies.actions import record_evidence
from lms.competencies.models import Competency, EvidenceKind
from lms.jobs.actions import enqueue
from lms.language.bilingual import LANGUAGES, active_language

logger = logging.getLogger(__name__)

MOST_SECONDS_A_PACKET = 120
COURSE_LEVEL = 1


def open_step(*, enrolment: Enrolment, step_key: UUID, person, now: datetime | None = None) -> StepProgress:
    """Notes that the person has opened the step. Raises NotYours, NotActive, NoSuchStep or StepLocked."""
    now = now or timezone.now()
    step = _open_to(enrolment, step_key, person, now)
    if step.progress:
        return step.progress
    with transaction.atomic():
        return _locked_progress(enrolment, step, now)


def note_opened(*, enrolment: Enrolment, step: StepView, now: datetime) -> None:
    """The same for whoever has found the step open already, and holds the enrolment's row. Safe to call twice."""
    if step.progress is None:
        values = {"page_id": step.outline.page_id, "started_at": now, "seen_at": now}
        # One statement where get_or_create takes two and two savepoints.
        StepProgress.objects.bulk_create([StepProgress(enrolment=enrolment, step_key=step.key, **values)], ignore_conflicts=True)


def save_place(*, enrolment: Enrolment, step_key: UUID, block_id: str, seconds: int, person, now: datetime | None = None) -> StepProgress:
    """Keeps the furthest block reached and adds the seconds read since the last packet.

    A late packet never moves the place back. Seconds only grow, and never faster than the clock: two tabs count once.
    Raises as `open_step` does.
    """
    now = now or timezone.now()
    step = _open_to(enrolment, step_key, person, now)
    order = lesson_body(step.outline, active_language()).block_ids
    with transaction.atomic():
        progress = _locked_progress(enrolment, step, now)
        if _place(block_id, order) > _place(progress.block_id, order):
            progress.block_id = block_id
        elapsed = max(int((now - progress.seen_at).total_seconds()), 0)
        progress.seconds += min(max(seconds, 0), elapsed, MOST_SECONDS_A_PACKET)
        progress.seen_at = max(now, progress.seen_at)
        progress.save(update_fields=["block_id", "seconds", "seen_at"])
    return progress


def tick(*, enrolment: Enrolment, step_key: UUID, item: str, ticked: bool, person, now: datetime | None = None) -> StepProgress:
    """Ticks or clears one point of the step's checklist; the last one completes the step.

    Raises as `open_step` does; ValueError for a point that is not there.
    """
    now = now or timezone.now()
    step = _open_to(enrolment, step_key, person, now)
    items = lesson_body(step.outline, active_language()).checklist_items
    if item not in items:
        raise ValueError(f"No point {item} in step {step_key}")
    with transaction.atomic():
        progress = _locked_progress(enrolment, step, now)
        kept = set(progress.ticked) - {item} | ({item} if ticked else set())
        progress.ticked = [known for known in items if known in kept]
        progress.seen_at = max(now, progress.seen_at)
        progress.save(update_fields=["ticked", "seen_at"])
        if step.outline.completion == Completion.CHECKLIST and len(progress.ticked) == len(items):
            progress = complete_step(enrolment=enrolment, step_key=step_key, actor=person, now=now, by="checklist")
    return progress


def complete_step(*, enrolment: Enrolment, step_key: UUID, actor, now: datetime | None = None, by: str = "read") -> StepProgress:
    """The one door: writes that the step is done, then what follows from it: its module, the evidence, the enrolment.

    `by` is how: "read" or "checklist" (by the person), "trainer" (by somebody else), "quiz" or "roleplay" (by its result). Safe to call
    twice. Raises NotYours, NotActive, NoSuchStep, StepLocked, or CannotCompleteThus when the step is done in another way.
    """
    now = now or timezone.now()
    with transaction.atomic():
        # The row of the enrolment is the lock: of two tabs, the second finds the first one's work done.
        enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)
        module, step = _allowed(enrolment, step_key, now)
        progress = step.progress
        if not step.is_done:
            _check_way(step, by=by, actor=actor, person=enrolment.person)
            progress = _write(enrolment, step, actor=actor, now=now)
            log(
                instance=enrolment,
                action="enrolments.complete_step",
                user=actor,
                title=str(enrolment),
                data={"step": str(step_key), "title": step.title, "by": by},
            )
        _settle(enrolment, module.outline.id, now)
    return progress


def test_out(*, enrolment: Enrolment, step_key: UUID, actor, now: datetime | None = None) -> None:
    """Writes every needed step of the module as done, since the test in one of them has shown that the person knows it.

    Safe to call twice. Raises as `complete_step` does, but for how a step is completed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)
        module, tested = _allowed(enrolment, step_key, now)
        covered = [step for step in dict.fromkeys((*module.needed, tested)) if not step.is_done]
        for step in covered:
            _write(enrolment, step, actor=actor, now=now)
        if covered:
            facts = {"step": str(step_key), "title": tested.title, "covered": [str(step.key) for step in covered]}
            log(instance=enrolment, action="enrolments.test_out", user=actor, title=str(enrolment), data=facts)
        _settle(enrolment, module.outline.id, now)


def settle(*, enrolment: Enrolment, now: datetime | None = None) -> None:
    """Records the modules that are done though no step was completed last: their missing step was taken out of them."""
    now = now or timezone.now()
    with transaction.atomic():
        enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)
        for module in path(enrolment, now=now).modules:
            _settle(enrolment, module.outline.id, now)


def needs_settling(way_modules: Iterable[ModuleView]) -> bool:
    """Whether a module has every needed step done and no completion."""
    return any(module.steps and not module.is_done and all(step.is_done for step in module.needed) for module in way_modules)


def _open_to(enrolment: Enrolment, step_key: UUID, person, now: datetime) -> StepView:
    if enrolment.person_id != person.pk:
        raise NotYours
    return _allowed(enrolment, step_key, now)[1]


def _locked_progress(enrolment: Enrolment, step: StepView, now: datetime) -> StepProgress:
    """The row of this step, held until the transaction ends."""
    values = {"page_id": step.outline.page_id, "started_at": now, "seen_at": now}
    return StepProgress.objects.select_for_update().get_or_create(enrolment=enrolment, step_key=step.key, defaults=values)[0]


def _allowed(enrolment: Enrolment, step_key: UUID, now: datetime) -> tuple[ModuleView, StepView]:
    if enrolment.state == EnrolmentState.CANCELLED:
        raise NotActive
    module, step = _find(path(enrolment, now=now), step_key)
    if module.locked and not step.is_done:
        raise StepLocked(module.reason)
    return module, step


def _find(way: Path, step_key: UUID) -> tuple[ModuleView, StepView]:
    found = way.find(step_key)
    if found is None:
        raise NoSuchStep(step_key)
    return found


def _place(block_id: str, order: tuple[str, ...]) -> int:
    return order.index(block_id) if block_id in order else -1


def _check_way(step: StepView, *, by: str, actor, person) -> None:
    wanted = step.outline.completion
    if by != wanted:
        raise CannotCompleteThus(_ways()[wanted])
    if by == Completion.TRAINER and actor.pk == person.pk:
        raise CannotCompleteThus(_ways()[wanted])
    if by in (Completion.READ, Completion.CHECKLIST) and actor.pk != person.pk:
        raise NotYours
    if by == Completion.CHECKLIST:
        items = lesson_body(step.outline, active_language()).checklist_items
        ticked = step.progress.ticked if step.progress else []
        if not set(items) <= set(ticked):
            raise CannotCompleteThus(_ways()[wanted])


def _ways() -> dict[str, str]:
    return {
        Completion.READ: _("This step is done by reading it to the end."),
        Completion.CHECKLIST: _("This step is done when every point of its checklist is ticked."),
        Completion.TRAINER: _("A trainer ticks this step."),
        Completion.QUIZ: _("This step is done by passing its quiz."),
        Completion.ROLEPLAY: _("This step is done by its roleplay."),
    }


def _write(enrolment: Enrolment, step: StepView, *, actor, now: datetime) -> StepProgress:
    progress = _locked_progress(enrolment, step, now)
    progress.state = StepState.COMPLETED
    progress.page_id = step.outline.shown_page_id
    progress.revision_id = step.outline.revision_id
    progress.completed_at = now
    progress.completed_by = actor
    progress.save(update_fields=["state", "page", "revision", "completed_at", "completed_by"])
    return progress


def _settle(enrolment: Enrolment, module_id: int, now: datetime) -> None:
    way = path(enrolment, now=now)
    module = way.module(module_id)
    if not module.is_done and module.steps and all(step.is_done for step in module.needed):
        ModuleCompletion.objects.get_or_create(enrolment=enrolment, module_id=module_id, defaults={"completed_at": now})
        _record_evidence(enrolment, module, now)
        facts = {"module": module.title}
        log(instance=enrolment, action="enrolments.complete_module", user=enrolment.person, title=str(enrolment), data=facts)
        enqueue(
            kind="enrolments.announce",
            payload={"enrolment": enrolment.pk, "module": module_id},
            key=f"enrolments.announce:{enrolment.pk}:{module_id}",
        )
        way = path(enrolment, now=now)
    if enrolment.state == EnrolmentState.ACTIVE and is_complete(way.places, way.done):
        enrolment.state = EnrolmentState.COMPLETED
        enrolment.completed_at = now
        enrolment.save(update_fields=["state", "completed_at"])
        log(instance=enrolment, action="enrolments.complete", user=enrolment.person, title=str(enrolment))
        enqueue(kind="enrolments.announce", payload={"enrolment": enrolment.pk}, key=f"enrolments.announce:{enrolment.pk}")


def _record_evidence(enrolment: Enrolment, module: ModuleView, now: datetime) -> None:
    codes = module.outline.competency_codes
    if codes and not EvidenceKind.objects.filter(code="course").exists():
        logger.warning("No kind of evidence “course”: module %s of enrolment %s leaves none", module.outline.id, enrolment.pk)
        return
    titles = {language: module_outline(module.outline.id, language).title for language in LANGUAGES} if codes else {}
    for competency in Competency.objects.filter(code__in=codes):
        record_evidence(
            person=enrolment.person,
            competency=competency,
            kind="course",
            level=COURSE_LEVEL,
            source=f"enrolment:{enrolment.pk}/module:{module.outline.key}",
            source_titles=titles,
            observed_at=now,
        )
