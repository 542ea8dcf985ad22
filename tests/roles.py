"""One small centre with everybody in it: for each role a person, and of each thing one that is the trainee's."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import world

ANONYMOUS = "anonymous"
EVERYBODY = (
    ANONYMOUS,
    "owner",  # the trainee whose things these are
    "other_trainee",  # of the same team
    "agent",
    "trainer",
    "trainer_elsewhere",
    "assessor",
    "coordinator",
    "coordinator_elsewhere",
    "supervisor",
    "quality",
    "hr",
    "works_council",
    "administrator",
    "superuser",
)
SIGNED_IN = EVERYBODY[1:]


@dataclass
class Centre:
    """Everybody at once; each other thing is made when it is first asked for, or all of them by `furnished()`."""

    people: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    at_rest: str = ""

    def __post_init__(self) -> None:
        from courses.catalogue.actions import set_up_authoring
        from lms.certificates.actions import set_up_designs

        set_up_authoring()
        set_up_designs()
        self.company = world.unit(name="Alborada")
        self.centre = world.unit(kind="centre", parent=self.company, name="Rincón")
        self.service = world.unit(kind="service", parent=self.centre, name="Marenta")
        self.team = world.unit(kind="team", parent=self.service, name="Levante")
        self.other_team = world.unit(kind="team", parent=self.service, name="Poniente")
        self.elsewhere = world.unit(kind="centre", parent=self.company, name="Bilbao")
        places = {
            "owner": ("trainee", self.team),
            "other_trainee": ("trainee", self.team),
            "agent": ("agent", self.team),
            "trainer": ("trainer", self.service),
            "trainer_elsewhere": ("trainer", self.elsewhere),
            "assessor": ("assessor", self.service),
            "coordinator": ("coordinator", self.team),
            "coordinator_elsewhere": ("coordinator", self.other_team),
            "supervisor": ("supervisor", self.service),
            "quality": ("quality", self.service),
            "hr": ("hr", self.company),
            "works_council": ("works_council", self.company),
            "administrator": ("administrator", self.company),
        }
        for who, (role, unit) in places.items():
            words = who.replace("_", " ").title()
            self.people[who] = world.member(role, unit, email=f"{who}@example.com", first_name=words, last_name="Prueba")
        self.people["superuser"] = world.person(email="superuser@example.com", first_name="Root", is_superuser=True, is_staff=True)

    def __getattr__(self, name: str):
        people = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        raise AttributeError(name)

    def furnished(self) -> "Centre":
        for name, made in vars(Centre).items():
            if isinstance(made, cached_property):
                getattr(self, name)
        for who in EVERYBODY:
            self.client(who)
        return self

    def client(self, who: str) -> Client:
        """A browser of their own, signed in; the session is opened once."""
        client = Client()
        if who != ANONYMOUS:
            if who not in self.sessions:
                client.force_login(self.people[who])
                self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    # ── What is proved, and the way ahead ───────────────────────────────────────────────────────────────────────

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
    def level_rule(self):
        from lms.competencies.actions import draft_rule

        framework = self.evidence.competency.group.framework
        return draft_rule(framework=framework, rule={"levels": [{"from": 1, "to": 5, "needs": {"pieces": 2}}]}, actor=self.people["hr"])

    @cached_property
    def framework_version(self):
        from lms.competencies.actions.versions import publish_framework

        return publish_framework(framework=self.level_rule.framework, note="Primera", actor=self.people["hr"])

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

    # ── What is taught ──────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def module(self):
        return world.module(title="Productos")

    @cached_property
    def lesson(self):
        return world.lesson(self.module, title="Fibra")

    @cached_property
    def checklist(self):
        return world.lesson(self.module, title="Antes de llamar", completion="checklist", body=[CHECKLIST])

    @cached_property
    def practice(self):
        return world.lesson(self.module, title="Escucha en sala", completion="trainer")

    @cached_property
    def quiz(self):
        return world.quiz(self.module, title="Lo que cuesta", questions=[world.question(), world.question(stem="¿Y la fibra?")])

    @cached_property
    def exam(self):
        return world.quiz(self.module, title="El examen", questions=[world.question(stem="¿Qué dice la ley?")], max_attempts=1)

    @cached_property
    def programme(self):
        steps = (self.lesson, self.checklist, self.practice, self.quiz, self.exam)
        return world.programme([steps[0].get_parent().specific])

    @cached_property
    def handbook_page(self):
        from courses.catalogue.models import HandbookPage

        page = HandbookPage(title="Cambio de titular", slug="cambio-de-titular", summary="Quién puede pedirlo", locale=world.locale())
        world.home().add_child(instance=page)
        page.save_revision().publish()
        return page

    @cached_property
    def draft_lesson(self):
        """Written, never published."""
        page = world.lesson(self.module, title="Tarifas de enero")
        page.unpublish()
        return page

    @cached_property
    def content_report(self):
        from courses.catalogue.actions import report_error

        return report_error(page=self.lesson, person=self.people["owner"], text="Falta una coma")

    @cached_property
    def holiday(self):
        from courses.enrolments.models import Holiday

        return Holiday.objects.create(unit=self.company, on=date(2026, 12, 8), name="Inmaculada")

    # ── What the owner learns ───────────────────────────────────────────────────────────────────────────────────

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

    # ── Scores of roleplays: the owner wrote, the assessor reads, the trainer looks again ─────────────────────────

    @cached_property
    def roleplay_score(self):
        from tests import scores

        return scores.waiting(self.people["owner"], self.people["assessor"])

    @cached_property
    def roleplay_result(self):
        from tests import scores

        return scores.given(self.people["owner"], self.people["assessor"])

    @cached_property
    def score_appeal(self):
        from tests import scores

        return scores.appealed(self.people["owner"], self.people["assessor"])

    @cached_property
    def calibration(self):
        """The assessor scores in it, quality leads it."""
        from tests import calibrations

        return calibrations.session(self.people["quality"], [self.people["assessor"]])

    @cached_property
    def talked_calibration(self):
        from tests import calibrations

        return calibrations.all_in(calibrations.session(self.people["quality"], [self.people["assessor"]], code="cal-talked"))

    @cached_property
    def import_run(self):
        from assessments.exchange.actions import begin_import, look_over

        run = begin_import(data="¿Cuánto? {=45 ~39}".encode(), name="una.gift", actor=self.people["trainer"])
        look_over(run=run)
        return run

    @cached_property
    def time_adjustment(self):
        from assessments.quizzes.actions import grant_time

        return grant_time(person=self.people["owner"], extra_percent=50, starts_on=date(2026, 1, 1), actor=self.people["hr"])

    @cached_property
    def notification(self):
        from lms.notifications.actions import notify

        return notify(person=self.people["owner"], kind="test", key="roles.test", title="Mira esto", url="/programme/")

    # ── What the owner plays, which nobody else sees ────────────────────────────────────────────────────────────

    @cached_property
    def scenario(self):
        from tests import roleplays

        return roleplays.scenario()

    @cached_property
    def roleplay(self):
        from tests import roleplays

        return roleplays.step(self.scenario, self.module, title="La queja de Rosa")

    @cached_property
    def open_performance(self):
        from assessments.roleplays.actions.starting import start_step

        asked = {"enrolment": self.enrolment, "step_key": self.roleplay.translation_key, "person": self.people["owner"]}
        return start_step(**asked, mode="alone")

    @cached_property
    def played_performance(self):
        from tests import roleplays

        call = roleplays.scenario(roleplays.TENNIS)
        return roleplays.play(roleplays.practice(call, self.people["owner"]), roleplays.best(roleplays.TENNIS))

    @cached_property
    def written_performance(self):
        """Handed in, and still practice."""
        from assessments.roleplays.actions.writing import hand_in
        from tests import roleplays

        begun = roleplays.practice(self.scenario, self.people["owner"], mode="written")
        return hand_in(performance_id=begun.pk, person=self.people["owner"], text="Buenos días, Rosa: el martes a las cuatro.")

    @cached_property
    def open_writing(self):
        from tests import roleplays

        done = self.written_performance
        return roleplays.practice(self.scenario, done.person, mode="written")

    # ── Promotion rounds: the agent stands in each, the assessor scores, quality looks at the review ───────────────

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

    @cached_property
    def figures(self):
        """A file of figures that was looked at and waits for a word."""
        from lms.figures.models import FigureImport, Mapping

        layout = {"whom": "Agent", "day": "Date", "measures": [{"metric": "aht", "column": "AHT"}]}
        mapping = Mapping.objects.create(name="telephony", source="Telephony", layout=layout)
        return FigureImport.objects.create(mapping=mapping, name="november.csv", sha256="a" * 64)

    # ── What is shown for it, and what runs the house ───────────────────────────────────────────────────────────

    @cached_property
    def certification(self):
        from lms.certificates.models import CertificateDesign, Certification

        design = CertificateDesign.objects.create(name="Academia", issuer="Alborada")
        return Certification.objects.create(code="initial", name_es="Formación inicial", name_en="Initial training", design=design)

    @cached_property
    def certificate(self):
        from lms.certificates.actions import issue_certificate

        made = issue_certificate(certification=self.certification, person=self.people["owner"])
        made.pdf.save("one.pdf", ContentFile(b"%PDF-1.7 nothing to see"))
        return made

    @cached_property
    def invitation(self):
        """(the invitation, its token): to be a trainee of the owner's team."""
        return world.invitation(actor=self.people["hr"], in_unit=self.team, email="nueva@example.com")

    @cached_property
    def failed_job(self):
        from lms.jobs.models import Job

        return Job.objects.create(kind="notifications.mail", payload={"notification": 0}, state="failed", finished_at=timezone.now())

    @cached_property
    def pdfs_job(self):
        from lms.jobs.models import Job

        return Job.objects.create(kind="certificates.make_pdfs", payload={"certificates": []}, actor=self.people["hr"])

    @cached_property
    def picture(self):
        from wagtail.images.models import Image

        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
        return Image.objects.create(title="Factura", file=ContentFile(drawing, name="factura.svg"))

    @cached_property
    def document(self):
        from wagtail.documents.models import Document

        return Document.objects.create(title="Ficha", file=ContentFile(b"Junta 600: 45", name="ficha.txt"))


CHECKLIST = ("checklist", {"title": "Antes de llamar", "items": [{"text": "Casco"}, {"text": "Agua"}]})
# What a request may touch without having done anything.
FORGETS = {"sessions.Session", "account.EmailConfirmation", "wagtailcore.ReferenceIndex"}


def fingerprint() -> str:
    """What every table holds, but for the sessions."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            told = model._meta
            if told.managed and not told.proxy and told.label not in FORGETS and not told.db_table.endswith("_fts"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(told.db_table)}")
                digest.update(repr((told.label, cursor.fetchall())).encode())
    return digest.hexdigest()
