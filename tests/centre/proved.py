"""What is proved, and the way ahead."""

from datetime import date
from functools import cached_property

from django.core.files.base import ContentFile

from tests import world


class Proved:
    """What is proved, and the way ahead."""

    @cached_property
    def agreement(self):
        """A guideline in force in the service, for trainees and agents."""
        from lms.criteria import actions
        from tests.criteria import texts

        supervisor = self.people["supervisor"]
        version = actions.draft(code="am-01", unit=self.service, roles=["trainee", "agent"], texts=texts(), actor=supervisor)
        for who in ("coordinator", "coordinator_elsewhere", "supervisor"):
            actions.sign(version=version, actor=self.people[who])
        return actions.publish(version=version, actor=supervisor).guideline

    @cached_property
    def evidence(self):
        """A piece about the owner, with a document, that the coordinator wrote."""
        from lms.competencies.actions import record_prior_learning, set_up_kinds

        set_up_kinds()
        facts = {"competency": world.competency("EMP"), "level": 2, "fact": "Diploma de 2024", "token": "roles"}
        document = ContentFile(b"%PDF-1.7", name="diploma.pdf")
        return record_prior_learning(person=self.people["owner"], actor=self.people["coordinator"], document=document, **facts)

    @cached_property
    def other_evidence(self):
        from lms.competencies.actions import record_observation

        facts = {"competency": self.evidence.competency, "level": 2, "fact": "Esperó y preguntó", "token": "roles"}
        return record_observation(person=self.people["owner"], actor=self.people["coordinator"], **facts)

    @cached_property
    def evidence_question(self):
        from lms.competencies.actions import question_evidence

        return question_evidence(evidence=self.other_evidence, text="Era otra llamada", actor=self.people["owner"])

    @cached_property
    def rung(self):
        """The rung ahead of the owner, who stands on the one below it."""
        from lms.careers.actions import start_posting
        from tests.lms.careers import centre as ladders

        version = ladders.ladder()
        ladders.asks_level(version, "R1", "EMP", 3)
        start_posting(person=self.people["owner"], rung=ladders.rung("R0"), starts_on=date(2026, 1, 1))
        return ladders.rung("R1")

    @cached_property
    def requirement(self):
        from lms.careers.models import Requirement

        return Requirement.objects.get(rung=self.rung)

    @cached_property
    def licence_given(self):
        """The owner is out of the classroom: their trainer signed it off."""
        from lms.careers.actions import give_licence

        words, trainer, paper = "Dos roleplays superados", self.people["trainer"], ContentFile(b"%PDF-1.7", name="acta.pdf")
        owner, day = self.people["owner"], date(2026, 2, 1)
        return give_licence(person=owner, code="nesting_exit", given_on=day, words=words, actor=trainer, document=paper)

    @cached_property
    def licence_kind(self):
        """A kind of the register that a leader may write down."""
        from lms.careers.actions import save_kind
        from lms.careers.models import LicenceKind

        kind = LicenceKind(code="first-aid", name_es="Primeros auxilios", name_en="First aid", entered_by="leaders", validity_months=24)
        return save_kind(kind=kind, actor=self.people["hr"])

    @cached_property
    def level_rule(self):
        from lms.competencies.actions import draft_rule

        framework = self.evidence.competency.group.framework
        return draft_rule(framework=framework, rule={"levels": [{"from": 1, "to": 5, "needs": {"pieces": 2}}]}, actor=self.people["hr"])

    @cached_property
    def framework_version(self):
        from lms.competencies.actions.versions import publish_framework

        return publish_framework(framework=self.level_rule.framework, note="Primera", actor=self.people["hr"])

    @cached_property
    def framework_upload(self):
        from lms.competencies.actions.editing import keep_upload
        from lms.competencies.queries.frameworks import tree_of

        tree = tree_of(self.level_rule.framework)
        return keep_upload(tree=tree, file_name="marco.csv", archive_missing=False, actor=self.people["hr"])

    @cached_property
    def ladder_draft(self):
        """A version of the owner's ladder that HR prepares."""
        from lms.careers.actions import draft_version

        return draft_version(ladder=self.rung.ladder, actor=self.people["hr"])

    @cached_property
    def kept_filter(self):
        from lms.careers.models import SavedFilter

        return SavedFilter.objects.create(person=self.people["hr"], name="Listas", query="state=ready")

    @cached_property
    def export(self):
        from lms.exports.models import Export

        made = Export(kind="competencies.matrix", title="Competencias", suffix="csv", language="es", asked_by=self.people["hr"])
        made.file.save("export.csv", ContentFile(b"a;b"))
        return made
