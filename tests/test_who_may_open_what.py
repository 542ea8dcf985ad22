"""Who may open what: a row for every address, a status for every role. A new address without a row fails here.

The statuses are what the product promises (domain rules, the roles that see learning, people and certificates), not what the
code happens to answer. Whoever may not do a thing changes nothing by asking for it: the tables are compared before and after.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests import calibrations
from tests.roles import ANONYMOUS, EVERYBODY, SIGNED_IN, Centre, fingerprint

SIGN_IN = "sign in"  # 302 to the sign-in page
BACK = "back"  # Wagtail's way of refusing inside the CMS: 302 to its first page
METHOD = (405, 403, SIGN_IN)  # a POST address that is asked with GET: refused, or sent to sign in first
REFUSED = {SIGN_IN, BACK, 403, 404, 405}

# ── Who is allowed what, in words of the domain. A superuser may do whatever an administrator may. ──────────────
ADMINISTERS = ("administrator", "superuser")
ISSUES = ("hr", *ADMINISTERS)
KEEPS_CALENDAR = ISSUES
ENROLS = ("trainer", "trainer_elsewhere", *ISSUES)
ENROLS_OWNER = ("trainer", *ISSUES)
TEACHES = ("trainer", "trainer_elsewhere", *ADMINISTERS)
TEACHES_OWNER = ("trainer", *ADMINISTERS)
LEADS = ("coordinator", "coordinator_elsewhere", "supervisor")
SEES_LEARNING = ("trainer", "trainer_elsewhere", *LEADS, *ISSUES)
SEES_LEARNING_OF_OWNER = ("trainer", "coordinator", "supervisor", *ISSUES)
ANSWERS = ("trainer", "trainer_elsewhere", *LEADS, *ADMINISTERS)
ANSWERS_OWNER = ("trainer", "coordinator", "supervisor", *ADMINISTERS)
SEES_PEOPLE = (*SEES_LEARNING, "quality")
SEES_OWNER = (*SEES_LEARNING_OF_OWNER, "quality")
AUTHORS = ("trainer", "trainer_elsewhere", *ADMINISTERS)
APPROVES = ("supervisor", "quality", *ADMINISTERS)
SCORES_OWNER = ("trainer", "assessor", "coordinator", "supervisor", "quality")
SCORES = (*SCORES_OWNER, "trainer_elsewhere", "coordinator_elsewhere")
READS_CATALOGUE = {*AUTHORS, *APPROVES, "coordinator", "coordinator_elsewhere"}
OPENS_CMS = {*AUTHORS, *APPROVES}
KEEPS_DESIGNS = ("hr", *ADMINISTERS)  # who says how certificates look, and finds nothing else in the CMS if that is all they are

# Whose record is not theirs to see at all: it is not there for them. Others who see it may not change its time.
SEES_NO_OWNER = dict.fromkeys(("other_trainee", "agent", "assessor", "trainer_elsewhere", "coordinator_elsewhere", "works_council"), 404)

PROVES_OWNER = ("trainer", "coordinator", "supervisor", *ISSUES)  # who sees what is proved of the owner
READY_OF_OWNER = ("coordinator", "supervisor", *ISSUES)  # and how far they are from the next rung
JUDGES_OWNER = ("supervisor", "hr", "superuser")
SEES_BUT_JUDGES_NOT = dict.fromkeys(("owner", "trainer", "coordinator", "administrator"), 403)
SEES_TEAMS = ("trainer", "trainer_elsewhere", *LEADS, *ISSUES)
SEES_BOARD = (*LEADS, *ISSUES)
READS_RULES = ("works_council", *ISSUES)

BOTH = {"name_es": "Uno", "name_en": "One"}

Statuses = dict[str, object]


def only(allowed: Iterable[str], *, ok=200, others=403, anonymous=SIGN_IN, **exceptions) -> Statuses:
    """`ok` for those allowed, `others` for everybody else who is signed in; exceptions by name."""
    allowed = set(allowed)
    assert allowed <= set(EVERYBODY), allowed - set(EVERYBODY)
    return {ANONYMOUS: anonymous} | {who: ok if who in allowed else others for who in SIGNED_IN} | exceptions


def everyone(ok=200, *, anonymous=SIGN_IN) -> Statuses:
    return only(SIGNED_IN, ok=ok, anonymous=anonymous)


def the_public(ok=200, *, signed_in=None) -> Statuses:
    return only(SIGNED_IN, ok=signed_in or ok, anonymous=ok)


def refused(status) -> Statuses:
    return dict.fromkeys(EVERYBODY, status)


@dataclass(frozen=True)
class Row:
    """`get` and `post`: what each role is answered. `data`: what is posted, as somebody who may would post it."""

    name: str
    args: Callable[[Centre], list] = lambda centre: []
    get: Statuses | None = None
    post: Statuses | None = None
    data: Callable[[Centre], dict] = lambda centre: {}
    query: str = ""

    def address(self, centre: Centre) -> str:
        return reverse(self.name, args=self.args(centre)) + self.query


def step(centre: Centre, page) -> list:
    return [centre.enrolment.pk, page.translation_key]


def only_post(name: str, args: Callable[[Centre], list], post: Statuses, data: Callable[[Centre], dict] = lambda centre: {}) -> Row:
    return Row(name, args, get=refused(METHOD), post=post, data=data)


def owner_posts(name: str, page: str, data: Callable[[Centre], dict] = lambda centre: {}, ok=302) -> Row:
    """A POST of the learner's own step. Nobody learns for somebody else."""
    return only_post(name, lambda centre: step(centre, getattr(centre, page)), only(["owner"], ok=ok, others=404), data)


def of_the_draft(centre: Centre, *more) -> list:
    return [centre.ladder_draft.ladder.code, centre.ladder_draft.label, *more]


TODAY = timezone.localdate().isoformat()

