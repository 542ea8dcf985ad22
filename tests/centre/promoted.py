"""Promotion rounds: the agent stands in each, the assessor scores, quality looks at the review."""

from functools import cached_property

from django.core.files.base import ContentFile


class Promoted:
    """Promotion rounds: the agent stands in each, the assessor scores, quality looks at the review."""

    @cached_property
    def draft_call(self):
        from tests.promotions import Call

        cast = {"hr": "hr", "marta": "assessor", "amparo": "quality", "lucia": "agent"}
        return Call(unit=self.centre, code="CALL-DRAFT", **{part: self.people[who] for part, who in cast.items()})

    @cached_property
    def open_call(self):
        """The agent has something to put right, needs something, and somebody of the panel says that they are close to somebody."""
        from lms.promotions import actions

        call = self._call("CALL-OPEN").applied()
        actions.apply(round=call.round, person=call.lucia, motivation="Quiero", need="Letra grande")
        actions.reject(application=call.application, reason="Falta una evidencia", actor=call.hr)
        call.recusal = actions.say_conflict(member=call.place(call.marta), reason="Marcos es mi primo", actor=call.marta)
        return call

    @cached_property
    def assessing_call(self):
        """One sheet of the assessor's is in; the agent's is to be scored."""
        call = self._call("CALL-ASSESSING").assessing()
        call.score = call.hand_in(call.marta, call.of(call.marcos))[0]
        return call

    @cached_property
    def scored_call(self):
        return self._call("CALL-SCORED").closed_scoring()

    @cached_property
    def decided_call(self):
        """Letters, a file, the agent appointed, and a review that quality looks at."""
        from lms.jobs.models import Job
        from lms.promotions import actions
        from lms.promotions.models import Letter, PromotionFile

        call = self._call("CALL-DECIDED", target="R2").announced()  # a rung below that of the call the agent may apply for
        call.letter = Letter(decision=call.application.decisions.last(), kind="letter", language="es", sha256="a" * 64)
        call.letter.file.save("letter.pdf", ContentFile(b"%PDF-1.7"))
        call.file = PromotionFile(round=call.round, sha256="a" * 64, asked_by=call.hr)
        call.file.file.save("file.pdf", ContentFile(b"%PDF-1.7"))
        call.job = Job.objects.create(kind="promotions.file", payload={"round": call.round.pk}, actor=call.hr, progress_total=4)
        made = actions.appoint(application=call.application, starts_on=call.today, actor=call.hr, early_reason="Sin nadie")
        call.milestone = made.milestones.first()
        call.review = actions.appeal(application=call.of(call.marcos), text="Mi bandeja era otra", actor=call.marcos)
        actions.assign_appeal(appeal=call.review, to=call.amparo, actor=call.hr)
        return call

    def _call(self, code: str, target: str = "R3"):
        from tests.promotions import Call

        return Call(like=self.draft_call, code=code, target=target)
