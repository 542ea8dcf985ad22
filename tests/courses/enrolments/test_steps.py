"""Walking a path: the one door, its locks, its rules, and what follows from a step that is done."""

import threading
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from courses.catalogue.queries import lesson_body
from courses.enrolments import actions, queries
from courses.enrolments.enums import EnrolmentState, StepState
from courses.enrolments.exceptions import CannotCompleteThus, NoSuchStep, NotActive, NotYours, StepLocked
from courses.enrolments.models import ModuleCompletion, StepProgress
from courses.enrolments.signals import enrolment_completed, module_completed
from lms.competencies.models import Evidence
from lms.jobs.models import Job
from tests import world

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


MONDAY = at(date(2026, 11, 9))
THURSDAY = at(date(2026, 11, 12))


def two_modules(rule="open", **fields):
    first, second = world.module(title="Productos", **fields), world.module(title="Sistemas")
    return (
        world.programme([first, second], unlock_rule=rule),
        [world.lesson(first), world.lesson(first, title="Móvil")],
        [world.lesson(second)],
    )


def finish(enrolment, *lessons, now=MONDAY):
    for lesson in lessons:
        actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person, now=now)
    enrolment.refresh_from_db()


def test_completing_keeps_the_day_the_person_and_the_version_of_the_page():
    lesson = world.lesson()
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    finish(enrolment, lesson)
    lesson.refresh_from_db()
    row = StepProgress.objects.get()
    assert (row.state, row.completed_at, row.completed_by, row.revision) == (
        StepState.COMPLETED,
        MONDAY,
        enrolment.person,
        lesson.live_revision,
    )


def test_completing_twice_gives_one_row_and_one_piece_of_evidence():
    world.evidence_kinds()
    lesson = world.lesson(world.module(competencies=[world.competency("PRO")]))
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    finish(enrolment, lesson)
    finish(enrolment, lesson, now=THURSDAY)
    assert list(StepProgress.objects.values_list("completed_at", flat=True)) == [MONDAY]
    assert list(Evidence.objects.values_list("competency__code", "kind__code", "level")) == [("PRO", "course", 1)]
    assert Job.objects.filter(kind="enrolments.announce").count() == 2


def test_without_kinds_of_evidence_the_module_is_still_done(caplog):
    lesson = world.lesson(world.module(competencies=[world.competency("PRO")]))
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    finish(enrolment, lesson)
    assert Evidence.objects.count() == 0
    assert ModuleCompletion.objects.count() == 1
    assert "No kind of evidence" in caplog.text


def test_a_module_is_done_with_its_last_required_step_and_the_enrolment_with_its_last_module():
    programme, first, second = two_modules()
    enrolment = world.enrolment(in_programme=programme)
    finish(enrolment, first[0])
    assert ModuleCompletion.objects.count() == 0
    finish(enrolment, first[1])
    assert (ModuleCompletion.objects.get().module_id, enrolment.state) == (first[0].get_parent().pk, EnrolmentState.ACTIVE)
    finish(enrolment, second[0], now=THURSDAY)
    assert (enrolment.state, enrolment.completed_at) == (EnrolmentState.COMPLETED, THURSDAY)


def test_an_optional_step_is_not_waited_for():
    module = world.module()
    needed = world.lesson(module)
    world.lesson(module, required=False)
    enrolment = world.enrolment(in_programme=world.programme([module]))
    finish(enrolment, needed)
    assert enrolment.state == EnrolmentState.COMPLETED


def test_a_module_stays_done_when_an_author_adds_a_step_to_it():
    module = world.module()
    lesson = world.lesson(module)
    enrolment = world.enrolment(in_programme=world.programme([module]))
    finish(enrolment, lesson)
    world.lesson(module, title="Later")
    staircase = queries.staircase(enrolment, THURSDAY)
    assert [module.state for module in staircase.modules] == ["met"]
    assert [step.state for step in staircase.modules[0].steps] == ["met", "missing"]


def test_a_module_is_settled_when_its_missing_step_is_taken_out():
    module = world.module()
    lesson, gone = world.lesson(module), world.lesson(module)
    enrolment = world.enrolment(in_programme=world.programme([module]))
    finish(enrolment, lesson)
    gone.unpublish()
    assert actions.needs_settling(queries.staircase(enrolment, THURSDAY).modules)
    actions.settle(enrolment=enrolment, now=THURSDAY)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.COMPLETED


def test_a_step_of_a_later_day_cannot_be_opened_or_completed():
    programme, _first, second = two_modules("on_day")
    enrolment = world.enrolment(in_programme=programme)
    for attempt in (actions.open_step, actions.complete_step):
        who = {"person": enrolment.person} if attempt is actions.open_step else {"actor": enrolment.person}
        with pytest.raises(StepLocked) as locked:
            attempt(enrolment=enrolment, step_key=second[0].key, now=MONDAY, **who)
        assert "10" in locked.value.reason
    assert StepProgress.objects.count() == 0


def test_a_step_behind_another_module_opens_when_that_one_is_done():
    programme, first, second = two_modules("after_previous")
    enrolment = world.enrolment(in_programme=programme)
    with pytest.raises(StepLocked, match="Productos"):
        actions.open_step(enrolment=enrolment, step_key=second[0].key, person=enrolment.person, now=MONDAY)
    finish(enrolment, *first)
    assert actions.open_step(enrolment=enrolment, step_key=second[0].key, person=enrolment.person, now=MONDAY).state == StepState.STARTED


