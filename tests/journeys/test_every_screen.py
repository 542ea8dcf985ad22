"""Every screen of every role: no obstacle, nothing sideways, a clean console, in both languages, in the light and in the dark."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from lms.people.models import Invitation
from tests.browser import DESKTOP, PHONE, axe, looks_right
from tests.roles import ANONYMOUS, Centre

Address = Callable[[Centre], str]


def at(name: str, *args: str, query: str = "") -> Address:
    """`args` are things of the centre, as `enrolment.pk`."""

    def address(centre: Centre) -> str:
        return reverse(name, args=[_thing(centre, arg) for arg in args]) + query

    address.__name__ = name
    return address


def _thing(centre: Centre, path: str):
    if path.isdecimal():
        return int(path)
    found = centre
    for part in path.split("."):
        found = found[int(part)] if part.isdecimal() else getattr(found, part)
    return found


SCREENS: dict[str, list[Address]] = {
    ANONYMOUS: [
        at("account_login"),
        at("account_reset_password"),
        at("account_reset_password_done"),
        at("account_signup"),
        at("account_inactive"),
        at("people:invitation", "invitation.1"),
        at("certificates:verify_form"),
        at("certificates:verify", "certificate.code"),
        at("home:accessibility"),
    ],
    "owner": [
        at("home:today"),
        at("home:search", query="?q=fibra"),
        at("home:search", query="?q=nadadenada"),
        at("home:help"),
        at("home:who_sees_what"),
        at("careers:mine"),
        at("competencies:mine"),
        at("competencies:competency", "owner.pk", "evidence.competency.code"),
        at("competencies:ask", "evidence.pk"),
        at("enrolments:programmes"),
        at("enrolments:programme", "enrolment.pk"),
        at("attendance:person", "attendance_question.attendance.enrolment_id"),
        at("enrolments:lesson", "enrolment.pk", "lesson.translation_key"),
        at("enrolments:lesson", "enrolment.pk", "checklist.translation_key"),
        at("enrolments:lesson", "enrolment.pk", "practice.translation_key"),
        at("quizzes:brief", "enrolment.pk", "quiz.translation_key"),
        at("quizzes:attempt", "open_attempt.pk", "1"),
        at("quizzes:review", "open_attempt.pk"),
        at("quizzes:result", "submitted_attempt.pk"),
        at("certificates:mine"),
        at("certificates:detail", "certificate.code"),
        at("renewals:mine"),
        at("refreshers:mine"),
        at("refreshers:one", "refresher.pk"),
        at("changes:mine"),
        at("changes:read", "change_to_read.pk"),
        at("changes:version", "lesson_done.pk"),
        at("criteria:list"),
        at("criteria:read", "agreement.code"),
        at("roleplays:list"),
        at("roleplays:scenario", "scenario.code"),
        at("roleplays:play", "open_performance.pk"),
        at("roleplays:play", "open_writing.pk"),
        at("roleplays:result", "played_performance.pk"),
        at("scores:result", "roleplay_result.performance_id"),
        at("recordings:record", "voice_arrived.performance_id"),
        at("recordings:own", "voice_practice.performance_id"),
        at("live:calendar"),
        at("live:free"),
        at("live:subscribe"),
        at("live:book", "slot_to_book.pk"),
        at("live:booking", "booking.pk"),
        at("live:move", "booking.pk"),
        at("live:cancel", "booking.pk"),
        at("live:now", "running_booking.pk"),
        at("catalogue:handbook"),
        at("catalogue:handbook_page", "handbook_page.translation_key"),
        at("notifications:list"),
        at("notifications:preferences"),
        at("reviews:session"),
        at("people:settings"),
        at("people:second_factor"),
        at("account_change_password"),
        at("account_logout"),
        at("mfa_index"),
        at("mfa_list_webauthn"),
        at("socialaccount_connections"),
    ],
    "agent": [
        at("home:today"),
        at("enrolments:programmes"),
        at("certificates:mine"),
        at("notifications:list"),
        at("promotions:calls"),
        at("promotions:call", "open_call.round.code"),
        at("promotions:apply", "open_call.round.code"),
        at("promotions:mine", "open_call.round.code"),
        at("promotions:put_right", "open_call.round.code"),
        at("promotions:object", "open_call.round.code"),
        at("promotions:mine", "decided_call.round.code"),
        at("promotions:review", "decided_call.round.code"),
    ],
    "trainer": [
        at("home:today"),
        at("enrolments:tutoring"),
        at("attendance:sessions"),
        at("attendance:plan", "cohort.pk"),
        at("attendance:add", "cohort.pk"),
        at("attendance:register", "class_session.pk"),
        at("attendance:register", "missed_mark.session_id"),
        at("attendance:change", "class_session.pk"),
        at("attendance:cancel", "class_session.pk"),
        at("attendance:people", "cohort.pk"),
        at("attendance:person", "enrolment.pk"),
        at("enrolments:cohort"),
        at("enrolments:cohort_new"),
        at("enrolments:class_tick", "cohort.pk", "practice.translation_key"),
        at("enrolments:list"),
        at("enrolments:assign"),
        at("enrolments:detail", "enrolment.pk"),
        at("enrolments:cancel", "enrolment.pk"),
        at("catalogue:read", "lesson.translation_key"),
        at("quizzes:result", "submitted_attempt.pk"),
        at("people:list"),
        at("scripting:list"),
        at("scripting:add"),
        at("scripting:edit", "scenario.code"),
        at("scripting:versions", "scenario.code"),
        at("scripting:coverage", "scenario.code"),
        at("scores:queue"),
        at("scores:appeal", "score_appeal.pk"),
        at("marking:queue"),
        at("marking:question", "written_response.version.question_id"),
        at("analysis:quizzes"),
        at("analysis:quiz", "exam.translation_key"),
        at("exchange:imports"),
        at("exchange:run", "import_run.pk"),
        at("exchange:export"),
        at("renewals:people"),
        at("refreshers:team"),
        at("refreshers:rules"),
        at("refreshers:new"),
        at("refreshers:rule", "refresher_rule.code"),
        at("refreshers:draft", "refresher_rule.code"),
        at("refreshers:preview", "refresher_rule.code"),
        at("refreshers:dry_run", "refresher_rule.code"),
        at("refreshers:effect", "refresher_rule.code"),
        at("refreshers:changes"),
        at("changes:list"),
        at("changes:one", "content_change.pk"),
        at("changes_admin:say", "changed_draft.pk"),
        at("changes_admin:say_afterwards", "unsaid_change.pk"),
        at("changes_admin:say_of_question", "unsaid_question.pk"),
        at("people:detail", "owner.pk"),
        at("people:grant", "owner.pk"),
        at("people:invite"),
        at("people:invitations"),
        at("home:help"),
    ],
    "coordinator": [
        at("home:today"),
        at("people:list"),
        at("enrolments:list"),
        at("enrolments:tutoring"),
        at("people:detail", "owner.pk"),
        at("reviews:teams"),
        at("refreshers:team"),
        at("notifications:hours", "owner.pk"),
        at("competencies:matrix"),
        at("competencies:record", "owner.pk"),
        at("competencies:observe", "owner.pk", "evidence.competency.code"),
        at("careers:board"),
        at("promotions:call", "open_call.round.code"),
        at("promotions:suggest", "open_call.round.code"),
    ],
    "supervisor": [
        at("home:today"),
        at("notifications:units"),
        at("notifications:unit_hours", "team.code"),
        at("people:list"),
        at("competencies:questions"),
        at("competencies:answer", "evidence_question.pk"),
        at("competencies:void", "evidence.pk"),
        at("criteria:next", "agreement.code"),
        at("criteria:begin_notice"),
        at("criteria:write", "agreement.code"),
        at("criteria:register"),
        at("criteria:people", "agreement.code"),
        at("criteria:proofs"),
    ],
    "quality": [
        at("home:today"),
        at("people:list"),
        at("promotions:appeal_file", "decided_call.review.pk"),
        at("scripting:rubrics"),
        at("scripting:add_rubric"),
        at("scripting:rubric", "roleplay_score.performance.version.rubric_version.rubric.code"),
        at("scripting:publish_rubric", "roleplay_score.performance.version.rubric_version.rubric.code"),
        at("scripting:rubric_versions", "roleplay_score.performance.version.rubric_version.rubric.code"),
        at("scripting:critical_errors"),
        at("scripting:critical_error", "critical_error.code"),
        at("calibration:open"),
        at("calibration:session", "talked_calibration.code"),
        at("calibration:licences"),
        at("calibration:anchors"),
        at("calibration:anchor", "anchor.pk"),
    ],
    "works_council": [
        at("home:today"),
        at("home:help"),
        at("promotions:calls"),
        at("promotions:council", "decided_call.round.code"),
        at("promotions:fairness"),
    ],
    "assessor": [
        at("home:today"),
        at("promotions:panel", "assessing_call.round.code"),
        at("promotions:sheet", "assessing_call.round.code", "assessing_call.application.code"),
        at("promotions:sheet", "assessing_call.round.code", "assessing_call.score.application.code"),
        at("promotions:correct", "assessing_call.round.code", "assessing_call.score.application.code", "assessing_call.score.pk"),
        at("promotions:conflict", "assessing_call.round.code"),
        at("promotions:panel", "scored_call.round.code"),
        at("scores:queue"),
        at("scores:score", "roleplay_score.pk"),
        at("live:calendar"),
        at("live:offer"),
        at("live:start"),
        at("live:booking", "booking.pk"),
        at("live:now", "running_booking.pk"),
        at("recordings:references"),
        at("calibration:sessions"),
        at("calibration:session", "calibration.code"),
    ],
    "hr": [
        at("home:today"),
        at("rotas:list"),
        at("rotas:upload"),
        at("rotas:detail", "hours_import.pk"),
        at("people:list"),
        at("people:detail", "owner.pk"),
        at("people:deactivate", "owner.pk"),
        at("people:invitations"),
        at("enrolments:list"),
        at("enrolments:holidays"),
        at("careers:board", query="?rung=R1"),
        at("careers:board", query="?rung=R1&q=nadie"),
        at("careers:ladder", "owner.pk"),
        at("careers:pipeline", "rung.code"),
        at("exports:export", "export.pk"),
        at("careers:ladders"),
        at("careers:version", "ladder_draft.ladder.code", "ladder_draft.label"),
        at("careers:preview", "ladder_draft.ladder.code", "ladder_draft.label"),
        at("careers:publish", "ladder_draft.ladder.code", "ladder_draft.label"),
        at("careers:postings"),
        at("careers:person_postings", "owner.pk"),
        at("careers:licences", "owner.pk", query="?code=nesting_exit"),
        at("careers:withdraw_licence", "licence_given.pk"),
        at("careers:licence_kinds"),
        at("careers:licence_kind", "licence_kind.code"),
        at("competencies:rules"),
        at("competencies:rule", "level_rule.pk"),
        at("competencies:rule_draft", "level_rule.framework.code"),
        at("competencies:frameworks"),
        at("competencies:framework", "level_rule.framework.code"),
        at("competencies:framework_add"),
        at("competencies:framework_edit", "level_rule.framework.code"),
        at("competencies:group_add", "level_rule.framework.code"),
        at("competencies:competency_add", "level_rule.framework.code"),
        at("competencies:framework_compare", "level_rule.framework.code"),
        at("competencies:framework_publish", "level_rule.framework.code"),
        at("competencies:framework_upload"),
        at("careers:add_rung", "ladder_draft.ladder.code", "ladder_draft.label"),
        at("careers:add_posting", "owner.pk"),
        at("figures:list"),
        at("figures:upload"),
        at("figures:mappings"),
        at("figures:add_mapping"),
        at("figures:mapping", "figures.mapping.name"),
        at("figures:detail", "figures.pk"),
        at("renewals:people"),
        at("certificates:manage"),
        at("certificates:issue"),
        at("certificates:detail", "certificate.code"),
        at("certificates:revoke", "certificate.code"),
        at("certificates:pdfs", "pdfs_job.pk"),
        at("promotions:calls"),
        at("promotions:new"),
        at("promotions:manage", "draft_call.round.code"),
        at("promotions:edit", "draft_call.round.code"),
        at("promotions:exercise_new", "draft_call.round.code"),
        at("promotions:member", "draft_call.round.code"),
        at("promotions:manage", "open_call.round.code"),
        at("promotions:amend", "open_call.round.code"),
        at("promotions:needs", "open_call.round.code"),
        at("promotions:answer_need", "open_call.round.code", "open_call.application.adjustment.pk"),
        at("promotions:recusal", "open_call.round.code", "open_call.recusal.pk"),
        at("promotions:application", "open_call.round.code", "open_call.application.code"),
        at("promotions:reject", "open_call.round.code", "open_call.application.code"),
        at("promotions:manage", "assessing_call.round.code"),
        at("promotions:record", "assessing_call.round.code", "assessing_call.application.code"),
        at("promotions:recuse", "assessing_call.round.code", "assessing_call.application.code"),
        at("promotions:manage", "scored_call.round.code"),
        at("promotions:deciding", "scored_call.round.code"),
        at("promotions:decide", "scored_call.round.code", "scored_call.application.code"),
        at("promotions:manage", "decided_call.round.code"),
        at("promotions:application", "decided_call.round.code", "decided_call.application.code"),
        at("promotions:feedback", "decided_call.round.code", "decided_call.application.code"),
        at("promotions:appoint", "decided_call.round.code", "decided_call.application.code"),
        at("promotions:milestone", "decided_call.round.code", "decided_call.application.code", "decided_call.milestone.pk"),
        at("promotions:assign_review", "decided_call.round.code", "decided_call.review.application.code"),
        at("promotions:file_progress", "decided_call.round.code", "decided_call.job.pk"),
        at("promotions:fairness"),
        at("promotions:groups"),
    ],
    "administrator": [
        at("home:today"),
        at("notifications:samples"),
        at("jobs:list"),
        at("people:sign_in_rules"),
        at("people:list"),
        at("figures:tokens"),
    ],
}
# What is shown when something is not there, or not for this person.
PROBLEMS = {"trainee who asks for the jobs": ("owner", "/jobs/", 403), "an address that is nobody's": ("owner", "/nowhere/", 404)}


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
@pytest.mark.parametrize("who", SCREENS)
def test_every_screen_of(browse, who, language, width):
    centre = Centre().furnished()
    Invitation.objects.update(language=language)  # Its page speaks the language in which the person was invited.
    page = browse(_speaking(centre, who, language), language=language, width=width)
    found = [problem for address in SCREENS[who] if (problem := _problem(page, address(centre), language))]
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize(("language", "width"), [("es", PHONE), ("en", DESKTOP)])
@pytest.mark.parametrize("what", PROBLEMS)
def test_a_page_that_says_no(browse, what, language, width):
    who, address, status = PROBLEMS[what]
    page = browse(_speaking(Centre(), who, language), language=language, width=width)
    assert page.goto(address).status == status
    assert page.locator("html").get_attribute("lang") == language
    axe(page)


def _speaking(centre: Centre, who: str, language: str):
    if who == ANONYMOUS:
        return None
    person = centre.people[who]
    person.language = language
    person.save(update_fields=["language"])
    return person


def _problem(page, address: str, language: str) -> str:
    response = page.goto(address)
    try:
        assert response.status == 200, f"{address} answers {response.status}"
        assert page.locator("html").get_attribute("lang") == language
        looks_right(page)
    except AssertionError as problem:
        return f"{address}: {str(problem).split('assert [', 1)[0].strip() or problem}"
    return ""