LEARNING = [
    Row("enrolments:programmes", get=everyone()),
    Row("enrolments:programme", lambda c: [c.enrolment.pk], get=only(["owner"], others=404)),
    Row("enrolments:lesson", lambda c: step(c, c.lesson), get=only(["owner"], others=404)),
    owner_posts("enrolments:place", "lesson", lambda c: {"block_id": "", "seconds": 5}, ok=200),
    owner_posts("enrolments:tick", "checklist", lambda c: {"item": []}),
    owner_posts("enrolments:complete", "lesson"),
    owner_posts("enrolments:ask", "lesson", lambda c: {"text": "¿Y en domingo?"}),
    owner_posts("enrolments:report", "lesson", lambda c: {"text": "El precio es otro"}),
    Row("quizzes:brief", lambda c: step(c, c.quiz), get=only(["owner"], others=404)),
    owner_posts("quizzes:start", "quiz"),
    Row("quizzes:attempt", lambda c: [c.open_attempt.pk, 1], get=only(["owner"], others=404)),
    only_post(
        "quizzes:answer",
        lambda c: [c.open_attempt.pk, 1],
        only(["owner"], ok=302, others=404),
        lambda c: {"shown": "1", "answer-1": "1"},
    ),
    Row("quizzes:state", lambda c: [c.open_attempt.pk], get=only(["owner"], others=404, anonymous=401)),
    Row("quizzes:questions", lambda c: [c.open_attempt.pk], get=only(["owner"], others=404, anonymous=401)),
    Row("quizzes:rescue", get=only(ENROLS), post=only(ENROLS, ok=422)),
    only_post("quizzes:bring_in", lambda c: [], only(ENROLS, ok=302), lambda c: {"content": "{}"}),
    Row("quizzes:review", lambda c: [c.open_attempt.pk], get=only(["owner"], others=404)),
    only_post("quizzes:submit", lambda c: [c.open_attempt.pk], only(["owner"], ok=302, others=404), lambda c: {"unanswered": "2"}),
    Row("quizzes:result", lambda c: [c.submitted_attempt.pk], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row("quizzes:picture", lambda c: [c.question_picture.name], get=only(["owner", *AUTHORS], others=404)),
    only_post(
        "quizzes:report",
        lambda c: [c.submitted_attempt.pk],
        only(["owner", *SEES_LEARNING_OF_OWNER], ok=302, others=404),
        lambda c: {"slot": 1, "text": "Son dos las buenas"},
    ),
    only_post(
        "quizzes:grant",
        lambda c: [c.submitted_attempt.enrolment_id, c.exam.translation_key],
        only(ENROLS_OWNER, ok=302, others=404, owner=403, coordinator=403, supervisor=403),
        lambda c: {"reason": "Se cortó la luz"},
    ),
    Row(
        "quizzes:time",
        lambda c: [c.owner.pk],
        get=only(["hr"], **SEES_NO_OWNER),
        post=only(["hr"], ok=302, **SEES_NO_OWNER),
        data=lambda c: {"how": "50", "starts_on": TODAY, "ends_on": ""},
    ),
    only_post("quizzes:end_time", lambda c: [c.time_adjustment.pk], only(["hr"], ok=302, others=404, owner=403, superuser=403)),
    Row("roleplays:list", get=everyone()),
    Row("roleplays:scenario", lambda c: [c.scenario.code], get=everyone()),
    only_post("roleplays:practise", lambda c: [c.scenario.code], everyone(ok=302)),
    Row("roleplays:brief", lambda c: step(c, c.roleplay), get=only(["owner"], others=404)),
    owner_posts("roleplays:start", "roleplay", lambda c: {"mode": "alone"}),
    Row("roleplays:play", lambda c: [c.open_performance.pk], get=only(["owner"], others=404)),
    only_post(
        "roleplays:choose",
        lambda c: [c.open_performance.pk],
        only(["owner"], ok=302, others=404),
        lambda c: {"number": 1, "key": "b"},
    ),
    only_post("roleplays:leave", lambda c: [c.open_performance.pk], only(["owner"], ok=302, others=404)),
    Row("roleplays:result", lambda c: [c.played_performance.pk], get=only(["owner"], others=404)),
    only_post(
        "roleplays:save",
        lambda c: [c.open_writing.pk],
        only(["owner"], ok=200, others=404),
        lambda c: {"text": "Buenos días, Rosa", "counter": 5},
    ),
    only_post("roleplays:hand_in", lambda c: [c.open_writing.pk], only(["owner"], ok=302, others=404), lambda c: {"text": "Buenos días"}),
    Row(
        "roleplays:assess",
        lambda c: [c.written_performance.pk],
        get=only(["owner"], others=404),
        post=only(["owner"], ok=302, others=404),
    ),
    Row("marking:queue", get=only([*AUTHORS, "assessor"])),
    # Scores of roleplays: one's own, and nobody else's before they are in.
    Row("scores:queue", get=only(SCORES)),
    Row("scores:score", lambda c: [c.roleplay_score.pk], get=only(["assessor"], others=404)),
    only_post("scores:save", lambda c: [c.roleplay_score.pk], only(["assessor"], others=404)),
    only_post("scores:hand_in", lambda c: [c.roleplay_score.pk], only(["assessor"], ok=302, others=404)),
    only_post(
        "scores:recuse", lambda c: [c.roleplay_score.pk], only(["assessor"], ok=302, others=404), lambda c: {"reason": "Es mi prima"}
    ),
    only_post(
        "scores:second", lambda c: [c.roleplay_score.performance_id], only(SCORES_OWNER, ok=302, others=404), lambda c: {"why": "dispute"}
    ),
    Row("scores:result", lambda c: [c.roleplay_result.performance_id], get=only(["owner", *SCORES_OWNER], others=404)),
    only_post(
        "scores:answer",
        lambda c: [c.roleplay_result.performance_id],
        only(["owner"], ok=302, others=404),
        lambda c: {"text": "Diré la hora"},
    ),
    Row(
        "scores:ask_again",
        lambda c: [c.roleplay_result.performance_id],
        get=refused(METHOD),
        post=only(["owner"], ok=302, others=404),
        data=lambda c: {"text": "La di", "criterion": c.roleplay_result.performance.version.rubric_version.criteria.first().pk},
    ),
    Row(
        "scores:appeal",
        lambda c: [c.score_appeal.pk],
        get=only(["trainer"], others=404),
        post=only(["trainer"], ok=302, others=404),
        data=lambda c: {"value": "5", "reason": "La dijo"},
    ),
    # Calibrations: who scores in one and who leads it; nobody else, whatever their role.
    Row("calibration:sessions", get=only(SCORES)),
    Row("calibration:session", lambda c: [c.calibration.code], get=only(["assessor", "quality"], others=404)),
    only_post(
        "calibration:score",
        lambda c: [c.calibration.code],
        only(["assessor"], ok=302, others=404, quality=422),
        lambda c: calibrations.sent(),
    ),
    only_post("calibration:talk", lambda c: [c.calibration.code], only(["assessor", "quality"], ok=302, others=404)),
    only_post(
        "calibration:sign",
        lambda c: [c.talked_calibration.code],
        only(["quality"], ok=302, others=404, assessor=422),
        lambda c: calibrations.sent(decision="Un 3 nombra el hecho"),
    ),
    Row(
        "marking:mark",
        lambda c: [c.written_response.pk],
        get=only(["trainer", "assessor", "superuser"], others=404),
        post=only(["trainer", "assessor", "superuser"], ok=302, others=404),
        data=lambda c: {"criterion_1": "2", "criterion_2": "8", "comment": "Bien"},
    ),
    Row("marking:question", lambda c: [c.written_response.version.question_id], get=only(AUTHORS)),
    Row(
        "marking:correct",
        lambda c: [c.submitted_attempt.responses.first().version_id],
        get=only(AUTHORS),
        post=only(AUTHORS, ok=302),
        data=lambda c: {"kind": "void", "reason": "Dudosa", "sure": "1"},
    ),
    Row("exchange:imports", get=only(AUTHORS)),
    Row("exchange:template", get=only(AUTHORS)),
    Row("exchange:export", get=only(AUTHORS)),
    Row("exchange:run", lambda c: [c.import_run.pk], get=only(AUTHORS)),
    only_post("exchange:columns", lambda c: [c.import_run.pk], only(AUTHORS, ok=302)),
    only_post("exchange:carry_out", lambda c: [c.import_run.pk], only(AUTHORS, ok=302)),
    only_post("exchange:undo", lambda c: [c.import_run.pk], only(AUTHORS, ok=302)),
    Row("analysis:quizzes", get=only([*AUTHORS, "quality"])),
    Row("analysis:quiz", lambda c: [c.exam.translation_key], get=only([*AUTHORS, "quality"])),
    Row("analysis:export", lambda c: [c.exam.translation_key, "csv"], get=only([*AUTHORS, "quality"])),
    Row("catalogue:handbook", get=everyone()),
    Row("catalogue:handbook_page", lambda c: [c.handbook_page.translation_key], get=everyone()),
    Row(
        "catalogue:image",
        lambda c: [c.picture.get_rendition("original").file.name.removeprefix("images/")],
        get=everyone(anonymous=(SIGN_IN, 403, 404)),
    ),
    Row("catalogue:read", lambda c: [c.lesson.translation_key], get=only(READS_CATALOGUE, others=404)),
]

TEACHING = [
    Row("enrolments:tutoring", get=only(ANSWERS)),
    only_post(
        "enrolments:answer",
        lambda c: [c.question.pk],
        only(ANSWERS_OWNER, ok=302, trainer_elsewhere=404, coordinator_elsewhere=404),
        lambda c: {"text": "También abrimos"},
    ),
    Row("enrolments:cohort", get=only(SEES_LEARNING)),
    Row(
        "enrolments:cohort_new",
        get=only(ENROLS),
        post=only(ENROLS, ok=302, trainer_elsewhere=422),
        data=lambda c: {"name": "Diciembre", "programme": c.programme.pk, "starts_on": "2026-12-01", "unit": c.service.pk},
    ),
    Row(
        "enrolments:class_tick",
        lambda c: [c.cohort.pk, c.practice.translation_key],
        get=only(TEACHES_OWNER, trainer_elsewhere=404),
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: {"person": c.enrolment.pk},
    ),
    Row(
        "enrolments:holidays",
        get=only(KEEPS_CALENDAR),
        post=only(KEEPS_CALENDAR, ok=302),
        data=lambda c: {"on": "2026-12-25", "name": "Navidad", "unit": c.company.pk},
    ),
    only_post("enrolments:remove_holiday", lambda c: [c.holiday.pk], only(KEEPS_CALENDAR, ok=302)),
    Row("enrolments:list", get=only(SEES_LEARNING)),
    Row("enrolments:export", get=only(SEES_LEARNING)),
    Row(
        "enrolments:assign",
        get=only(ENROLS),
        # Somebody of another branch is not among those offered, so the form says so and nothing is written.
        post=only(ENROLS, ok=302, trainer_elsewhere=422),
        data=lambda c: {
            "about": f"module:{c.module.pk}",
            "person": c.other_trainee.pk,
            "starts_on": TODAY,
            "reason": "Cambian las tarifas",
            "confirm": "1",
        },
    ),
    Row("enrolments:detail", lambda c: [c.enrolment.pk], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row(
        "enrolments:cancel",
        lambda c: [c.enrolment.pk],
        get=only(ENROLS_OWNER, others=404),
        post=only(ENROLS_OWNER, ok=302, others=404),
        data=lambda c: {"reason": "Cambia de servicio"},
    ),
    only_post(
        "enrolments:trainer_tick",
        lambda c: step(c, c.practice),
        only(TEACHES_OWNER, ok=302, others=404),
    ),
]

PROOFS = [
    Row("competencies:mine", get=everyone()),
    Row("competencies:matrix", get=only(SEES_TEAMS)),
    only_post("competencies:matrix_export", lambda c: ["csv"], only(SEES_TEAMS)),
    Row("competencies:record", lambda c: [c.owner.pk], get=only(["owner", *PROVES_OWNER], others=404)),
    Row("competencies:record_export", lambda c: [c.owner.pk, "csv"], get=only(["owner", *PROVES_OWNER], others=404)),
    Row("competencies:competency", lambda c: [c.owner.pk, c.evidence.competency.code], get=only(["owner", *PROVES_OWNER], others=404)),
    Row(
        "competencies:observe",
        lambda c: [c.owner.pk, c.evidence.competency.code],
        get=only(["trainer", "coordinator", "supervisor", "superuser"], others=404, owner=403, hr=403, administrator=403),
        post=only(["trainer", "coordinator", "supervisor", "superuser"], ok=302, others=404, owner=403, hr=403, administrator=403),
        data=lambda c: {"level": 2, "fact": "Preguntó en orden", "observed_on": TODAY, "token": "a", "channel": ""},
    ),
    Row(
        "competencies:accredit",
        lambda c: [c.owner.pk, c.evidence.competency.code, "assessment_centre"],
        get=only(JUDGES_OWNER, others=404, **SEES_BUT_JUDGES_NOT),
        post=only(JUDGES_OWNER, ok=302, others=404, **SEES_BUT_JUDGES_NOT),
        data=lambda c: {"level": 2, "fact": "Dos evaluadoras", "observed_on": TODAY, "token": "b"},
    ),
    Row(
        "competencies:void",
        lambda c: [c.evidence.pk],
        get=only(JUDGES_OWNER, others=404, **SEES_BUT_JUDGES_NOT),
        post=only(JUDGES_OWNER, ok=302, others=404, **SEES_BUT_JUDGES_NOT),
        data=lambda c: {"reason": "Era de otra persona"},
    ),
    Row("competencies:document", lambda c: [c.evidence.pk], get=only(["owner", *PROVES_OWNER], others=404)),
    Row(
        "competencies:ask",
        lambda c: [c.evidence.pk],
        get=only(["owner"], others=404),
        post=only(["owner"], ok=302, others=404),
        data=lambda c: {"reason": "No es mío"},
    ),
    Row("competencies:questions", get=only(JUDGES_OWNER)),
    Row(
        "competencies:answer",
        lambda c: [c.evidence_question.pk],
        get=only(JUDGES_OWNER, others=404),
        post=only(JUDGES_OWNER, ok=302, others=404),
        data=lambda c: {"outcome": "kept", "answer": "La grabación es tuya"},
    ),
    Row("competencies:frameworks", get=only(READS_RULES)),
    Row("competencies:framework", lambda c: [c.level_rule.framework.code], get=only(READS_RULES)),
    Row("competencies:framework_export", lambda c: [c.level_rule.framework.code, "json"], get=only(READS_RULES)),
    Row(
        "competencies:framework_publish",
        lambda c: [c.level_rule.framework.code],
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"note": "Primera"},
    ),
    Row("competencies:framework_version", lambda c: [c.framework_version.framework.code, 1], get=only(READS_RULES)),
    Row("competencies:rules", get=only(READS_RULES)),
    Row("competencies:rule", lambda c: [c.level_rule.pk], get=only(READS_RULES)),
    Row("competencies:rule_draft", lambda c: [c.level_rule.framework.code], get=only(ISSUES), post=only(ISSUES), data=lambda c: {}),
    only_post("competencies:rule_preview", lambda c: [c.level_rule.pk], only(ISSUES, ok=302)),
    only_post("competencies:rule_publish", lambda c: [c.level_rule.pk], only(ISSUES, ok=302), lambda c: {"reason": "Equipo pequeño"}),
    Row("exports:export", lambda c: [c.export.pk], get=only(["hr"], others=404)),
    Row("exports:download", lambda c: [c.export.pk], get=only(["hr"], others=404)),
    Row("careers:mine", get=everyone()),
    Row("careers:ladder", lambda c: [c.owner.pk], get=only(["owner", *READY_OF_OWNER], others=404)),
    Row("careers:facts", lambda c: [c.owner.pk, c.requirement.pk], get=only(["owner", *READY_OF_OWNER], others=404)),
    Row("careers:board", get=only(SEES_BOARD)),
    Row("careers:export", lambda c: [c.rung and "csv"], get=refused(METHOD), post=only(SEES_BOARD), query="?rung=R1"),
    Row("careers:pipeline", lambda c: [c.rung.code], get=only(SEES_BOARD)),
    only_post("careers:save_filter", lambda c: [], only(SEES_BOARD, ok=302), lambda c: {"name": "Listas"}),
    Row("careers:ladders", get=only(READS_RULES)),
    only_post("careers:draft", lambda c: [c.rung.ladder.code], only(ISSUES, ok=302)),
    Row("careers:version", lambda c: of_the_draft(c), get=only(ISSUES, works_council=404)),
    Row(
        "careers:publish", lambda c: of_the_draft(c), get=only(ISSUES), post=only(ISSUES, ok=302), data=lambda c: {"note": "Sube el nivel"}
    ),
    Row("careers:preview", lambda c: of_the_draft(c), get=only(ISSUES), post=only(ISSUES, ok=302)),
    only_post("careers:discard", lambda c: of_the_draft(c), only(ISSUES, ok=302)),
    Row(
        "careers:add_rung",
        lambda c: of_the_draft(c),
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"code": "R9", "kind": "main"} | BOTH,
    ),
    Row("careers:rung", lambda c: of_the_draft(c, "R1"), get=only(ISSUES), post=only(ISSUES, ok=302), data=lambda c: BOTH),
    only_post("careers:move_rung", lambda c: of_the_draft(c, "R1", "up"), only(ISSUES, ok=302)),
    only_post("careers:remove_rung", lambda c: of_the_draft(c, "R2"), only(ISSUES, ok=302)),
    Row(
        "careers:add_requirement",
        lambda c: of_the_draft(c, "R1", "time_in_company"),
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"months": 6},
    ),
    Row(
        "careers:requirement",
        lambda c: of_the_draft(c, c.ladder_draft.requirements.get().pk),
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"competency": c.ladder_draft.requirements.get().competency_id, "level": 4},
    ),
    only_post("careers:move_requirement", lambda c: of_the_draft(c, c.ladder_draft.requirements.get().pk, "down"), only(ISSUES, ok=302)),
    only_post("careers:remove_requirement", lambda c: of_the_draft(c, c.ladder_draft.requirements.get().pk), only(ISSUES, ok=302)),
    Row("careers:postings", get=only(ISSUES)),
    Row("careers:person_postings", lambda c: [c.owner.pk], get=only(ISSUES)),
    Row(
        "careers:add_posting",
        lambda c: [c.owner.pk],
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"kind": "acting_up", "rung": c.rung.pk, "starts_on": TODAY},
    ),
    Row(
        "careers:end_posting",
        lambda c: [c.rung and c.owner.postings.get().pk],
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"ends_on": TODAY},
    ),
    Row(
        "careers:correct_posting",
        lambda c: [c.rung and c.owner.postings.get().pk],
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"rung": c.owner.postings.get().rung_id, "starts_on": "2025-06-01", "why": "Entró antes"},
    ),
    only_post("careers:forget_filter", lambda c: [c.kept_filter.pk], only(["hr"], ok=302, others=404)),
]

