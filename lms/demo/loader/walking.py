"""A person walking through an enrolment, hour by hour, through the same doors as everybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from assessments.quizzes.actions import save_response, start_attempt, submit_attempt
from courses.catalogue.enums import Completion
from courses.catalogue.queries import lesson_body
from courses.enrolments.actions import complete_step, open_step
from courses.enrolments.models import Enrolment, StepProgress
from courses.enrolments.queries import ModuleView, StepView, path
from lms.demo.loader.days import at, day_of

FIRST_HOUR = "09:00"


class Walk:
    """Does the steps of one enrolment, each at its hour. `trainer` ticks what a trainer ticks."""

    def __init__(self, enrolment: Enrolment, trainer):
        self.enrolment, self.person, self.trainer = enrolment, enrolment.person, trainer

    def module(self, code: str, *, steps: int | None = None, not_yet: bool = False, stops_at_quiz: bool = False) -> None:
        """Does a module on its day, or its first `steps`. `not_yet`: the quiz is tried once without reaching the mark.

        With `stops_at_quiz` it is left there, and with it whatever comes after it.
        """
        module = self.find(code)
        moment = at(day_of(self.enrolment.starts_on, module.day), FIRST_HOUR)
        for step in module.steps[:steps]:
            is_quiz = step.outline.completion == Completion.QUIZ
            if is_quiz and not_yet:
                self.quiz(step, moment, wrong=2)
                moment = self._later(moment, 10)
                if stops_at_quiz:
                    return
            self.quiz(step, moment) if is_quiz else self.lesson(step, moment)
            moment = self._later(moment, step.outline.minutes)

    def lesson(self, step: StepView, begun: datetime) -> None:
        open_step(enrolment=self.enrolment, step_key=step.key, person=self.person, now=begun)
        done = self._later(begun, step.outline.reading_minutes)
        body = lesson_body(step.outline, self.person.language)
        ticked = list(body.checklist_items)
        StepProgress.objects.filter(enrolment=self.enrolment, step_key=step.key).update(
            seconds=step.outline.reading_minutes * 60, block_id=body.block_ids[-1], seen_at=done, ticked=ticked
        )
        by = step.outline.completion
        actor = self.trainer if by == Completion.TRAINER else self.person
        complete_step(enrolment=self.enrolment, step_key=step.key, actor=actor, now=done, by=by)

    def begin(self, code: str, number: int, clock: str) -> None:
        """Opens a lesson and leaves it half read."""
        module = self.find(code)
        step = module.steps[number - 1]
        moment = at(day_of(self.enrolment.starts_on, module.day), clock)
        open_step(enrolment=self.enrolment, step_key=step.key, person=self.person, now=moment)
        blocks = lesson_body(step.outline, self.person.language).block_ids
        StepProgress.objects.filter(enrolment=self.enrolment, step_key=step.key).update(block_id=blocks[len(blocks) // 2], seconds=240)

    def quiz(self, step: StepView, begun: datetime, wrong: int = 0) -> None:
        """Answers every question; the last `wrong` of them with an option that is not right."""
        attempt = start_attempt(enrolment=self.enrolment, step_key=step.key, person=self.person, now=begun)
        responses = list(attempt.responses.select_related("version__competency").order_by("slot"))
        missed = {one.slot for one in responses[-wrong:]} if wrong else set()
        for response in responses:
            options = response.version.content["options"]
            right = [option["key"] for option in options if option["correct"]]
            answer = [next(option["key"] for option in options if not option["correct"])] if response.slot in missed else right
            moment = self._later(begun, response.slot)
            save_response(attempt_id=attempt.pk, person=self.person, slot=response.slot, answer=answer, now=moment)
        submit_attempt(attempt=attempt, now=self._later(begun, len(responses) + 1))

    def find(self, code: str) -> ModuleView:
        way = path(self.enrolment, now=at(self.enrolment.starts_on, FIRST_HOUR), language=self.person.language)
        return next(module for module in way.modules if module.outline.code == code)

    def key_of(self, code: str, number: int) -> UUID:
        return self.find(code).steps[number - 1].key

    def _later(self, moment: datetime, minutes: int) -> datetime:
        """So many minutes on; never later than now."""

        return min(moment + timedelta(minutes=minutes), timezone.now())
