"""What the owner learns."""

from datetime import date
from functools import cached_property

from django.core.files.base import ContentFile

from tests import world


class Learned:
    """What the owner learns."""

    @cached_property
    def cohort(self):
        from courses.enrolments.models import Cohort

        return Cohort.objects.create(
            name="Noviembre", programme=self.programme, starts_on=date(2026, 11, 9), unit=self.service, trainer=self.people["trainer"]
        )

    @cached_property
    def enrolment(self):
        began = date(2026, 1, 12)
        return world.enrolment(self.people["owner"], self.programme, starts_on=began, cohort=self.cohort, actor=self.people["hr"])

    @cached_property
    def question(self):
        from courses.enrolments.actions import ask

        return ask(enrolment=self.enrolment, step_key=self.lesson.translation_key, text="¿Y si es festivo?", person=self.people["owner"])

    @cached_property
    def open_attempt(self):
        from assessments.quizzes.actions import start_attempt

        return start_attempt(enrolment=self.enrolment, step_key=self.quiz.translation_key, person=self.people["owner"])

    @cached_property
    def question_picture(self):
        """Shown by a question that the owner has been asked."""
        from assessments.quizzes.models import QuestionMedia

        made = QuestionMedia(name="screen.png", content_type="image/png", width=4, height=2)
        made.file.save("screen.png", ContentFile(b"a picture"))
        made.questions.add(self.open_attempt.responses.first().version.question_id)
        return made

    @cached_property
    def submitted_attempt(self):
        from assessments.quizzes.actions import start_attempt, submit_attempt

        started = start_attempt(enrolment=self.enrolment, step_key=self.exam.translation_key, person=self.people["owner"])
        return submit_attempt(attempt=started)

    @cached_property
    def written_response(self):
        """What the owner wrote in a quiz that waits to be marked."""
        from assessments.quizzes.actions import save_response, start_attempt, submit_attempt

        world.evidence_kinds()
        quiz = world.quiz(self.module, title="Por escrito", questions=[world.written_question()], max_attempts=1)
        asked = {"enrolment": self.enrolment, "step_key": quiz.translation_key, "person": self.people["owner"]}
        attempt = start_attempt(**asked)
        save_response(attempt_id=attempt.pk, person=attempt.person, slot=1, answer=["Buenos días"])
        submit_attempt(attempt=attempt)
        return attempt.responses.get(slot=1)

    @cached_property
    def time_adjustment(self):
        from assessments.quizzes.actions import grant_time

        return grant_time(person=self.people["owner"], extra_percent=50, starts_on=date(2026, 1, 1), actor=self.people["hr"])

    @cached_property
    def review_card(self):
        """A question of a quiz of some days ago that comes back to the owner today."""
        return self._review_cards[0]

    @cached_property
    def review_answer(self):
        """What the owner answered to another one."""
        from tests.reviews import answered

        return answered(self._review_cards[1], "b").log

    @cached_property
    def _review_cards(self):
        from tests.reviews import cards_of

        return cards_of(self.people["owner"], 4, right=(1, 2), code="EMP")
