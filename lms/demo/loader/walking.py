"""A person walking through an enrolment, hour by hour, through the same doors as everybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from assessments.quizzes.actions import save_response, start_attempt, submit_attempt
from assessments.quizzes.kinds import shown_answer
from assessments.quizzes.models import Response
from courses.catalogue.enums import Completion
from courses.enrolments.actions import complete_step, open_step
from courses.enrolments.enums import StepState
from courses.enrolments.models import Enrolment, StepProgress
from courses.enrolments.queries import ModuleView, StepView, path
from lms.demo.content import lesson_texts
from lms.demo.loader.bodies import block_ids, checklist_ids
from lms.demo.loader.days import at, day_of

FIRST_HOUR = "09:00"


class Walk:
    """Does the steps of one enrolment, each at its hour. `trainer` ticks what a trainer ticks."""

    def __init__(self, enrolment: Enrolment, trainer):
        self.enrolment, self.person, self.trainer = enrolment, enrolment.person, trainer
        self._modules = path(enrolment, now=at(enrolment.starts_on, FIRST_HOUR), language=self.person.language).modules

    def module(self, code: str, *, steps: int | None = None, not_yet: bool = False) -> None:
        """Does a module on its day, or its first `steps`. `not_yet`: its quiz is tried once before without reaching the mark."""
        module = self.find(code)
        moment = self._morning(module)
        for step in module.steps[:steps]:
            if step.outline.completion == Completion.QUIZ:
                moment = self.quiz(step, moment, wrong=2) if not_yet else moment
                moment = self.quiz(step, moment)
            else:
                self.lesson(step, moment)
                moment = _later(moment, step.outline.minutes)

    def finished(self, code: str) -> None:
        """Does a whole module. All but its last lesson are written together: the last one settles what follows from them."""
        module = self.find(code)
        *lessons, last = [step for step in module.steps if step.outline.completion != Completion.QUIZ]
        moment = self._remember(lessons, self._morning(module))
        for step in module.steps:
            if step.outline.completion == Completion.QUIZ:
                moment = self.quiz(step, moment)
        self.lesson(last, moment)

    def up_to_quiz(self, code: str, *, wrong: int) -> None:
        """Does a module until its quiz, and does not reach the mark."""
        module = self.find(code)
        quiz = next(step for step in module.steps if step.outline.completion == Completion.QUIZ)
        moment = self._remember(module.steps[: module.steps.index(quiz)], self._morning(module))
        self.quiz(quiz, moment, wrong=wrong)

    def begin(self, code: str, number: int, clock: str) -> None:
        """Opens a lesson and leaves it half read."""
        module = self.find(code)
        step = module.steps[number - 1]
        moment = at(day_of(self.enrolment.starts_on, module.day), clock)
        open_step(enrolment=self.enrolment, step_key=step.key, person=self.person, now=moment)
        blocks = block_ids(step.outline.code, lesson_texts()[step.outline.code]["body"])
        self._progress(step).update(block_id=blocks[len(blocks) // 2], seconds=240)

    def lesson(self, step: StepView, begun: datetime) -> None:
        read = self._read(step, begun)
        if step.outline.completion == Completion.CHECKLIST:
            open_step(enrolment=self.enrolment, step_key=step.key, person=self.person, now=begun)
            self._progress(step).update(**read)
        complete_step(
            enrolment=self.enrolment, step_key=step.key, actor=self._who_ticks(step), now=read["seen_at"], by=step.outline.completion
        )
        self._progress(step).update(**read)

    def quiz(self, step: StepView, begun: datetime, wrong: int = 0) -> datetime:
        """Answers every question, the last `wrong` of them with an option that is not right. Gives the moment after it."""
        attempt = start_attempt(enrolment=self.enrolment, step_key=step.key, person=self.person, now=begun)
        responses = list(attempt.responses.select_related("version").order_by("slot"))
        first, *others = responses
        sent = shown_answer(first.version.kind, first.version.content, attempt.slots[0], _answer(first, right=True))
        save_response(attempt_id=attempt.pk, person=self.person, slot=first.slot, answer=sent, now=begun)
        for response in others:
            response.answer = _answer(response, right=response.slot <= len(responses) - wrong)
            response.saved_at = _later(begun, response.slot)
            response.counter = int(response.saved_at.timestamp() * 1000)
        Response.objects.bulk_update(others, ["answer", "saved_at", "counter"])
        submit_attempt(attempt=attempt, now=_later(begun, len(responses) + 1))
        return _later(begun, step.outline.minutes)

    def find(self, code: str) -> ModuleView:
        return next(module for module in self._modules if module.outline.code == code)

    def key_of(self, code: str, number: int) -> UUID:
        return self.find(code).steps[number - 1].key

    def _morning(self, module: ModuleView) -> datetime:
        return at(day_of(self.enrolment.starts_on, module.day), FIRST_HOUR)

    def _progress(self, step: StepView):
        return StepProgress.objects.filter(enrolment=self.enrolment, step_key=step.key)

    def _who_ticks(self, step: StepView):
        return self.trainer if step.outline.completion == Completion.TRAINER else self.person

    def _read(self, step: StepView, begun: datetime) -> dict:
        """What a lesson read to its end leaves in its progress."""
        blocks = lesson_texts()[step.outline.code]["body"]
        return {
            "started_at": begun,
            "seen_at": _later(begun, step.outline.reading_minutes),
            "seconds": step.outline.reading_minutes * 60,
            "block_id": block_ids(step.outline.code, blocks)[-1],
            "ticked": checklist_ids(step.outline.code, blocks),
        }

    def _remember(self, steps, moment: datetime) -> datetime:
        """Writes lessons as done, one after the other. Gives the moment after them."""
        rows = []
        for step in steps:
            read = self._read(step, moment)
            rows.append(
                StepProgress(
                    enrolment=self.enrolment,
                    step_key=step.key,
                    page_id=step.outline.shown_page_id,
                    revision_id=step.outline.revision_id,
                    state=StepState.COMPLETED,
                    completed_at=read["seen_at"],
                    completed_by=self._who_ticks(step),
                    **read,
                )
            )
            moment = _later(moment, step.outline.minutes)
        StepProgress.objects.bulk_create(rows)
        return moment


def _later(moment: datetime, minutes: int) -> datetime:
    """So many minutes on; never later than now."""
    return min(moment + timedelta(minutes=minutes), timezone.now())


def _answer(response: Response, *, right: bool) -> list[str]:
    options = response.version.content["options"]
    if right:
        return [option["key"] for option in options if option["correct"]]
    return [next(option["key"] for option in options if not option["correct"])]