def test_nobody_walks_anothers_path():
    programme, first, _second = two_modules()
    enrolment, other = world.enrolment(in_programme=programme), world.member("trainee")
    with pytest.raises(NotYours):
        actions.open_step(enrolment=enrolment, step_key=first[0].key, person=other, now=MONDAY)
    with pytest.raises(NotYours):
        actions.complete_step(enrolment=enrolment, step_key=first[0].key, actor=other, now=MONDAY)


def test_a_step_that_is_not_in_the_enrolment_is_not_there():
    enrolment = world.enrolment()
    with pytest.raises(NoSuchStep):
        actions.complete_step(enrolment=enrolment, step_key=uuid4(), actor=enrolment.person, now=MONDAY)


def test_nothing_is_done_on_a_cancelled_enrolment():
    programme, first, _second = two_modules()
    enrolment = world.enrolment(in_programme=programme)
    actions.cancel_enrolment(enrolment=enrolment, reason="Another start date", actor=world.member("hr"))
    with pytest.raises(NotActive):
        finish(enrolment, first[0])


@pytest.mark.parametrize(("completion", "tried"), [("trainer", "read"), ("checklist", "read"), ("read", "trainer"), ("read", "quiz")])
def test_a_step_is_completed_in_its_own_way_only(completion, tried):
    lesson = world.lesson(completion=completion)
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    with pytest.raises(CannotCompleteThus):
        actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person, now=MONDAY, by=tried)


def test_a_trainer_ticks_a_step_but_not_their_own():
    lesson = world.lesson(completion="trainer")
    enrolment, trainer = world.enrolment(in_programme=world.programme([lesson.get_parent().specific])), world.member("trainer")
    with pytest.raises(CannotCompleteThus):
        actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person, now=MONDAY, by="trainer")
    row = actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=trainer, now=MONDAY, by="trainer")
    assert row.completed_by == trainer


def checklist():
    body = [("checklist", {"title": "Before you go on", "items": ["One", "Two"]})]
    lesson = world.lesson(completion="checklist", body=body)
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    step = queries.next_step(enrolment, MONDAY)
    return enrolment, lesson.key, lesson_body(step.outline, "en").checklist_items


def tick(enrolment, key, item, ticked=True):
    return actions.tick(enrolment=enrolment, step_key=key, item=item, ticked=ticked, person=enrolment.person, now=MONDAY)


def test_the_last_tick_completes_the_step():
    enrolment, key, (one, two) = checklist()
    assert tick(enrolment, key, two).state == StepState.STARTED
    assert tick(enrolment, key, one).state == StepState.COMPLETED


def test_a_tick_can_be_taken_back_and_is_saved_once():
    enrolment, key, (one, _two) = checklist()
    tick(enrolment, key, one)
    assert tick(enrolment, key, one).ticked == [one]
    assert tick(enrolment, key, one, ticked=False).ticked == []


def test_a_point_that_is_not_in_the_list_is_refused():
    enrolment, key, _items = checklist()
    with pytest.raises(ValueError):
        tick(enrolment, key, "forged")


def reading():
    lesson = world.lesson(body=[("text", "<p>One</p>"), ("text", "<p>Two</p>"), ("text", "<p>Three</p>")])
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    blocks = lesson_body(queries.next_step(enrolment, MONDAY).outline, "en").block_ids

    def save(block, seconds=0, after=0):
        now = MONDAY + timedelta(seconds=after)
        return actions.save_place(
            enrolment=enrolment, step_key=lesson.key, block_id=block, seconds=seconds, person=enrolment.person, now=now
        )

    return blocks, save


def test_a_late_packet_never_moves_the_place_back():
    blocks, save = reading()
    save(blocks[0])
    save(blocks[2], after=10)
    assert save(blocks[1], after=20).block_id == blocks[2]
    assert save("no such block", after=30).block_id == blocks[2]


def test_seconds_only_grow_and_never_faster_than_the_clock():
    blocks, save = reading()
    save(blocks[0])
    assert save(blocks[0], seconds=15, after=15).seconds == 15
    assert save(blocks[0], seconds=15, after=20).seconds == 20
    assert save(blocks[0], seconds=-50, after=30).seconds == 20
    assert save(blocks[0], seconds=9999, after=4000).seconds == 140


def test_the_signals_are_sent_by_a_job(run_jobs):
    heard = []
    receivers = [
        lambda **facts: heard.append(("module", facts["enrolment_id"])),
        lambda **facts: heard.append(("all", facts["enrolment_id"])),
    ]
    module_completed.connect(receivers[0])
    enrolment_completed.connect(receivers[1])
    try:
        lesson = world.lesson()
        enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
        finish(enrolment, lesson, now=timezone.now())
        assert heard == []
        run_jobs()
        assert sorted(heard) == [("all", enrolment.pk), ("module", enrolment.pk)]
    finally:
        module_completed.disconnect(receivers[0])
        enrolment_completed.disconnect(receivers[1])


@pytest.mark.django_db(transaction=True)
def test_eight_tabs_completing_at_once_leave_one_row_and_one_piece_of_evidence():
    world.evidence_kinds()
    lesson = world.lesson(world.module(competencies=[world.competency("PRO")]))
    enrolment = world.enrolment(in_programme=world.programme([lesson.get_parent().specific]))
    problems = []

    def complete():
        try:
            actions.complete_step(enrolment=enrolment, step_key=lesson.key, actor=enrolment.person)
        except Exception as problem:  # any of them would be the failure
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=complete) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert (StepProgress.objects.count(), ModuleCompletion.objects.count(), Evidence.objects.count()) == (1, 1, 1)