PEOPLE = [
    Row("people:list", get=only(SEES_PEOPLE)),
    Row("people:export", get=only(ISSUES)),
    Row("people:detail", lambda c: [c.owner.pk], get=only(["owner", *SEES_OWNER], others=404)),
    Row(
        "people:grant",
        lambda c: [c.owner.pk],
        get=only(ENROLS_OWNER, others=404, owner=403, coordinator=403, supervisor=403, quality=403),
        post=only(ENROLS_OWNER, ok=302, others=404, owner=403, coordinator=403, supervisor=403, quality=403),
        data=lambda c: {"unit": c.team.pk, "role": "agent", "valid_from": TODAY},
    ),
    Row(
        "people:deactivate",
        lambda c: [c.owner.pk],
        get=only(ISSUES, others=404, owner=403, trainer=403, coordinator=403, supervisor=403, quality=403),
        post=only(ISSUES, ok=302, others=404, owner=403, trainer=403, coordinator=403, supervisor=403, quality=403),
    ),
    Row(
        "people:end",
        lambda c: [c.owner.memberships.get().pk],
        get=only(ENROLS_OWNER, others=404),
        post=only(ENROLS_OWNER, ok=302, others=404),
        data=lambda c: {"last_day": TODAY},
    ),
    Row(
        "people:invite",
        get=only(ENROLS),
        post=only(ENROLS, ok=302, trainer_elsewhere=(200, 422)),
        data=lambda c: {"email": "otra@example.com", "unit": c.team.pk, "role": "trainee", "language": "es"},
    ),
    Row("people:invitations", get=only(ENROLS)),
    only_post("people:resend", lambda c: [c.invitation[0].pk], only(ENROLS_OWNER, ok=302, others=404)),
    only_post("people:revoke", lambda c: [c.invitation[0].pk], only(ENROLS_OWNER, ok=302, others=404)),
    Row("people:sign_in_rules", get=only(ADMINISTERS), post=only(ADMINISTERS, ok=302), data=lambda c: {"roles": ["hr"]}),
    # The link is the key. Somebody who is signed in is told that it is for another person, and nothing happens.
    Row(
        "people:invitation",
        lambda c: [c.invitation[1]],
        get=the_public(),
        post=the_public(302, signed_in=200),
        data=lambda c: {
            "first_name": "Nueva",
            "last_name": "Prueba",
            "language": "es",
            "time_zone": "Europe/Madrid",
            "password": "once escalones arriba",
        },
    ),
    Row(
        "people:settings",
        get=everyone(),
        post=everyone(302),
        data=lambda c: {"first_name": "Otro", "last_name": "Nombre", "language": "en", "time_zone": "Europe/Madrid"},
    ),
    Row("people:second_factor", get=everyone(), post=refused(METHOD)),
    Row("notifications:list", get=everyone()),
    only_post("notifications:read_all", lambda c: [], everyone(302)),
    only_post("notifications:open", lambda c: [c.notification.pk], only(["owner"], ok=302, others=404)),
    Row("jobs:list", get=only(ADMINISTERS)),
    only_post("jobs:retry", lambda c: [c.failed_job.pk], only(ADMINISTERS, ok=302)),
    only_post("jobs:retry_all", lambda c: [], only(ADMINISTERS, ok=302)),
    only_post("language:switch", lambda c: [], the_public(302), lambda c: {"language": "en", "next": "/"}),
]

