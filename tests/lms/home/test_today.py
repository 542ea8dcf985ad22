"""The first screen of each role: what it says, to whom, and how much it asks of the database."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from courses.enrolments.models import Cohort, LessonQuestion, StepProgress
from lms.home.enums import Face
from lms.home.queries import council_today, leading_today, people_today, running_today, teaching_today
from lms.home.queries.council import shown
from lms.home.queries.learning import learning_today
from lms.home.today import chosen, faces_of, greeting, headline, in_a_sentence
from lms.notifications.models import Notification
from tests import world

WEDNESDAY = timezone.make_aware(datetime(2026, 11, 11, 10, 0))
MONDAY = date(2026, 11, 9)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def academy(modules: int = 3, steps: int = 2, unlock_rule: str = "on_day"):
    """A programme of as many days, each with as many lessons."""
    pages = [world.module(title=f"Products {number}: and prices", outcome="You know them.") for number in range(1, modules + 1)]
    for page in pages:
        for number in range(1, steps + 1):
            world.lesson(page, title=f"Lesson {number}", objective="Explain the price.", minutes=40, lesson_type="sala")
    return world.programme(pages, unlock_rule=unlock_rule)


def finish(enrolment, module_number: int) -> None:
    from courses.enrolments.models import ModuleCompletion, StepProgress

    module = enrolment.programme.programme_modules.order_by("day")[module_number - 1].module
    for step in module.get_children():
        StepProgress.objects.create(enrolment=enrolment, step_key=step.translation_key, page=step, state="completed")
    ModuleCompletion.objects.create(enrolment=enrolment, module=module)


def cohort(programme, unit, **fields):
    return Cohort.objects.create(name="November", programme=programme, starts_on=MONDAY, unit=unit, **fields)


def test_the_headline_names_the_day_and_its_topic(db):
    enrolment = world.enrolment(in_programme=academy())
    finish(enrolment, 1)
    finish(enrolment, 2)
    screen = learning_today(enrolment.person, WEDNESDAY)
    assert (screen.stage, screen.title, screen.lede) == ("running", "Day 3: products 3 today", "You know them.")


def test_the_one_thing_to_do_says_where_with_whom_how_long_why_and_by_when(db):
    unit = world.unit()
    programme = academy()
    trainer = world.member("trainer", unit, first_name="Carmen", last_name="Ibarra")
    enrolment = world.enrolment(
        world.member("trainee", unit), programme, cohort=cohort(programme, unit, room="Room 2", trainer=trainer), due_on=date(2026, 11, 20)
    )
    finish(enrolment, 1)
    finish(enrolment, 2)
    screen = learning_today(enrolment.person, WEDNESDAY)
    assert screen.now.title == "Lesson 1"
    assert dict(screen.now.facts) == {
        "Where": "Room 2",
        "With": "Carmen Ibarra",
        "How long": "40 minutes",
        "By when": "today",
        "So that you can": "explain the price.",
    }
    assert screen.why == "You start on Monday"
    assert [(row.title, row.state, row.minutes, row.is_now) for row in screen.agenda] == [
        ("Lesson 1", "missing", 40, True),
        ("Lesson 2", "missing", 40, False),
    ]


def test_a_day_left_behind_comes_first_and_is_said_kindly(db):
    enrolment = world.enrolment(in_programme=academy(unlock_rule="open"))
    finish(enrolment, 1)
    screen = learning_today(enrolment.person, WEDNESDAY)
    assert (screen.title, screen.lede.split(",")[0]) == ("Day 2 first: products 2", "You are a little behind")


def test_the_staircase_has_a_step_for_each_day_and_says_where_one_is(db):
    enrolment = world.enrolment(in_programme=academy())
    finish(enrolment, 1)
    stairs = learning_today(enrolment.person, WEDNESDAY - timedelta(days=1)).stairs
    assert [(step["number"], step["state"], step["here"]) for step in stairs] == [
        (1, "met", False),
        (2, "progress", True),
        (3, "missing", False),
    ]


def test_before_the_first_day_it_says_when_and_where(db):
    unit = world.unit()
    programme = academy()
    enrolment = world.enrolment(world.member("trainee", unit), programme, cohort=cohort(programme, unit, room="Room 4"))
    screen = learning_today(enrolment.person, WEDNESDAY - timedelta(days=7))
    assert (screen.stage, screen.title) == ("before", "You start Monday 9 November")
    assert dict(screen.now.facts) == {"When": "Monday 9 November", "Where": "Room 4"}
    assert screen.agenda == ()


def test_who_has_finished_reads_what_was_done(db):
    enrolment = world.enrolment(in_programme=academy(modules=1), state="completed", completed_at=WEDNESDAY)
    screen = learning_today(enrolment.person, WEDNESDAY)
    assert (screen.stage, screen.now, "Formación inicial" in screen.lede) == ("finished", None, True)


def test_who_has_nothing_assigned_sees_a_kind_empty_screen(client, db):
    client.force_login(world.member("agent"))
    assert "Nothing has been assigned to you yet" in client.get("/").content.decode()


def test_one_thing_to_practise_comes_from_the_last_quiz_not_passed(db):
    from assessments.quizzes.models import Attempt, QuizPage

    listening = world.competency("ESC")
    module = world.module(title="Listening")
    world.lesson(module, title="Open questions", competencies=[listening], reading_minutes=8)
    quiz = module.add_child(instance=QuizPage(title="Quiz 1", slug="quiz-1", locale=module.locale))
    quiz.save_revision().publish()
    enrolment = world.enrolment(in_programme=world.programme([module]))
    facts = {"person": enrolment.person, "enrolment": enrolment, "quiz": quiz, "step_key": quiz.translation_key, "slots": [], "rules": {}}
    result = {"by_competency": {"ESC": {"right": 1, "asked": 3}}}
    begun = StepProgress.objects.create(enrolment=enrolment, step_key=quiz.translation_key, page=quiz)
    Attempt.objects.create(number=1, state="submitted", submitted_at=WEDNESDAY - timedelta(days=1), passed=False, result=result, **facts)
    practice = learning_today(enrolment.person, WEDNESDAY).practice
    assert (practice.title, practice.minutes) == ("Open questions", 8)
    assert "“Quiz 1” (yesterday) 2 questions of 3 on Competency ESC" in practice.reason
    Attempt.objects.create(number=2, state="submitted", submitted_at=WEDNESDAY, passed=True, result=result, **facts)
    begun.state = "completed"
    begun.save()
    assert learning_today(enrolment.person, WEDNESDAY).practice is None


def test_certificates_say_what_is_held_and_what_comes_next(db):
    from lms.certificates.models import Certificate, CertificateDesign, Certification

    enrolment = world.enrolment(in_programme=academy(), due_on=date(2026, 11, 20))
    design = CertificateDesign.objects.create(name="One", issuer="Alborada")
    held = Certification.objects.create(code="a", name_es="A", name_en="Privacy", design=design)
    Certification.objects.create(code="b", name_es="B", name_en="Start", design=design, programme=enrolment.programme)
    until = WEDNESDAY.date() + timedelta(days=3)
    Certificate.objects.create(
        code="X1", serial="1", person=enrolment.person, certification=held, language="en", facts={}, issued_on=MONDAY, valid_until=until
    )
    lines = learning_today(enrolment.person, WEDNESDAY).certificates
    assert [(line.name, line.state) for line in lines] == [("Privacy", "progress"), ("Start", "missing")]
    assert lines[1].note == "You earn it by completing “Formación inicial”, by Friday 20 November"


@pytest.mark.parametrize("times", [1, 3])
def test_the_learners_screen_asks_at_most_twelve_things(client, db, django_assert_num_queries, times):
    unit = world.unit()
    person = world.member("trainee", unit)
    for number in range(times):
        programme = academy(modules=2 * times, steps=2 * times)
        enrolment = world.enrolment(person, programme, starts_on=MONDAY, cohort=cohort(programme, unit, trainer=world.person()))
        LessonQuestion.objects.create(enrolment=enrolment, person=person, step_key=programme.translation_key, step_title="One", text="Why?")
        Notification.objects.create(person=person, kind="x", key=f"{number}", title="News")
    client.force_login(person)
    client.get("/")
    with django_assert_num_queries(10):  # and two more when there is something to practise
        client.get("/")


@pytest.mark.parametrize("people", [3, 9])
def test_the_trainers_screen_asks_the_same_with_three_and_with_nine_people(client, db, django_assert_num_queries, people):
    unit = world.unit()
    trainer = world.member("trainer", unit)
    programme = academy()
    group = cohort(programme, unit, trainer=trainer)
    for _number in range(people):
        enrolment = world.enrolment(world.member("trainee", unit), programme, cohort=group)
        LessonQuestion.objects.create(
            enrolment=enrolment, person=enrolment.person, step_key=programme.translation_key, step_title="A", text="Why?"
        )
    client.force_login(trainer)
    client.get("/")
    with django_assert_num_queries(13):
        response = client.get("/")
    assert response.status_code == 200


def test_a_trainer_sees_the_late_first_with_the_reason_and_each_person_once(db):
    unit = world.unit()
    trainer = world.member("trainer", unit)
    programme = academy(unlock_rule="open")
    group = cohort(programme, unit, trainer=trainer)
    late = world.enrolment(world.member("trainee", unit, last_name="Zamora"), programme, cohort=group)
    good = world.enrolment(world.member("trainee", unit, last_name="Abril"), programme, cohort=group)
    finish(good, 1)
    finish(good, 2)
    screen = teaching_today(trainer, WEDNESDAY)
    assert [(one.person, bool(one.late)) for one in screen.late] == [(late.person, True)]
    assert [one.person for one in screen.classes[0].people] == [good.person]


def test_a_trainer_does_not_see_the_cohort_of_another_branch(db):
    centre = world.unit()
    one, other = world.unit(parent=centre, kind="team"), world.unit(parent=centre, kind="team")
    trainer = world.member("trainer", one)
    programme = academy()
    world.enrolment(world.member("trainee", other), programme, cohort=cohort(programme, other, trainer=trainer))
    assert teaching_today(trainer, WEDNESDAY).late == ()


def test_the_oldest_question_is_the_one_to_answer_now(db):
    unit = world.unit()
    trainer = world.member("trainer", unit)
    enrolment = world.enrolment(world.member("trainee", unit), academy())
    for hours, text in ((1, "new"), (5, "old")):
        LessonQuestion.objects.create(
            enrolment=enrolment, person=enrolment.person, step_key=enrolment.programme.translation_key, step_title="A", text=text,
            asked_at=WEDNESDAY - timedelta(hours=hours),
        )  # fmt: skip
    waiting = teaching_today(trainer, WEDNESDAY).waiting
    assert (waiting.question.text, waiting.since, waiting.count) == ("old", "5 hours", "2 questions wait")


def test_a_coordinator_sees_their_team_and_nobody_elses(db):
    centre = world.unit()
    mine, other = world.unit(parent=centre, kind="team"), world.unit(parent=centre, kind="team")
    coordinator = world.member("coordinator", mine)
    programme = academy(unlock_rule="open")
    in_mine = world.enrolment(world.member("trainee", mine), programme)
    world.enrolment(world.member("trainee", other), programme)
    screen = leading_today(coordinator, WEDNESDAY)
    assert (screen.people, [one.person for one in screen.late], screen.at_work) == (1, [in_mine.person], 0)


@pytest.mark.parametrize("role", ["supervisor", "quality"])
def test_who_approves_content_finds_what_waits_for_them(client, db, role):
    from courses.catalogue.actions import set_up_authoring, submit_module

    set_up_authoring()
    unit = world.unit()
    approver, trainer = world.member(role, unit), world.member("trainer", unit, first_name="Carmen", last_name="Ibarra")
    module = world.module(title="Fibra")
    world.lesson(module, title="Instalar")
    for page in (module, *module.get_children().specific()):
        page.unpublish()
        page.save_revision(user=trainer)
    client.force_login(approver)
    assert 'id="approvals"' not in client.get("/").content.decode()
    submit_module(module=module, actor=trainer)
    page = client.get("/").content.decode()
    assert f'<a href="/cms/catalogue/review/{module.pk}/">Fibra</a>' in page
    assert "2 pages, sent by Carmen Ibarra" in page
    client.force_login(world.member("coordinator", unit))
    assert 'id="approvals"' not in client.get("/").content.decode()


def test_hr_sees_who_is_past_their_date_and_who_has_not_come_in(db):
    from lms.people.models import Invitation

    unit = world.unit()
    hr = world.member("hr", unit)
    late = world.enrolment(world.member("trainee", unit), academy(), due_on=date(2026, 11, 10), actor=hr)
    Invitation.objects.create(token_hash="a", email="new@example.com", unit=unit, expires_at=WEDNESDAY)
    screen = people_today(hr, WEDNESDAY)
    assert [(one.enrolment, one.why) for one in screen.late] == [(late, "Was due yesterday")]
    assert [(one.title, one.people, one.late) for one in screen.running] == [("Formación inicial", 1, 1)]
    assert [one.email for one in screen.invitations] == ["new@example.com"]


def test_an_administrator_sees_the_work_that_failed(db):
    from lms.jobs.models import Job

    failed = Job.objects.create(kind="certificates.pdf", state="failed")
    Job.objects.create(kind="certificates.pdf", state="done")
    assert running_today(world.member("administrator"), WEDNESDAY).jobs == (failed,)


def test_the_works_council_never_sees_a_number_under_five(db):
    unit = world.unit()
    council = world.member("works_council", unit)
    for number in range(6):
        person = world.member("trainee", unit)
        if number < 4:
            world.enrolment(person, academy(modules=1))
    group = council_today(council, WEDNESDAY).groups[0]
    assert (group.is_small, group.in_training, group.completed) == (False, None, 0)


def test_a_unit_under_five_people_shows_nothing_at_all(db):
    group = council_today(world.member("works_council"), WEDNESDAY).groups[0]
    assert (group.is_small, group.in_training, group.completed, group.certificates) == (True, None, None, None)


def test_one_number_left_out_takes_the_next_smallest_with_it():
    assert shown([20, 3, 9, 8]) == [20, None, 9, None]
    assert shown([20, 3, 2, 15]) == [20, None, None, 15]
    assert shown([20, 0, 9, 11]) == [20, 0, 9, 11]


def test_the_screens_of_several_roles_come_in_order_and_one_is_chosen():
    faces = faces_of({"hr", "trainer"})
    assert faces == (Face.TEACHING, Face.PEOPLE, Face.LEARNING)
    assert (chosen(faces, "people"), chosen(faces, "running")) == (Face.PEOPLE, Face.TEACHING)
    assert faces_of(set()) == (Face.LEARNING,)


def test_an_agent_of_the_works_council_opens_the_day_with_their_own_work():
    assert faces_of({"agent", "works_council"}) == (Face.LEARNING, Face.COUNCIL)
    assert faces_of({"works_council"}) == (Face.COUNCIL, Face.LEARNING)
    assert faces_of({"agent", "works_council", "trainer"}) == (Face.TEACHING, Face.COUNCIL, Face.LEARNING)


def test_somebody_with_two_roles_changes_from_one_screen_to_the_other(client, db):
    unit = world.unit()
    person = world.member("trainee", unit, who=world.member("trainer", unit))
    client.force_login(person)
    assert 'href="?as=learning"' in client.get("/").content.decode()
    assert "Nothing has been assigned to you yet" in client.get("/?as=learning").content.decode()


@pytest.mark.parametrize(
    "role", ["trainee", "agent", "trainer", "assessor", "coordinator", "supervisor", "quality", "hr", "works_council", "administrator"]
)
def test_every_role_has_a_first_screen(client, db, role):
    client.force_login(world.member(role))
    assert client.get(reverse("home:today")).status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, db):
    response = client.get("/")
    assert (response.status_code, response.url) == (302, "/account/login/?next=/")


def test_the_greeting_follows_the_hour():
    hours = [greeting(datetime(2026, 11, 11, hour), "Ana") for hour in (7, 15, 23)]
    assert hours == ["Good morning, Ana", "Good afternoon, Ana", "Good evening, Ana"]


def test_a_title_inside_a_sentence_keeps_its_acronyms():
    assert headline(3, "Products") == "Day 3: products today"
    assert in_a_sentence("SIM cards") == "SIM cards"


def test_a_title_inside_a_sentence_keeps_the_names_that_are_written_beside_it():
    beside = ["Sell what the customer needs", "Marenta TV and the Mi Marenta app", "Products and prices"]
    assert headline(3, "Marenta products", beside) == "Day 3: Marenta products today"
    assert in_a_sentence("Marenta products", ["Marenta at a glance"]) == "marenta products"  # where a sentence begins tells nothing
    assert in_a_sentence("Products of ours", beside) == "products of ours"
    assert in_a_sentence("", beside) == ""
