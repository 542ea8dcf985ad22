#!/usr/bin/env python
"""Photographs every screen of the demo academy, for each role, in both languages, light and dark, on a phone and on a desk.

`make pictures` starts a new demo of its own; `--at http://localhost:8000` uses one that runs. The pictures and an album to browse
them are left in `var/pictures`, what the demo said in `var/pictures-demo.log`. It says which screens answered with another status
than theirs, were not reached, are wider than their window, or made the browser complain, and fails when any did. One more screen
is one more line of SCREENS.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from album import write_album
from camera import LANGUAGES, Screen, Taken, by_anybody, filling, focusing, photograph, pressing, trail, until
from letters import letter

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("PELDANO_VAR_DIR", ROOT / "var"))
OUT = VAR / "pictures"
LOG = VAR / "pictures-demo.log"
BROWSERS = 2

ROLES = {
    "nobody": "",
    "trainee": "sofia.medina",
    "behind": "ibrahim.toure",
    "finished": "priya.nair",
    "agent": "irene.salas",
    "candidate": "lucia.ferran",
    "trainer": "carmen.ibarra",
    "coordinator": "nuria.campos",
    "supervisor": "james.whitlock",
    "quality": "leire.zabala",
    "supervisor-es": "marta.oliver",
    "assessor": "nuria.campos",
    "hr": "elena.vidal",
    "administrator": "admin",
}

PROGRAMME = r"^/programme/\d+/$"
LESSON = r"/lesson/[0-9a-f-]{36}/$"
ATTENDANCE = "^/attendance/"
QUIZ = r"/quiz/[0-9a-f-]{36}/$"
PERSON = r"^/people/\d+/$"
LADDER_DRAFT = r"^/ladders/[\w-]+/(?!2026\.2/)20[\d.]+/$"
CERTIFICATE = r"^/certificates/[0-9A-Z-]{19}/$"
COMPETENCY = r"/competencies/[A-Z]{3}/$"
VERIFY = r"/verify/[0-9A-Z-]{19}/$"
TO_ATTEMPT = "form[action$='/start/'] button, main a[href*='/attempt/']:not([href$='/result/'])"
to_quiz = trail("/programme/", PROGRAMME, QUIZ)

SCREENS = (
    Screen("sign-in", "nobody", "/account/login/"),
    Screen("sign-in-refused", "nobody", pressing("/account/login/", "main form .button")),
    Screen("password-forgotten", "nobody", "/account/password/reset/"),
    Screen("demo-people", "nobody", "/demo/"),
    Screen("verify-form", "nobody", "/verify/"),
    Screen("verify-not-found", "nobody", "/verify/0000-0000-0000-0000/", status=404),
    Screen("not-found", "nobody", "/nowhere/", status=404),
    Screen("invitation-unknown", "nobody", "/invitation/unknown/", status=404),
    Screen("slow-down", "nobody", until(429, "/verify/0000-0000-0000-0000/"), status=429, acts=True),
    Screen("mail-invitation", "nobody", letter("invitation")),
    Screen("mail-invitation-plain", "nobody", letter("invitation", plain=True)),
    Screen("mail-notification", "nobody", letter("notification")),
    Screen("mail-notification-plain", "nobody", letter("notification", plain=True)),
    Screen("mail-password", "nobody", letter("password_reset")),
    Screen("mail-account-changed", "nobody", letter("account_changed")),
    Screen("today", "trainee", "/"),
    Screen("agreed", "agent", "/agreed/"),
    Screen("agreed-read", "agent", "/agreed/am-04/"),
    Screen("agreed-written", "quality", "/agreed/"),
    Screen("agreed-next", "quality", "/agreed/am-04/next/"),
    Screen("agreed-write", "quality", "/agreed/am-04/write/"),
    Screen("notice-new", "quality", "/agreed/begin/notice/"),
    Screen("agreed-register", "coordinator", "/register/"),
    Screen("agreed-people", "supervisor-es", "/register/am-04/"),
    Screen("agreed-proofs", "supervisor-es", "/proofs/"),
    Screen("agreed-proofs-none", "coordinator", "/proofs/?q=zzzz"),
    Screen("today-by-keyboard", "trainee", focusing("/", 14)),
    Screen("account-menu", "trainee", pressing("/", ".top__tools [popovertarget]")),
    Screen("programmes", "trainee", "/programme/"),
    Screen("programme", "trainee", trail("/programme/", PROGRAMME)),
    Screen("lesson", "trainee", trail("/programme/", PROGRAMME, LESSON)),
    Screen("quiz-passed", "trainee", to_quiz),
    Screen("quiz-result", "trainee", trail("/programme/", PROGRAMME, QUIZ, r"/attempt/[0-9a-f-]{36}/result/$")),
    Screen("certificates", "trainee", "/certificates/"),
    Screen("handbook", "trainee", "/handbook/"),
    Screen("handbook-page", "trainee", trail("/handbook/", r"^/handbook/[0-9a-f-]{36}/$")),
    Screen("search", "trainee", "/search/?q=factura"),
    Screen("search-nothing", "trainee", "/search/?q=zzzz"),
    Screen("notifications", "trainee", "/notifications/"),
    Screen("settings", "trainee", "/account/settings/"),
    Screen("password-change", "trainee", "/account/password/change/"),
    Screen("second-factor", "trainee", "/account/2fa/"),
    Screen("help", "trainee", "/help/"),
    Screen("who-sees-what", "trainee", "/help/who-sees-what/"),
    Screen("accessibility", "trainee", "/help/accessibility/"),
    Screen("forbidden", "trainee", "/people/invite/", status=403),
    Screen("today-behind", "behind", "/"),
    Screen("programme-behind", "behind", trail("/programme/", PROGRAMME)),
    Screen("quiz-not-yet", "behind", trail("/", QUIZ)),
    Screen("quiz-result-not-yet", "behind", trail("/", QUIZ, r"/attempt/[0-9a-f-]{36}/result/$")),
    Screen("quiz-question", "behind", pressing(trail("/", QUIZ), TO_ATTEMPT), acts=True),
    Screen("today-finished", "finished", "/"),
    Screen("programme-finished", "finished", trail("/programme/", PROGRAMME)),
    Screen("certificates-finished", "finished", "/certificates/"),
    Screen("certificate", "finished", trail("/certificates/", CERTIFICATE)),
    Screen("certificate-printed", "finished", trail("/certificates/", CERTIFICATE), media="print"),
    Screen("verify", "finished", by_anybody(trail("/certificates/", CERTIFICATE, VERIFY))),
    Screen("today-agent", "agent", "/"),
    Screen("programmes-agent", "agent", "/programme/"),
    Screen("certificates-agent", "agent", "/certificates/"),
    Screen("ladder", "agent", "/ladder/"),
    Screen("ladder-ready", "candidate", "/ladder/"),
    Screen("competencies", "agent", "/competencies/"),
    Screen("competency", "agent", trail("/competencies/", COMPETENCY)),
    Screen("evidence-question", "agent", trail("/competencies/", COMPETENCY, r"/evidence/\d+/question/$")),
    Screen("today-trainer", "trainer", "/"),
    Screen("cohort", "trainer", "/cohort/"),
    Screen("cohort-new", "trainer", "/cohort/new/"),
    Screen("class-tick", "trainer", trail("/cohort/", r"/tick/[0-9a-f-]{36}/$")),
    Screen("tutoring", "trainer", "/tutoring/"),
    Screen("enrolments", "trainer", "/enrolments/"),
    Screen("enrolment", "trainer", trail("/enrolments/", r"^/enrolments/\d+/$")),
    Screen("enrolment-cancel", "trainer", trail("/enrolments/?state=active", r"^/enrolments/\d+/$", r"/cancel/$")),
    Screen("enrol", "trainer", "/enrolments/new/"),
    Screen("sessions", "trainer", "/attendance/"),
    Screen("session-add", "trainer", trail("/attendance/", ATTENDANCE + r"cohort/\d+/add/$")),
    Screen("sessions-plan", "trainer", trail("/attendance/", ATTENDANCE + r"cohort/\d+/plan/$")),
    Screen("session-change", "trainer", trail("/attendance/", ATTENDANCE + r"session/\d+/change/$")),
    Screen("session-cancel", "trainer", trail("/attendance/", ATTENDANCE + r"session/\d+/change/$", ATTENDANCE + r"session/\d+/cancel/$")),
    Screen("register-signed", "trainer", trail("/attendance/", ATTENDANCE + r"session/\d+/$")),
    Screen("attendance-people", "trainer", trail("/attendance/", ATTENDANCE + r"cohort/\d+/people/$")),
    Screen("attendance-kept", "trainer", trail("/attendance/", ATTENDANCE + r"cohort/\d+/people/$", ATTENDANCE + r"of/\d+/$")),
    Screen("attendance-mine", "behind", trail("/programme/", PROGRAMME, ATTENDANCE + r"of/\d+/$")),
    Screen("register-read", "hr", trail("/attendance/", ATTENDANCE + r"session/\d+/$")),
    Screen("holidays", "hr", "/enrolments/holidays/"),
    Screen("enrol-preview", "trainer", filling("/enrolments/new/", {"about": 1, "unit": 1, "reason": "Cambian las tarifas el lunes."})),
    Screen("enrol-refused", "trainer", pressing("/enrolments/new/", "main form[method=post] .button"), status=422),
    Screen("bring-in-answers", "trainer", "/answers-file/"),
    Screen("people-trainer", "trainer", "/people/"),
    Screen("invite", "trainer", "/people/invite/"),
    Screen("invitations", "trainer", "/people/invitations/"),
    Screen("cms", "trainer", "/cms/"),
    Screen("cms-questions", "trainer", trail("/cms/", r"question")),
    Screen("cms-pages", "trainer", "/cms/pages/"),
    Screen("cms-module", "trainer", trail("/cms/", r"/pages/\d+/edit/$")),
    Screen("cms-question", "trainer", trail("/cms/", r"question", r"/edit/\d+/$")),
    Screen("cms-question-kinds", "trainer", "/cms/snippets/quizzes/question/add/"),
    Screen("cms-question-new", "trainer", "/cms/snippets/quizzes/question/add/?kind=gaps"),
    Screen("cms-question-history", "trainer", trail("/cms/", r"question", r"/edit/\d+/$", r"/history/\d+/$")),
    Screen("cms-bank-health", "trainer", "/cms/quizzes/health/"),
    Screen("cms-what-changed", "trainer", trail("/cms/", r"/changes/published/\d+/$")),
    Screen("cms-question-changed", "trainer", trail("/cms/", r"/changes/question/\d+/$")),
    Screen("changes", "trainer", "/changes/"),
    Screen("change", "coordinator", trail("/changes/", r"^/changes/\d+/$")),
    Screen("changes-mine", "trainee", "/changes/mine/"),
    Screen("change-to-read", "trainee", trail("/changes/mine/", r"^/changes/read/\d+/$")),
    Screen("cms-reports", "trainer", "/cms/catalogue/reports/content/"),
    Screen("cms-report", "trainer", trail("/cms/catalogue/reports/content/", r"/reports/content/\d+/$")),
    Screen("today-coordinator", "coordinator", "/"),
    Screen("people-coordinator", "coordinator", "/people/"),
    Screen("team-competencies", "coordinator", "/competencies/team/"),
    Screen("team-competencies-none", "coordinator", "/competencies/team/?q=zzzz"),
    Screen("record", "coordinator", trail("/competencies/team/", r"^/people/\d+/competencies/$")),
    Screen("observation", "coordinator", trail("/competencies/team/", COMPETENCY, r"/observation/$")),
    Screen("readiness-coordinator", "coordinator", "/readiness/"),
    Screen("today-supervisor", "supervisor", "/"),
    Screen("cms-supervisor", "supervisor", "/cms/"),
    Screen("cms-review", "supervisor", trail("/cms/", r"/catalogue/review/\d+/$")),
    Screen("cms-review-read", "supervisor", trail("/cms/", r"/catalogue/review/\d+/$", r"/workflow/preview/")),
    Screen("today-quality", "quality", "/"),
    Screen("today-hr", "hr", "/"),
    Screen("readiness", "hr", "/readiness/?rung=R3"),
    Screen("readiness-none", "hr", "/readiness/?rung=R3&q=zzzz"),
    Screen("readiness-person", "hr", trail("/readiness/?rung=R3", r"^/people/\d+/ladder/")),
    Screen("readiness-over-time", "hr", "/readiness/R3/pipeline/"),
    Screen("evidence-questions", "hr", "/competencies/questions/"),
    Screen("prior-learning", "hr", trail("/competencies/team/", COMPETENCY, r"/prior_learning/$")),
    Screen("evidence-void", "hr", trail("/readiness/?rung=R3", r"^/people/\d+/ladder/", COMPETENCY, r"/void/$")),
    Screen("people", "hr", "/people/"),
    Screen("person", "hr", trail("/people/", r"^/people/\d+/$")),
    Screen("certificates-manage", "hr", "/certificates/manage/"),
    Screen("people-nobody-found", "hr", "/people/?q=zzzz"),
    Screen("person-role-new", "hr", trail("/people/?q=sof", r"^/people/\d+/$", r"/roles/new/$")),
    Screen("person-role-end", "hr", trail("/people/?q=sof", r"^/people/\d+/$", r"/end/$")),
    Screen("person-deactivate", "hr", trail("/people/?q=sof", r"^/people/\d+/$", r"/deactivate/$")),
    Screen("certificates-none", "hr", "/certificates/manage/?q=zzzz"),
    Screen("certificate-looked-after", "hr", trail("/certificates/manage/", CERTIFICATE)),
    Screen("certificate-revoke", "hr", trail("/certificates/manage/", CERTIFICATE, r"/revoke/$")),
    Screen("certificate-revoked", "hr", trail("/certificates/manage/?state=revoked", CERTIFICATE)),
    Screen("verify-revoked", "hr", by_anybody(trail("/certificates/manage/?state=revoked", CERTIFICATE, VERIFY))),
    Screen("verify-expired", "hr", by_anybody(trail("/certificates/manage/?state=expired", CERTIFICATE, VERIFY))),
    Screen("verify-expiring", "hr", by_anybody(trail("/certificates/manage/?state=expiring", CERTIFICATE, VERIFY))),
    Screen("certificates-pdfs", "hr", pressing("/certificates/manage/", "form[action$='/pdfs/'] button"), acts=True),
    Screen("certificates-issue", "hr", "/certificates/manage/issue/"),
    Screen("today-administrator", "administrator", "/"),
    Screen("jobs", "administrator", "/jobs/"),
    Screen("jobs-none", "administrator", "/jobs/?state=failed"),
    Screen("cms-administrator", "administrator", "/cms/"),
    Screen("rubrics", "quality", "/rubrics/"),
    Screen("rubric", "quality", "/rubrics/RUB-ES-02/"),
    Screen("rubric-new", "quality", "/rubrics/add/"),
    Screen("rubric-publish", "quality", "/rubrics/RUB-ES-02/publish/"),
    Screen("rubric-versions", "quality", "/rubrics/RUB-ES-02/versions/"),
    Screen("critical-errors", "quality", "/rubrics/errors/"),
    Screen("calibrations", "quality", "/calibration/"),
    Screen("calibration-open", "quality", "/calibration/open/?rubric=RUB-ES-02"),
    Screen("calibration-licences", "quality", "/calibration/licences/"),
    Screen("calibration-references", "quality", "/calibration/references/"),
    Screen("calibration-to-score", "quality", "/calibration/cal-respuesta-rosa/"),
    Screen("calibration-talked-about", "supervisor-es", "/calibration/cal-partido-tenis/"),
    Screen("calibration-talk-read", "quality", "/calibration/cal-partido-tenis/"),
    Screen("critical-error", "quality", "/rubrics/errors/CE-FALSE/"),
    Screen("scores", "trainer", "/scores/"),
    Screen("score-recorded", "trainer", trail("/scores/", r"^/scores/\d+/$")),
    Screen("score-live", "assessor", trail("/scores/", r"^/scores/\d+/$")),
    Screen("score-third", "quality", trail("/scores/", r"^/scores/\d+/$")),
    Screen("roleplays", "trainee", "/roleplays/"),
    Screen("roleplay", "trainee", "/roleplays/ESC-ES-02/"),
    Screen("roleplay-mail", "trainee", trail("/roleplays/", r"^/performance/[0-9a-f-]{36}/$")),
    Screen("roleplay-played", "trainee", trail("/roleplays/ESC-ES-02/", r"^/performance/[0-9a-f-]{36}/result/$")),
    Screen("roleplay-call", "trainee", pressing("/roleplays/ESC-ES-02/", "main button[value=alone]"), acts=True),
    Screen("roleplay-written", "candidate", pressing("/roleplays/ESC-ES-01/", "button[value=written]"), acts=True),
    Screen("roleplay-by-voice", "behind", pressing("/roleplays/ESC-ES-02/", "button[value=recorded]"), acts=True),
    Screen("live-calendar", "assessor", "/live/"),
    Screen("live-free", "trainee", "/live/free/"),
    Screen("live-offer", "assessor", "/live/offer/"),
    Screen("live-start", "assessor", "/live/start/"),
    Screen("live-subscribe", "assessor", "/live/subscribe/"),
    Screen("recording-references", "quality", "/recordings/references/"),
    Screen("scenarios", "trainer", "/scenarios/"),
    Screen("scenario", "trainer", "/scenarios/ESC-ES-02/"),
    Screen("scenario-versions", "trainer", "/scenarios/ESC-ES-02/versions/"),
    Screen("marking", "trainer", "/marking/"),
    Screen("marking-one", "trainer", trail("/marking/", r"^/marking/\d+/$")),
    Screen("analysis", "trainer", "/analysis/"),
    Screen("analysis-quiz", "trainer", trail("/analysis/", r"^/analysis/[0-9a-f-]{36}/$")),
    Screen("import-questions", "trainer", "/questions/import/"),
    Screen("export-questions", "trainer", "/questions/export/"),
    Screen("calibration-signed", "supervisor-es", "/calibration/cal-2026-10/"),
    Screen("scenario-new", "trainer", "/scenarios/add/?from=team_briefing"),
    Screen("scenario-ways-taken", "trainer", "/scenarios/ESC-ES-02/coverage/"),
    Screen("cms-certificates", "administrator", trail("/cms/", r"certificat")),
    # What the newer apps show. Each stands by its app; what a role may not see has its own line.
    Screen("reviews-card", "agent", "/reviews/"),
    Screen("reviews-answered", "agent", pressing("/reviews/", "[data-card] [name=unknown]"), acts=True),
    Screen("reviews-nothing-yet", "hr", "/reviews/"),
    Screen("reviews-team", "coordinator", "/reviews/teams/"),
    Screen("reviews-team-too-few", "supervisor", "/reviews/teams/"),
    Screen("reviews-team-forbidden", "agent", "/reviews/teams/", status=403),
    Screen("mail-digest", "nobody", letter("digest")),
    Screen("mail-digest-plain", "nobody", letter("digest", plain=True)),
    Screen("mail-preferences", "agent", "/notifications/mail/"),
    Screen("mail-off-unknown", "nobody", "/notifications/off/unknown/", status=404),
    Screen("notifications-agent", "agent", "/notifications/"),
    Screen("working-hours-units", "hr", "/hours/"),
    Screen("working-hours-unit", "hr", trail("/hours/", r"^/hours/units/")),
    Screen("mail-samples", "administrator", "/notifications/samples/"),
    Screen("mail-sample", "administrator", "/notifications/samples/digest/"),
    Screen("rotas", "hr", "/hours/files/"),
    Screen("rotas-upload", "hr", "/hours/files/upload/"),
    Screen("rotas-waiting", "hr", trail("/hours/files/", r"^/hours/files/\d+/$")),
    Screen("working-hours", "hr", trail("/people/?q=irene", PERSON, r"/hours/$")),
    Screen("refreshers", "agent", "/refreshers/"),
    Screen("refreshers-none", "trainee", "/refreshers/"),
    Screen("refresher", "agent", trail("/refreshers/", r"^/refreshers/one/\d+/$")),
    Screen("refreshers-team", "coordinator", "/refreshers/team/"),
    Screen("refreshers-team-refused", "quality", "/refreshers/team/", status=403),
    Screen("refresher-rules", "trainer", "/refreshers/rules/"),
    Screen("refresher-rule", "trainer", "/refreshers/rules/r03-1/"),
    Screen("refresher-rule-new", "trainer", "/refreshers/rules/new/"),
    Screen("refresher-rule-draft", "trainer", "/refreshers/rules/servicio-nuevo/draft/"),
    Screen("refresher-rule-preview", "trainer", "/refreshers/rules/acuerdos/preview/"),
    Screen("refresher-rule-dry-run", "trainer", "/refreshers/rules/r03-1/last-quarter/"),
    Screen("refresher-rule-effect", "trainer", "/refreshers/rules/r03-1/effect/"),
    Screen("refresher-changes", "trainer", "/refreshers/changes/"),
    Screen("renewals", "candidate", "/renewals/"),
    Screen("renewals-grace", "agent", "/renewals/"),
    Screen("renewals-people", "hr", "/renewals/people/"),
    Screen("renewals-people-none", "hr", "/renewals/people/?q=zzzz"),
    Screen("frameworks", "hr", "/competencies/frameworks/"),
    Screen("framework", "hr", "/competencies/frameworks/alborada/"),
    Screen("framework-new", "hr", "/competencies/frameworks/add/"),
    Screen("framework-edit", "hr", "/competencies/frameworks/alborada/edit/"),
    Screen("framework-group", "hr", trail("/competencies/frameworks/alborada/", r"/groups/[0-9a-f-]{36}/$")),
    Screen("framework-competency", "hr", trail("/competencies/frameworks/alborada/", r"/items/[0-9a-f-]{36}/$")),
    Screen("framework-compare", "hr", "/competencies/frameworks/alborada/compare/"),
    Screen("framework-publish", "hr", "/competencies/frameworks/alborada/publish/"),
    Screen("framework-version", "hr", "/competencies/frameworks/alborada/versions/1/"),
    Screen("framework-upload", "hr", "/competencies/frameworks/upload/"),
    Screen("level-rules", "hr", "/competencies/rules/"),
    Screen("level-rule-draft", "hr", "/competencies/rules/alborada/draft/"),
    Screen("ladders", "hr", "/ladders/"),
    Screen("licence-kinds", "hr", "/licences/kinds/"),
    Screen("licence-kind", "hr", trail("/licences/kinds/", r"^/licences/kinds/(?!add)[-\w]+/$")),
    Screen("licences-own", "agent", trail("/ladder/", r"^/people/\d+/licences/$")),
    Screen("ladder-version", "hr", "/ladders/alborada-posventa/2026.2/"),
    Screen("ladder-draft", "hr", trail("/ladders/", LADDER_DRAFT)),
    Screen("ladder-draft-rung", "hr", trail("/ladders/", LADDER_DRAFT, r"/rungs/R2/$")),
    Screen("ladder-draft-requirement", "hr", trail("/ladders/", LADDER_DRAFT, r"/asks/\d+/$")),
    Screen("ladder-preview", "hr", trail("/ladders/", LADDER_DRAFT, r"/preview/$")),
    Screen("ladder-publish", "hr", trail("/ladders/", LADDER_DRAFT, r"/publish/$")),
    Screen("ladder-newcomer", "trainee", "/ladder/"),
    Screen("ladder-none", "hr", "/ladder/"),
    Screen("ladder-facts", "candidate", trail("/ladder/", r"^/people/\d+/ladder/\d+/$")),
    Screen("postings", "hr", "/postings/"),
    Screen("postings-of-a-person", "hr", trail("/postings/", r"^/people/\d+/postings/$")),
    Screen("posting-new", "hr", trail("/postings/", r"^/people/\d+/postings/$", r"/postings/new/$")),
    Screen("calls-agent", "agent", "/promotions/"),
    Screen("call-open", "agent", "/promotions/calls/CONV-2026-12-GES/"),
    Screen("call-apply", "agent", "/promotions/calls/CONV-2026-12-GES/apply/"),
    Screen("call-mine", "candidate", "/promotions/calls/CONV-2026-11-COO/mine/"),
    Screen("call-suggest", "coordinator", "/promotions/calls/CONV-2026-12-GES/suggest/"),
    Screen("calls", "hr", "/promotions/"),
    Screen("calls-with-a-review", "supervisor-es", "/promotions/"),
    Screen("call-new", "hr", "/promotions/new/"),
    Screen("call-draft", "hr", "/promotions/calls/CONV-2027-01-COO/manage/"),
    Screen("call-edit", "hr", "/promotions/calls/CONV-2027-01-COO/manage/edit/"),
    Screen("call-exercise", "hr", "/promotions/calls/CONV-2027-01-COO/manage/exercises/"),
    Screen("call-panel-member", "hr", "/promotions/calls/CONV-2027-01-COO/manage/panel/"),
    Screen("call-open-managed", "hr", "/promotions/calls/CONV-2026-12-GES/manage/"),
    Screen("call-assessing", "hr", "/promotions/calls/CONV-2026-11-COO/manage/"),
    Screen("call-panel", "coordinator", "/promotions/calls/CONV-2026-11-COO/panel/"),
    Screen("call-sheet", "coordinator", trail("/promotions/calls/CONV-2026-11-COO/panel/", r"/panel/[A-Z]-?[0-9A-Z]+/$")),
    Screen("call-decided", "hr", "/promotions/calls/CONV-2026-10-SUP/manage/"),
    Screen("call-application", "hr", trail("/promotions/calls/CONV-2026-10-SUP/manage/", r"/applications/[^/]+/$")),
    Screen("call-over", "hr", "/promotions/calls/CONV-2026-06-GES/manage/"),
    Screen("call-appeal", "supervisor-es", trail("/", r"^/promotions/reviews/\d+/$")),
    Screen("call-figures", "hr", "/promotions/calls/CONV-2026-10-SUP/figures/"),
    Screen("fairness", "hr", "/promotions/fairness/"),
    Screen("fairness-groups", "hr", "/promotions/fairness/groups/"),
    Screen("figures", "hr", "/figures/"),
    Screen("figures-upload", "hr", "/figures/upload/"),
    Screen("figures-waiting", "hr", trail("/figures/", r"^/figures/\d+/$")),
    Screen("figures-mappings", "hr", "/figures/mappings/"),
    Screen("figures-mapping", "hr", "/figures/mappings/faro-mensual/"),
    Screen("figures-mapping-new", "hr", "/figures/mappings/add/"),
    Screen("figures-forbidden", "agent", "/figures/", status=403),
    Screen("gallery", "administrator", "/gallery/"),
    Screen("sign-in-rules", "administrator", "/people/sign-in-rules/"),
)


# ── A demo of one's own ─────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def own_demo() -> Iterator[str]:
    """Starts a new demo academy on a free port, in a folder of its own; ends it with everything it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = VAR / "pictures-demo"
    shutil.rmtree(folder, ignore_errors=True)
    environment = {
        **os.environ,
        "PELDANO_VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "lms.settings.demo",
        "SITE_URL": f"http://localhost:{port}",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with LOG.open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        base = f"http://localhost:{port}"
        _wait_for(base, server)
        yield base
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def _wait_for(base: str, server: subprocess.Popen, seconds: int = 300) -> None:
    until_then = time.monotonic() + seconds
    while time.monotonic() < until_then and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/account/login/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise SystemExit(f"The demo did not start. What it said is in {LOG}.")


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> int:
    options = _options()
    screens = [screen for screen in SCREENS if _wanted(screen, options)]
    if not screens:
        raise SystemExit("No screen is called so. The screens: " + ", ".join(screen.name for screen in SCREENS))
    OUT.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    if options.at:
        taken = take(screens, options.lang or list(LANGUAGES), options.at.rstrip("/"))
    else:
        with own_demo() as base:
            taken = take(screens, options.lang or list(LANGUAGES), base)
    index = write_album(taken, OUT)
    problems = [(one, problem) for one in taken for problem in one.problems]
    for one, problem in problems:
        sys.stdout.write(f"{one.name} ({one.role}, {one.language}{f', {one.width} {one.theme}' if one.width else ''}): {problem}\n")
    pictures = sum(bool(one.file) for one in taken)
    spent = time.monotonic() - began
    sys.stdout.write(f"{pictures} pictures of {len(screens)} screens in {spent:.0f} s, {len(problems)} complaints: {index}\n")
    return 1 if problems else 0


def take(screens: list[Screen], languages: list[str], base: str) -> list[Taken]:
    """Two browsers at most. What changes something waits for all that does not, so that each finds the demo as it was played in."""
    with ProcessPoolExecutor(BROWSERS) as pool:
        calm = _round(pool, [screen for screen in screens if not screen.acts], languages, base)
        taken = calm + _round(pool, [screen for screen in screens if screen.acts], languages, base)
    order = {screen.name: number for number, screen in enumerate(SCREENS)}
    return sorted(taken, key=lambda one: order[one.name])


def _round(pool: ProcessPoolExecutor, screens: list[Screen], languages: list[str], base: str) -> list[Taken]:
    """The people with most screens first, so that no browser waits for the other at the end."""
    by_role = {role: [screen.name for screen in screens if screen.role == role] for role in ROLES}
    roles = sorted((role for role, names in by_role.items() if names), key=lambda role: -len(by_role[role]))
    jobs = [pool.submit(_photograph_named, role, by_role[role], languages, base) for role in roles]
    return [Taken(**row) for job in jobs for row in job.result()]


def _photograph_named(role: str, names: list[str], languages: list[str], base: str) -> list[dict]:
    """A way is a function of this file, which no other process can be sent: it is found again there by its name."""
    return photograph([screen for screen in SCREENS if screen.name in names], ROLES[role], languages, base, OUT)


def _wanted(screen: Screen, options: argparse.Namespace) -> bool:
    named = not options.only or any(word in screen.name for word in options.only)
    return named and (not options.role or screen.role in options.role)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--at", help="the address of a demo that runs; without it one is started")
    parser.add_argument("--only", action="append", metavar="WORD", help="screens whose name contains this (may be repeated)")
    parser.add_argument("--role", action="append", choices=list(ROLES))
    parser.add_argument("--lang", action="append", choices=list(LANGUAGES))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
