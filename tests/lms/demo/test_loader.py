"""What the demo academy holds once it is loaded, and that loading it again touches nothing."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from assessments.quizzes.models import Attempt, Question, QuizPage
from assessments.reviews.queries.sittings import cards_to_answer
from assessments.reviews.queries.teams import team_picture
from courses.catalogue.models import ContentReport, HandbookPage, LessonPage, ModulePage, ProgrammePage
from courses.enrolments.models import Cohort, Enrolment, LessonQuestion
from lms.certificates.models import Certificate, Certification
from lms.competencies.actions.versions import hash_of
from lms.competencies.exchange import as_content
from lms.competencies.models import Competency, CompetencyLevel, EvidenceKind, Framework
from lms.competencies.queries.frameworks import tree_of
from lms.demo.loader import PARTS, colleagues, holds, load
from lms.demo.loader.people import address
from lms.demo.loader.refreshers import ASKED_TOO
from lms.figures.models import FigureImport
from lms.jobs.models import Job
from lms.notifications.models import Notification
from lms.operations.models import Measurement, Metric
from lms.people.models import Invitation, Unit, User
from lms.refreshers.effect import Verdict
from lms.refreshers.models import RefresherAssignment, RuleVersion
from lms.refreshers.queries.effects import effect_of
from lms.renewals.models import CertificationPeriod

pytestmark = [pytest.mark.usefixtures("demo_academy"), pytest.mark.django_db]
OURS = (
    "people",
    "jobs",
    "notifications",
    "competencies",
    "catalogue",
    "enrolments",
    "quizzes",
    "certificates",
    "operations",
    "careers",
    "wagtailcore",
)


def in_language(pages, language):
    return pages.filter(locale__language_code=language, live=True)


def someone(username):
    return User.objects.get(email=f"{username}@alborada.example")


def state_of_the_database():
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {
        model._meta.label: (model.objects.count(), model.objects.order_by("-pk").values_list("pk", flat=True).first()) for model in models
    }


def test_every_part_was_loaded(demo_academy):
    assert demo_academy == [part.name for part in PARTS]


def test_a_second_load_changes_nothing():
    before = state_of_the_database()
    assert list(load()) == []
    assert state_of_the_database() == before


def test_what_people_did_since_is_kept():
    User.objects.filter(email="sofia.medina@alborada.example").update(first_name="Sofi")
    list(load())
    assert someone("sofia.medina").first_name == "Sofi"


def test_the_centre_has_its_people_and_competencies():
    assert User.objects.count() == 46
    assert Competency.objects.count() == 24
    assert CompetencyLevel.objects.count() == 120
    assert EvidenceKind.objects.count() == 14


def test_the_training_is_there_in_both_languages():
    for language in ("es", "en"):
        initial = in_language(ModulePage.objects.filter(kind="initial"), language)
        lessons = in_language(LessonPage.objects.exclude(code__startswith="R"), language)
        assert (initial.count(), lessons.count(), in_language(QuizPage.objects, language).count()) == (10, 73, 11)
        assert in_language(ProgrammePage.objects, language).get().programme_modules.count() == 10
        assert in_language(HandbookPage.objects, language).count() == 23


def test_every_lesson_has_its_text_in_both_languages_with_the_same_blocks():
    english = {page.translation_key: page for page in in_language(LessonPage.objects, "en")}
    for lesson in in_language(LessonPage.objects.exclude(code__startswith="R"), "es"):
        twin = english[lesson.translation_key]
        assert [block.id for block in lesson.body] == [block.id for block in twin.body]
        assert all((page.title, page.objective, page.intro, len(page.body)) for page in (lesson, twin))
        assert lesson.intro != twin.intro


def test_pages_are_published_with_a_revision_and_nothing_left_to_publish():
    for page in LessonPage.objects.filter(live=True):
        assert page.live_revision_id == page.latest_revision_id is not None
        assert not page.has_unpublished_changes
        assert page.live_revision.as_object().body == page.body


def test_the_tree_is_whole():
    from wagtail.models import Page

    assert Page.find_problems() == ([], [], [], [], [])


def test_questions_are_live_and_the_exam_draws_thirty():
    assert Question.objects.live().count() == 52 + 9
    exam = QuizPage.objects.get(code="M10-L01", locale__language_code="es")
    assert sum(draw.count for draw in exam.draws.all()) == 30
    assert [competency.code for competency in exam.all_right_in.all()] == ["DPR"]
    assert exam.completion_problem() is None


def test_three_certifications_come_by_themselves():
    assert Certification.objects.count() == 14
    assert Certification.objects.get(code="CERT-INI").programme.code == "ONB-MAR-2026"
    assert {one.code: one.module.code for one in Certification.objects.filter(module__isnull=False)} == {
        "CERT-PRL": "M01",
        "CERT-REG": "M05",
    }


def test_certificates_are_in_every_state():
    assert {str(certificate.state) for certificate in Certificate.objects.all()} == {"valid", "expiring", "expired", "revoked"}


def test_the_cohort_stands_where_its_story_says():
    cohort = Cohort.objects.get(room="Sala 2")
    done = {row.person.email.split(".")[0]: row.module_completions.count() for row in cohort.enrolments.select_related("person")}
    assert done == {"sofia": 2, "ibrahim": 1, "grace": 2}
    assert (cohort.trainer, cohort.tutor) == (someone("carmen.ibarra"), someone("lucia.ferran"))


def test_a_quiz_was_not_yet_passed_and_then_passed():
    attempts = Attempt.objects.filter(person=someone("sofia.medina"), quiz__code="M01-L08").order_by("number")
    assert [attempt.passed for attempt in attempts] == [False, True]
    assert [attempt.passed for attempt in Attempt.objects.filter(person=someone("ibrahim.toure"), quiz__code="M02-L08")] == [False]


def test_who_finished_has_all_steps_and_the_certificate():
    enrolment = Enrolment.objects.get(person=someone("priya.nair"), programme__isnull=False)
    # Two of the steps are roleplays, which nobody has to play.
    assert (enrolment.state, enrolment.progress.count(), enrolment.module_completions.count()) == ("completed", 85, 10)
    assert enrolment.certificates.filter(certification__code="CERT-INI").count() == 1


def test_nothing_happened_in_the_future():
    now = timezone.now()
    assert not Attempt.objects.filter(submitted_at__gt=now).exists()
    assert not Enrolment.objects.filter(progress__completed_at__gt=now).exists()
    assert not LessonQuestion.objects.filter(asked_at__gt=now).exists()


def test_work_waits_for_somebody():
    assert LessonQuestion.objects.waiting().count() == 1
    assert ContentReport.objects.filter(state="open").count() == 2
    assert {str(invitation.state()) for invitation in Invitation.objects.all()} == {"open", "expired"}
    waiting = LessonPage.objects.get(code="R12-L01")
    assert (waiting.live, waiting.workflow_in_progress) == (False, True)
    assert ModulePage.objects.filter(code="R01").count() == 1


def test_no_old_mail_is_sent_and_no_job_has_failed():
    due = Job.objects.filter(state="queued", due_at__lte=timezone.now()).exclude(
        kind__in=["certificates.pdf", "promotions.letters", "recordings.measure", "reviews.gather", "careers.preview"]
    )
    assert [job.kind for job in due] == ["people.invitation_mail"]
    assert not Job.objects.exclude(error="").exists()


def test_trainers_see_the_classroom_and_coordinators_their_team():
    seen = User.objects.visible_to(someone("carmen.ibarra"))
    assert {"sofia.medina@alborada.example", "grace.bennett@alborada.example"} <= set(seen.values_list("email", flat=True))
    team = User.objects.visible_to(someone("nuria.campos"))
    assert set(team.values_list("email", flat=True)) == {
        f"{name}@alborada.example" for name in ("nuria.campos", "lucia.ferran", "irene.salas", *colleagues.NAMES)
    }


def test_a_team_is_large_enough_to_say_what_it_remembers():
    picture = team_picture(Unit.objects.get(code="es-1"), timezone.localdate())
    assert picture.enough
    assert len(picture.told) >= 5
    assert picture.to_refresh


def test_an_agent_has_cards_to_answer_and_a_refresher_with_its_reason():
    irene, today = someone("irene.salas"), timezone.localdate()
    hint = cards_to_answer(irene, today)
    assert hint and hint.number >= 5
    given = RefresherAssignment.objects.get(person=irene, state="open")
    assert ASKED_TOO in given.reason_es


def test_a_refresher_helped_more_than_holds_come_down_by_themselves():
    version = RuleVersion.objects.live().get(rule__code=holds.RULE)
    _metric, found = effect_of(version, timezone.localdate())
    assert (found.verdict, found.took, found.alike) == (Verdict.HELPED, 10, 10)
    assert found.by_itself < 0 and found.high < 0, "both halves came down, and those who took it further"
    theirs = set(map(address, holds.usernames()))
    assert not RefresherAssignment.objects.filter(person__email__in=theirs, state="proposed").exists()
    told = Notification.objects.filter(person__email__in=theirs, key__startswith="enrolments.enrolled:")
    assert {(one.read_at is None, timezone.localdate(one.created_at) < timezone.localdate()) for one in told} == {(False, True)}


def test_of_a_figure_that_belongs_within_a_band_it_is_said_how_far_outside(client):
    Metric.objects.filter(code="hold_time").update(direction="band")
    client.force_login(someone("carmen.ibarra"))
    client.cookies["peldano_language"] = "en"
    User.objects.filter(email=address("carmen.ibarra")).update(language="en")
    page = client.get(reverse("refreshers:effect", args=[holds.RULE])).content.decode()
    assert "how far outside its band" in page and "It helped" in page


def test_a_certification_can_be_renewed_and_another_is_in_its_days_of_grace():
    states = set(CertificationPeriod.objects.values_list("state", flat=True))
    assert {"certified", "due", "grace", "expired"} <= states


def test_a_file_of_figures_was_taken_and_one_waits_with_its_faults():
    waiting, taken = FigureImport.objects.all()
    assert (waiting.state, waiting.wrong, taken.state, taken.wrong) == ("preview", 4, "done", 0)
    assert Measurement.objects.standing().filter(source=taken.mark).count() == taken.new == 10


def test_the_framework_has_two_versions_that_differ():
    framework = Framework.objects.get(code="alborada")
    second, first = framework.versions.all()
    assert (second.sha256 != first.sha256, second.sha256) == (True, hash_of(as_content(tree_of(framework))))
