"""What was done and has changed since."""

from functools import cached_property

from tests import changes as told


class Changed:
    """A lesson that the owner did and that changed: one change to read, one that nobody has said a word of, a draft."""

    @cached_property
    def changed_lesson(self):
        return told.taught(self.people["owner"], self.people["other_trainee"])

    @cached_property
    def content_change(self):
        return self.changed_lesson.announce(self.people["trainer"], NOTICE="<p>El preaviso para darse de baja es de 15 días.</p>")

    @cached_property
    def change_to_read(self):
        return self.content_change.tasks.get(person=self.people["owner"])

    @cached_property
    def unsaid_change(self):
        from courses.changes.models import Change

        said = self.content_change
        self.changed_lesson.publish(PRICE="<p>Junta 600 cuesta 50 € al mes.</p>")
        return Change.objects.unsaid().get(page=said.page)  # Its module, made step by step, has changes of its own.

    @cached_property
    def unsaid_question(self):
        """Another version of a question that somebody has learned."""
        from assessments.quizzes.actions import publish_question
        from courses.changes.models import QuestionChange
        from tests import reviews

        card = reviews.cards_of(number=1)[0]
        card.question.stem_es = "¿Cuántos días de preaviso hay?"
        publish_question(question=card.question)
        return QuestionChange.objects.get(question=card.question)

    @cached_property
    def changed_draft(self):
        """The lesson with a draft that changes it."""
        _first = self.unsaid_change
        self.changed_lesson.draft(LAW="<p>La ley obliga a decir el precio final antes de contratar.</p>")
        return self.changed_lesson.lesson

    @cached_property
    def lesson_done(self):
        from courses.enrolments.models import StepProgress

        _first = self.content_change
        return StepProgress.objects.get(enrolment__person=self.people["owner"], step_key=self.changed_lesson.lesson.key)