CERTIFICATES = [
    Row("certificates:mine", get=everyone()),
    Row("certificates:detail", lambda c: [c.certificate.code], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row("certificates:pdf", lambda c: [c.certificate.code], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row("certificates:manage", get=only(ISSUES)),
    Row("certificates:export", get=only(ISSUES)),
    Row(
        "certificates:issue",
        get=only(ISSUES),
        post=only(ISSUES, ok=302),
        data=lambda c: {"email": c.other_trainee.email, "certification": c.certification.pk, "issued_on": TODAY, "reason": "Lo tenía"},
    ),
    only_post("certificates:make_pdfs", lambda c: [], only(ISSUES, ok=302)),
    Row("certificates:pdfs", lambda c: [c.pdfs_job.pk], get=only(["hr"], administrator=404, superuser=404)),
    Row(
        "certificates:revoke",
        lambda c: [c.certificate.code],
        get=only(ISSUES, others=404, owner=403, trainer=403, coordinator=403, supervisor=403),
        post=only(ISSUES, ok=302, others=404, owner=403, trainer=403, coordinator=403, supervisor=403),
        data=lambda c: {"reason": "Era de otra persona"},
    ),
    only_post(
        "certificates:remake",
        lambda c: [c.certificate.code],
        only(ISSUES, ok=302, others=404, owner=403, trainer=403, coordinator=403, supervisor=403),
    ),
    Row("certificates:colours", lambda c: ["12262b-00646a"], get=the_public()),
    Row("scripting:list", get=only(AUTHORS)),
    Row("scripting:add", get=only(AUTHORS)),
    only_post("scripting:check", lambda c: [], only(AUTHORS)),
    Row("scripting:edit", lambda c: [c.scenario.code], get=only(AUTHORS)),
    only_post("scripting:publish", lambda c: [c.scenario.code], only(AUTHORS, ok=302)),
    only_post("scripting:duplicate", lambda c: [c.scenario.code], only(AUTHORS, ok=302)),
    only_post("scripting:archive", lambda c: [c.scenario.code], only(AUTHORS, ok=302)),
    Row("scripting:text", lambda c: [c.scenario.code], get=only(AUTHORS)),
    # Its draft has no conversation yet: there is nothing to take away or to walk, even for authors.
    Row("scripting:twee", lambda c: [c.scenario.code], get=only(AUTHORS, ok=404)),
    Row("scripting:walk", lambda c: [c.scenario.code], get=only(AUTHORS, ok=404)),
    Row("scripting:versions", lambda c: [c.scenario.code], get=only(AUTHORS)),
    only_post("scripting:bring", lambda c: [c.scenario.code], only(AUTHORS, ok=302)),
    Row("figures:list", get=only(ISSUES)),
    Row("figures:upload", get=only(ISSUES)),
    Row("figures:mappings", get=only(ISSUES)),
    Row("figures:add_mapping", get=only(ISSUES)),
    Row("figures:mapping", lambda c: [c.figures.mapping.name], get=only(ISSUES)),
    Row("figures:detail", lambda c: [c.figures.pk], get=only(ISSUES)),
    only_post("figures:confirm", lambda c: [c.figures.pk], only(ISSUES, ok=302)),
    only_post("figures:discard", lambda c: [c.figures.pk], only(ISSUES, ok=302)),
    only_post("figures:undo", lambda c: [c.figures.pk], only(ISSUES, ok=302), lambda c: {"reason": "Another month"}),
    Row("renewals:mine", get=everyone()),
    Row("renewals:people", get=only(SEES_TEAMS)),
    Row("renewals:export", lambda c: ["csv"], get=only(SEES_TEAMS)),
    Row("certificates:verify_form", get=the_public(), post=refused(405)),
    Row("certificates:verify", lambda c: [c.certificate.code], get=the_public(), post=refused(405)),
]

# A call is read by whoever works where it is open; whoever manages it sees names, its panel codes, and nobody else a file.
ELSEWHERE = {"trainer_elsewhere": 404}
MAY_APPLY = ("agent", "trainer", *LEADS, "quality")
FIGURES = ("works_council", *ISSUES)


def of_the_call(call: str, *more) -> Callable[[Centre], list]:
    """The code of a call, and what else its address has: functions of that call."""
    return lambda c: [getattr(c, call).round.code, *(one(getattr(c, call)) if callable(one) else one for one in more)]


def of_the_agent(call):
    return call.application.code


def managed(name: str, call: str, *more, data: Callable[[Centre], dict] | None = None, get: bool = True, **exceptions) -> Row:
    """A screen or an act of those who manage a call."""
    post = only(ISSUES, ok=302, **ELSEWHERE | exceptions) if data else None
    read = only(ISSUES, **ELSEWHERE | exceptions) if get else refused(METHOD)
    return Row(f"promotions:{name}", of_the_call(call, *more), get=read, post=post, data=data or (lambda c: {}))


NO_DRAFT = dict.fromkeys(set(SIGNED_IN) - set(ISSUES), 404)  # a draft is there for nobody else
PROMOTIONS = [
    Row("promotions:calls", get=everyone()),
    Row("promotions:new", get=only(ISSUES)),
    Row("promotions:fairness", get=only(FIGURES)),
    Row("promotions:fairness_export", get=only(FIGURES)),
    Row("promotions:groups", get=only(ISSUES), post=only(ISSUES, ok=422)),
    Row("promotions:call", of_the_call("open_call"), get=only(set(SIGNED_IN) - {"trainer_elsewhere"}, others=404)),
    Row(
        "promotions:apply",
        of_the_call("open_call"),
        get=only(MAY_APPLY, **ELSEWHERE),
        post=only(MAY_APPLY, ok=302, **ELSEWHERE),
        data=lambda c: {"motivation": "Quiero enseñar"},
    ),
    only_post("promotions:withdraw", of_the_call("open_call"), only(["agent"], ok=302, others=404)),
    only_post("promotions:decline", of_the_call("open_call"), only(["agent"], ok=302, others=404)),
    Row(
        "promotions:suggest",
        of_the_call("open_call"),
        get=only(LEADS, **ELSEWHERE),
        # Somebody of another team is not among those offered.
        post=only(LEADS, ok=302, coordinator_elsewhere=422, **ELSEWHERE),
        data=lambda c: {"person": c.agent.pk, "why": "El martes calmó a quien gritaba"},
    ),
    Row("promotions:mine", of_the_call("open_call"), get=only(["agent"], others=404)),
    Row(
        "promotions:put_right",
        of_the_call("open_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"note": "Ya está"},
    ),
    Row(
        "promotions:object",
        of_the_call("open_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"member": c.open_call.place(c.assessor).pk, "reason": "Discutimos"},
    ),
    Row(
        "promotions:review",
        of_the_call("decided_call"),
        get=only(["agent"], others=404),
        post=only(["agent"], ok=302, others=404),
        data=lambda c: {"text": "Falta una nota"},
    ),
    Row("promotions:letter", lambda c: [c.decided_call.letter.pk], get=only(["agent", *ISSUES], others=404)),
    # The panel: its chair and who scores, by codes. Not even an administrator.
    Row("promotions:panel", of_the_call("assessing_call"), get=only(["hr", "assessor"], **ELSEWHERE)),
    Row(
        "promotions:sheet",
        of_the_call("assessing_call", of_the_agent),
        get=only(["hr", "assessor"], **ELSEWHERE),
        post=only(["assessor"], ok=302, **ELSEWHERE),
        data=lambda c: {
            name: value
            for exercise in c.assessing_call.sheet()
            for name, value in ((f"value_{exercise}", "4"), (f"evidence_{exercise}", "Lo dijo"))
        },
    ),
    only_post("promotions:draft", of_the_call("assessing_call", of_the_agent), only(["assessor"], hr=404, **ELSEWHERE)),
    Row(
        "promotions:correct",
        lambda c: [c.assessing_call.round.code, c.assessing_call.of(c.assessing_call.marcos).code, c.assessing_call.score.pk],
        get=only(["assessor"], hr=404, **ELSEWHERE),
        post=only(["assessor"], ok=302, hr=404, **ELSEWHERE),
        data=lambda c: {"value": "3", "evidence": "Otra vez", "reason": "Conté mal"},
    ),
    Row(
        "promotions:conflict",
        of_the_call("assessing_call"),
        get=only(["hr", "assessor"], **ELSEWHERE),
        post=only(["hr", "assessor"], ok=302, **ELSEWHERE),
        data=lambda c: {"note": "Es mi primo"},
    ),
    only_post("promotions:close_scoring", of_the_call("assessing_call"), only(["hr"], ok=302, **ELSEWHERE)),
    managed("deciding", "scored_call"),
    managed("decide", "scored_call", of_the_agent, data=lambda c: {"outcome": "selected", "reason": "Por lo visto"}),
    # A review: whoever was given it answers, whoever manages the call reads.
    Row(
        "promotions:appeal_file",
        lambda c: [c.decided_call.review.pk],
        get=only(["quality", *ISSUES], others=404),
        post=only(["quality"], ok=302, others=404, hr=403, administrator=403, superuser=403),
        data=lambda c: {"outcome": "confirmed", "reason": "Las dos lecturas coinciden"},
    ),
    Row("promotions:council", of_the_call("decided_call"), get=only(FIGURES)),
    # In the hands of HR.
    managed("manage", "open_call"),
    managed("edit", "draft_call", **NO_DRAFT),
    managed("discard", "draft_call", get=False, data=lambda c: {}, **NO_DRAFT),
    managed("exercise_new", "draft_call", **NO_DRAFT),
    managed("exercise", "draft_call", lambda call: call.round.exercises.first().pk, **NO_DRAFT),
    managed("remove_exercise", "draft_call", lambda call: call.round.exercises.first().pk, get=False, data=lambda c: {}, **NO_DRAFT),
    managed("member", "draft_call", data=lambda c: {"person": c.supervisor.pk, "part": "assessor"}, **NO_DRAFT),
    managed("remove_member", "draft_call", lambda call: call.round.panel.last().pk, get=False, data=lambda c: {}, **NO_DRAFT),
    managed("act", "draft_call", "open", get=False, data=lambda c: {}, **NO_DRAFT),
    managed("amend", "open_call"),
    managed("needs", "open_call"),
    managed("answer_need", "open_call", lambda call: call.application.adjustment.pk, data=lambda c: {"answer": "En cuerpo 18"}),
    managed("recusal", "open_call", lambda call: call.recusal.pk, data=lambda c: {"accepted": "0", "answer": "No consta"}),
    managed("ask_for_file", "decided_call", get=False, data=lambda c: {}),
    Row(
        "promotions:file_progress",
        of_the_call("decided_call", lambda call: call.job.pk),
        get=only(["hr"], administrator=404, superuser=404, **ELSEWHERE),
    ),
    managed("file", "decided_call", lambda call: call.file.pk),
    managed("application", "open_call", of_the_agent),
    managed("accept", "open_call", of_the_agent, get=False, data=lambda c: {}),
    managed("reject", "open_call", lambda call: call.of(call.marcos).code, data=lambda c: {"reason": "Falta una evidencia"}),
    managed(
        "record",
        "assessing_call",
        of_the_agent,
        data=lambda c: {
            name: value
            for exercise in c.assessing_call.sheet(by="record")
            for name, value in ((f"value_{exercise}", "4"), (f"evidence_{exercise}", "Expediente"))
        },
    ),
    managed(
        "recuse",
        "assessing_call",
        lambda call: call.of(call.marcos).code,
        data=lambda c: {
            "member": c.assessing_call.place(c.assessing_call.nuria).pk,
            "replacement": c.assessing_call.james.pk,
            "reason": "Es su prima",
        },
    ),
    managed("feedback", "decided_call", of_the_agent, data=lambda c: {"on": TODAY}),
    managed("appoint", "decided_call", of_the_agent, data=lambda c: {"starts_on": TODAY, "early_reason": "Sin nadie"}),
    managed(
        "milestone",
        "decided_call",
        of_the_agent,
        lambda call: call.milestone.pk,
        data=lambda c: {"held_on": TODAY, "note": "Bien con el equipo"},
    ),
    managed("assign_review", "decided_call", lambda call: call.of(call.marcos).code, data=lambda c: {"to": c.quality.pk}),
]

HOME = [
    Row("home:today", get=everyone()),
    Row("home:search", get=everyone(), query="?q=fibra"),
    Row("home:help", get=everyone()),
    Row("home:who_sees_what", get=everyone()),
    Row("home:accessibility", get=the_public()),
    Row("home:gallery", get=the_public(404)),
    Row("home:health", get=the_public()),
    Row("home:robots", get=the_public()),
    Row("home:manifest", get=the_public()),
    Row("home:stylesheet", lambda c: ["current"], get=the_public()),
]

ACCOUNT = [
    Row("account_login", get=the_public(200, signed_in=302)),
    Row("account_logout", get=everyone(anonymous=302), post=the_public(302)),
    Row("account_inactive", get=the_public()),
    Row("account_signup", get=the_public(200, signed_in=302), post=the_public(200, signed_in=302)),
    Row("account_reauthenticate", get=everyone((200, 302))),
    Row("account_change_password", get=everyone()),
    Row("account_reset_password", get=the_public((200, 302))),
    Row("account_reset_password_done", get=the_public()),
    Row("account_reset_password_from_key", lambda c: ["1", "set-password"], get=the_public()),
    Row("account_reset_password_from_key_done", get=the_public()),
    # Addresses belong to HR, and nobody signs in with a mailed code.
    Row("account_email", get=refused(404), post=refused(404)),
    Row("account_email_verification_sent", get=refused(404)),
    Row("account_confirm_email", lambda c: ["any"], get=refused(404), post=refused(404)),
    Row("account_set_password", get=refused(404), post=refused(404)),
    Row("account_confirm_login_code", get=the_public((302, 404))),
    # Setting up a second step asks for the password again first.
    Row("mfa_index", get=everyone()),
    Row("mfa_authenticate", get=the_public(302)),
    Row("mfa_reauthenticate", get=everyone((200, 302))),
    Row("mfa_activate_totp", get=everyone((200, 302))),
    Row("mfa_deactivate_totp", get=everyone((302, 404))),
    Row("mfa_view_recovery_codes", get=everyone((302, 404))),
    Row("mfa_generate_recovery_codes", get=everyone((200, 302, 403, 404))),
    Row("mfa_download_recovery_codes", get=everyone((302, 404))),
    Row("mfa_list_webauthn", get=everyone()),
    Row("mfa_add_webauthn", get=everyone((200, 302))),
    Row("mfa_reauthenticate_webauthn", get=everyone((200, 302))),
    Row("mfa_remove_webauthn", lambda c: [1], get=everyone((302, 404))),
    Row("mfa_edit_webauthn", lambda c: [1], get=everyone((302, 404))),
    Row("mfa_login_webauthn", get=the_public((200, 302), signed_in=302)),
    # No outside account is offered unless the academy names a provider.
    Row("socialaccount_login_cancelled", get=the_public()),
    Row("socialaccount_login_error", get=the_public(401)),
    Row("socialaccount_signup", get=the_public(302)),
    Row("socialaccount_connections", get=everyone()),
]

WAGTAIL = [
    Row("wagtaildocs_serve", lambda c: [c.document.pk, c.document.filename], get=everyone(anonymous=(SIGN_IN, 403, 404))),
    Row("wagtaildocs_authenticate_with_password", lambda c: [1], get=the_public(404)),
    Row("wagtailcore_authenticate_with_password", lambda c: [1, c.lesson.pk], get=the_public(404)),
    # A second door with a password alone would open beside the second factor.
    Row("wagtailcore_login", get=the_public((404, SIGN_IN), signed_in=(302, 404)), post=the_public((404, 405, SIGN_IN))),
    # A page's own address leads the learner to the player and authors to the reading page; others are told that they are not enrolled.
    Row(
        "wagtail_serve",
        lambda c: [c.lesson.get_url_parts()[2].split("/content/")[1]],
        get=only(["owner", *READS_CATALOGUE], ok=302, others=403, anonymous=(SIGN_IN, 404)),
    ),
]

# What is taught belongs to the whole academy: authors write it, approvers mend and publish it. Nobody takes a live page away.
DESIGN = {
    "issuer": "Alborada",
    "title_es": "Certificado",
    "title_en": "Certificate",
    "text_es": "Se otorga a",
    "text_en": "Awarded to",
    "ink": "#12262b",
    "accent": "#00646a",
}
NOT_THEIRS = dict.fromkeys(OPENS_CMS - {"superuser"}, (BACK, 403))
NOT_APPROVERS = dict.fromkeys(("trainer", "trainer_elsewhere"), (BACK, 403))
NOT_AUTHORS = dict.fromkeys(("supervisor", "quality"), (BACK, 403))
CMS = [
    Row("wagtailadmin_home", get=only({*OPENS_CMS, "hr"})),
    Row("wagtailadmin_explore_root", get=only(OPENS_CMS, ok=(200, 302))),
    Row("wagtailadmin_pages:add_subpage", lambda c: [c.module.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:add", lambda c: ["catalogue", "lessonpage", c.module.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:edit", lambda c: [c.lesson.pk], get=only(OPENS_CMS)),
    Row("wagtailadmin_pages:delete", lambda c: [c.lesson.pk], get=only({"superuser", *APPROVES}, **NOT_APPROVERS)),
    Row("wagtailimages:index", get=only(OPENS_CMS)),
    Row("wagtaildocs:index", get=only(OPENS_CMS)),
    Row("wagtailadmin_reports:site_history", get=only(OPENS_CMS)),
    Row(
        "catalogue_admin:submit_module",
        lambda c: [c.module.pk],
        get=only(OPENS_CMS),
        post=only(OPENS_CMS, ok=302),
    ),
    Row(
        "catalogue_admin:review",
        lambda c: [c.module.pk],
        get=only(APPROVES, **NOT_APPROVERS),
        post=only(APPROVES, ok=302, **NOT_APPROVERS),
        data=lambda c: {"decision": "approve"},
    ),
    Row("catalogue_admin:reports", get=only(OPENS_CMS)),
    Row("catalogue_admin:reports_results", get=only(OPENS_CMS)),
    Row(
        "catalogue_admin:report",
        lambda c: [c.content_report.pk],
        get=only(OPENS_CMS),
        post=only(OPENS_CMS, ok=302),
        data=lambda c: {"state": "mended", "answer": "Ya está"},
    ),
    # Of pages that are not there: whoever may translate learns that, nobody else more.
    Row("catalogue_submit_translation", lambda c: [0], get=only(OPENS_CMS, ok=404)),
    Row("catalogue_update_translations", lambda c: [0], get=only(OPENS_CMS, ok=404)),
    Row("quizzes_matching", get=only(AUTHORS)),
    Row("quizzes_health", get=only(AUTHORS, **NOT_AUTHORS)),
    Row("quizzes_pictures", get=only(AUTHORS, **NOT_AUTHORS), post=only(AUTHORS, ok=422, **NOT_AUTHORS)),
    only_post("quizzes_advice", lambda c: [0], only(AUTHORS, **NOT_AUTHORS)),
    Row("wagtailsnippets_quizzes_question:list", get=only(AUTHORS, **NOT_AUTHORS)),
    Row("wagtailsnippets_quizzes_question:add", get=only(AUTHORS, **NOT_AUTHORS)),
    Row(
        "wagtailsnippets_certificates_certification:list",
        get=only(ADMINISTERS, **NOT_APPROVERS, **NOT_AUTHORS),
    ),
    Row(
        "wagtailsnippets_certificates_certificatedesign:list",
        get=only(KEEPS_DESIGNS, **NOT_APPROVERS, **NOT_AUTHORS),
    ),
    Row(
        "wagtailsnippets_certificates_certificatedesign:edit",
        lambda c: [c.certification.design_id],
        get=only(KEEPS_DESIGNS, **NOT_APPROVERS, **NOT_AUTHORS),
        post=only(KEEPS_DESIGNS, ok=302, **NOT_APPROVERS, **NOT_AUTHORS),
        data=lambda c: {**DESIGN, "name": "Otro"},
    ),
    Row("wagtailimages_chooser:choose", get=only({*OPENS_CMS, "hr"})),
    # Roles are given under /people/, by its rules; these would go round them.
    Row("wagtailusers_users:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailusers_users:add", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailusers_groups:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailsites:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtaillocales:index", get=only(["superuser"], **NOT_THEIRS)),
    Row("wagtailadmin_workflows:index", get=only(["superuser"], **NOT_THEIRS)),
]

AGREED = lambda c: [c.agreement.code]  # noqa: E731
SIGNS_AGREED = ("coordinator", "coordinator_elsewhere", "supervisor")
CRITERIA = [
    Row("criteria:list", get=everyone()),
    Row("criteria:read", AGREED, get=only(["owner", "other_trainee", "agent", *SIGNS_AGREED, "quality", *ADMINISTERS], others=404)),
    only_post(
        "criteria:answer",
        AGREED,
        only(["owner", "other_trainee", "agent"], ok=302, others=404, **dict.fromkeys([*SIGNS_AGREED, "quality", *ADMINISTERS], 403)),
        data=lambda c: {"version": 1, "question": "q1", "option": "a", "counter": 1},
    ),
    Row("criteria:next", AGREED, get=only([*SIGNS_AGREED, "quality", *ADMINISTERS], others=404)),
    only_post(
        "criteria:act",
        lambda c: [c.agreement.code, "sign"],
        only(SIGNS_AGREED, ok=302, others=404, quality=403, administrator=403, superuser=403),
    ),
]

ROWS = [*CRITERIA, *LEARNING, *TEACHING, *PROOFS, *PROMOTIONS, *PEOPLE, *CERTIFICATES, *HOME, *ACCOUNT, *WAGTAIL, *CMS]


# ── Every address has its row ───────────────────────────────────────────────────────────────────────────────────


def patterns(resolver=None, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str, str]]:
    """(address, name, module of the view) of each pattern of the project."""
    for one in (resolver or get_resolver()).url_patterns:
        address = prefix + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from patterns(one, address, namespace + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield address, namespace + one.name if one.name else "", getattr(one.callback, "__module__", "")


def test_every_address_has_a_row():
    known = {row.name for row in ROWS}
    ours = ("lms.", "courses.", "assessments.")
    cms = [(name, module) for address, name, module in patterns() if address.startswith("cms/") and module.startswith(ours)]
    # The screens that Wagtail draws for one of our models stand under the row of its list.
    doors = {name.split(":")[0].replace("choosers", "s") for name in known}
    missing = {name for name, _module in cms if name not in known and name.split(":")[0].replace("choosers", "s") not in doors}
    missing |= {name for address, name, _module in patterns() if name and not address.startswith("cms/") and name not in known}
    assert sorted(missing) == []


def test_no_address_has_two_rows():
    names = [row.name for row in ROWS]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_addresses_without_a_name_only_lead_elsewhere():
    nameless = sorted(address for address, name, _module in patterns() if not name and not re.match(WAGTAILS_OWN, address))
    assert nameless == [
        "account/social/connections/",
        "account/social/login/cancelled/",
        "account/social/login/error/",
        "account/social/signup/",
        "cms/login/",
        "cms/logout/",
        "cms/password_reset/",
    ]


# ── And every role its answer ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("row", [row for row in ROWS if row.get], ids=lambda row: row.name)
def test_who_reads(row: Row, centre: Centre):
    address = row.address(centre)
    assert _differences(row.get, lambda who: _asked(centre, who, "get", address)) == ""


@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=lambda row: row.name)
def test_who_writes_and_nobody_else_changes_anything(row: Row, centre: Centre):
    address, data = row.address(centre), row.data(centre)
    assert _differences(row.post, lambda who: _asked(centre, who, "post", address, data)) == ""


def _asked(centre: Centre, who: str, method: str, address: str, data: dict | None = None):
    """The status for one role, in a browser of its own; a refusal that changed a table is told as such."""
    with transaction.atomic():
        client = centre.client(who)
        client.raise_request_exception = False
        response = getattr(client, method)(address, data or {})
        status = _status(response)
        if method == "post" and (status in REFUSED or response.status_code == 422) and fingerprint() != centre.at_rest:
            # Inside the CMS a thing that was done leads to its first page too.
            status = 302 if status == BACK else f"{status}, and something changed"
        transaction.set_rollback(True)
    return status


def _status(response):
    if response.status_code == 302:
        to = response["Location"]
        if to.startswith(reverse("account_login")):
            return SIGN_IN
        if to == reverse("wagtailadmin_home"):
            return BACK
    return response.status_code


def _differences(expected: Statuses, answer: Callable[[str], object]) -> str:
    """Who got what instead of what, in a line; empty when everybody got theirs."""
    found = {who: (wanted, answer(who)) for who, wanted in expected.items()}
    return "; ".join(f"{who}: {got} instead of {wanted}" for who, (wanted, got) in found.items() if got not in _all(wanted))


def _all(wanted) -> tuple:
    """A redirect to the sign-in page is a 302 where any 302 is good."""
    options = wanted if isinstance(wanted, tuple) else (wanted,)
    return (*options, SIGN_IN, BACK) if 302 in options else options


WAGTAILS_OWN = r"cms/.+/.+|cms/\^|cms/test404"
