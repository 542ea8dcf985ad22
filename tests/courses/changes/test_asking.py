"""From what an author says to what people have to do: only the delta, each once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from courses.changes import queries
from courses.changes.actions import Said, end_change, read_to_the_end, say_afterwards, say_of_draft
from courses.changes.enums import Kind, State, TaskState
from courses.changes.exceptions import AlreadySaid, NoCertification, NothingChanged, NothingChosen, ReasonMissing
from courses.changes.models import Change, ProveAgain, ReadAgain
from courses.enrolments.actions import cancel_enrolment, complete_step, open_step
from courses.enrolments.models import StepProgress
from lms.certificates.models import Certificate
from lms.notifications.models import Notification
from lms.renewals.models import CertificationPeriod, RenewalRule
from tests import changes as told
from tests import world
from tests.changes import LAW, NOTICE, PRICE, WHY

pytestmark = pytest.mark.django_db
FIFTEEN = "<p>El preaviso para darse de baja es de 15 días.</p>"
TEN = "<p>El preaviso para darse de baja es de 10 días.</p>"
THIRTY = told.BODY[NOTICE]


@pytest.fixture
def author():
    return world.member("trainer")


def left(person) -> list[list[str]]:
    return [task.left for task in ReadAgain.objects.open().filter(person=person).order_by("pk")]


def test_a_first_publication_asks_nothing():
    told.taught()
    assert not Change.objects.exists()


def test_a_typo_said_to_be_minor_makes_no_task(author):
    taught = told.taught()
    change = taught.announce(author, kind="minor", only=(), PRICE="<p>Junta 600 cuesta 45 € al mes</p>")
    assert (change.state, change.kind, change.changed[0].is_slip) == (State.LIVE, Kind.MINOR, True)
    assert not ReadAgain.objects.exists() and not Notification.objects.filter(kind="changes.read_again").exists()


def test_only_the_ticked_blocks_become_a_task_for_each_who_did_it(author):
    taught = told.taught(number=3)
    change = taught.announce(author, NOTICE=FIFTEEN, PRICE="<p>Junta 600 cuesta 45 €.</p>")
    assert [one.id for one in change.changed] == [PRICE, NOTICE]
    assert {task.person_id: task.blocks for task in change.tasks.all()} == {person.pk: [NOTICE] for person in taught.people}


def test_whoever_has_not_done_it_or_left_or_does_it_again_gets_none(author):
    taught = told.taught(number=4)
    reader, gone, away, again = taught.people
    world.enrolment(again, in_module=taught.module, period=2)
    cancel_enrolment(enrolment=world.enrolment(in_module=taught.module), reason="No", actor=author)
    gone.is_active = False
    gone.save()
    beginner = world.enrolment(in_module=taught.module)
    open_step(enrolment=beginner, step_key=taught.lesson.key, person=beginner.person)
    found = queries.affected(taught.lesson)
    assert (found.done, found.anyway, found.at_it) == (3, 1, 1)
    change = taught.announce(author, NOTICE=FIFTEEN)
    assert set(change.tasks.values_list("person", flat=True)) == {reader.pk, away.pk}


def test_whoever_does_it_after_it_went_live_is_not_asked(author):
    taught = told.taught(number=2)
    late, change = taught.people[0], taught.announce(author, NOTICE=FIFTEEN, then=False)
    StepProgress.objects.filter(enrolment__person=late).update(completed_at=change.live_at + timedelta(seconds=1))
    told.ask(change)
    assert list(change.tasks.values_list("person", flat=True)) == [taught.people[1].pk]


def test_asking_twice_gives_nothing_twice(author):
    taught = told.taught(number=2)
    change = taught.announce(author, NOTICE=FIFTEEN)
    from courses.changes.actions import give_readings

    assert give_readings(change=change, people=taught.people, today=timezone.localdate()) == 0
    assert (change.tasks.count(), Notification.objects.filter(kind="changes.read_again").count()) == (2, 2)


def test_it_is_due_on_a_working_day_and_says_why_in_the_persons_language(author):
    taught = told.taught(world.member("agent", language="es"))
    change = taught.announce(author, NOTICE=FIFTEEN, due_days=3)
    task, notice = change.tasks.get(), Notification.objects.get(kind="changes.read_again")
    assert task.due_on.weekday() < 5 and task.due_on >= timezone.localdate()
    assert notice.text == WHY["reason_es"] and "Bajas" in notice.title


def test_reading_it_once_stays_read_and_clears_the_notice(author):
    taught = told.taught()
    task = taught.announce(author, NOTICE=FIFTEEN).tasks.get()
    first = read_to_the_end(task=task)
    assert first.state == TaskState.DONE and read_to_the_end(task=task).read_at == first.read_at
    assert Notification.objects.get(kind="changes.read_again").read_at


def test_a_later_change_to_the_same_block_takes_the_place_of_the_open_task(author):
    taught = told.taught()
    person = taught.people[0]
    first = taught.announce(author, NOTICE=FIFTEEN)
    second = taught.announce(author, NOTICE=TEN)
    old, new = first.tasks.get(), second.tasks.get()
    assert (old.state, new.state, new.blocks) == (TaskState.SUPERSEDED, TaskState.OPEN, [NOTICE])
    assert new.known == {NOTICE: THIRTY}
    assert left(person) == [[NOTICE]]


def test_a_task_keeps_the_blocks_that_the_later_change_leaves_alone(author):
    taught = told.taught()
    taught.announce(author, only=(NOTICE, LAW), NOTICE=FIFTEEN, LAW="<p>La ley obliga.</p>")
    taught.announce(author, NOTICE=TEN)
    assert left(taught.people[0]) == [[LAW], [NOTICE]]


def test_whoever_read_the_first_change_reads_only_the_second(author):
    taught = told.taught()
    read_to_the_end(task=taught.announce(author, NOTICE=FIFTEEN).tasks.get())
    second = taught.announce(author, NOTICE=TEN).tasks.get()
    assert (second.blocks, second.known) == ([NOTICE], {})


def test_what_is_put_back_before_it_was_read_asks_nothing_more(author):
    taught = told.taught()
    first = taught.announce(author, NOTICE=FIFTEEN)
    second = taught.announce(author, NOTICE=THIRTY)
    assert (first.tasks.get().state, second.tasks.count(), left(taught.people[0])) == (TaskState.SUPERSEDED, 0, [])


def test_a_task_is_not_moved_by_a_minor_change(author):
    taught = told.taught()
    taught.announce(author, NOTICE=FIFTEEN)
    taught.announce(author, kind="minor", only=(), NOTICE="<p>El preaviso para darse de baja es de 15 días</p>")
    assert left(taught.people[0]) == [[NOTICE]]


# ── Saying ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_published_without_a_word_counts_as_minor_and_is_listed_until_somebody_says_more(author):
    taught = told.taught()
    taught.publish(NOTICE=FIFTEEN)
    unsaid = Change.objects.unsaid().get()
    assert (unsaid.kind, [one.id for one in unsaid.changed], ReadAgain.objects.count()) == (Kind.MINOR, [NOTICE], 0)
    say_afterwards(change=unsaid, said=Said("read", [NOTICE], **WHY), actor=author)
    told.ask(unsaid)
    assert not Change.objects.unsaid().exists() and left(taught.people[0]) == [[NOTICE]]


def test_nobody_says_twice_what_is_asked(author):
    taught = told.taught()
    taught.publish(NOTICE=FIFTEEN)
    unsaid = Change.objects.unsaid().get()
    said = Said("read", [NOTICE], **WHY)
    assert say_afterwards(change=unsaid, said=said, actor=author) == say_afterwards(change=unsaid, said=said, actor=author)
    with pytest.raises(AlreadySaid):
        say_afterwards(change=unsaid, said=Said("minor"), actor=world.member("trainer"))


def test_a_page_that_nobody_has_done_changes_without_a_line():
    lesson = world.lesson(title="Sola", body=told.world_body())
    told.Taught(lesson, [], []).publish(NOTICE=FIFTEEN)
    assert not Change.objects.exists()


def test_what_was_published_without_a_word_is_in_the_next_comparison_and_is_said_with_it(author):
    taught = told.taught()
    taught.publish(NOTICE=FIFTEEN)
    change = taught.announce(author, only=(NOTICE, PRICE), PRICE="<p>Junta 600 cuesta 50 € al mes.</p>")
    assert {one.id: one.before for one in change.changed} == {PRICE: told.BODY[PRICE], NOTICE: THIRTY}
    assert not Change.objects.unsaid().exists()


def test_what_is_said_waits_with_a_scheduled_draft_until_its_day(author):
    taught = told.taught()
    page = type(taught.lesson).objects.get(pk=taught.lesson.pk)
    page.body = page.body.stream_block.to_python(told.blocks(told.BODY | {NOTICE: FIFTEEN}))
    page.go_live_at = timezone.now() + timedelta(days=2)
    revision = page.save_revision()
    change = say_of_draft(page=page, revision=revision, said=Said("read", [NOTICE], **WHY), actor=author)
    revision.publish()
    change.refresh_from_db()
    assert (change.state, change.tasks.count()) == (State.WAITING, 0)
    yesterday = timezone.now() - timedelta(days=1)
    kept = Revision.objects.get(pk=revision.pk).content
    Revision.objects.filter(pk=revision.pk).update(content=kept | {"go_live_at": yesterday.isoformat()}, approved_go_live_at=yesterday)
    call_command("publish_scheduled", verbosity=0)
    told.ask(change)
    change.refresh_from_db()
    assert (change.state, change.tasks.count()) == (State.LIVE, 1)


def test_what_an_approver_adds_after_it_was_said_is_listed_as_unsaid(author):
    taught = told.taught()
    page = type(taught.lesson).objects.get(pk=taught.lesson.pk)
    say_of_draft(page=page, revision=taught.draft(NOTICE=FIFTEEN), said=Said("read", [NOTICE], **WHY), actor=author)
    taught.publish(LAW="<p>La ley no obliga.</p>")
    said, rest = Change.objects.get(said_at__isnull=False), Change.objects.unsaid().get()
    assert ([one.id for one in said.changed], said.blocks, [one.id for one in rest.changed]) == ([NOTICE], [NOTICE], [LAW])


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said("read", [NOTICE]), ReasonMissing),
        (Said("read", [NOTICE], reason_es="Solo en español"), ReasonMissing),
        (Said("read", [PRICE], **WHY), NothingChosen),
        (Said("read", [], **WHY), NothingChosen),
        (Said("invalidates", **WHY), NoCertification),
    ],
)
def test_what_is_said_is_said_whole(author, said, refusal):
    taught = told.taught()
    with pytest.raises(refusal):
        say_of_draft(page=taught.lesson, revision=taught.draft(NOTICE=FIFTEEN), said=said, actor=author)
    assert not Change.objects.exists()


def test_nothing_is_said_of_a_draft_that_changes_nothing(author):
    taught = told.taught()
    with pytest.raises(NothingChanged):
        say_of_draft(page=taught.lesson, revision=taught.draft(), said=Said("minor"), actor=author)


# ── Modules and the handbook ────────────────────────────────────────────────────────────────────────────────────


def test_a_module_is_read_again_by_those_who_completed_it(author):
    taught = told.taught(number=2)
    module = taught.module
    module.save_revision().publish()
    module.outcome = "Puedes tramitar una baja."
    revision = module.save_revision()
    change = say_of_draft(page=module, revision=revision, said=Said("read", ["field:outcome"], **WHY), actor=author)
    revision.publish()
    told.ask(change)
    assert change.tasks.count() == 2


def test_a_page_of_the_handbook_is_read_again_by_those_who_did_a_lesson_that_points_to_it(author):
    from courses.catalogue.models import HandbookPage

    entry = world.home().add_child(instance=HandbookPage(title="Bajas", slug="h-bajas", locale=world.locale(), summary="Treinta días."))
    entry.save_revision().publish()
    taught = told.taught()
    taught.publish(LAW=f'<p>Mira <a linktype="page" id="{entry.pk}">las bajas</a>.</p>')
    told.taught()
    entry.summary = "Quince días."
    revision = entry.save_revision()
    change = say_of_draft(page=entry, revision=revision, said=Said("read", ["field:summary"], **WHY), actor=author)
    revision.publish()
    told.ask(change)
    assert list(change.tasks.values_list("person", flat=True)) == [taught.people[0].pk]


# ── Certifications ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def certified(author):
    taught = told.taught()
    certification = world.certification("agent", module=taught.module)
    certificate = world.certificate(certification, taught.people[0], enrolment=taught.enrolments[0])
    return taught, certification, certificate


def test_only_certifications_that_have_the_page_in_them_are_offered(certified):
    taught, certification, _certificate = certified
    world.certification("other")
    inside = world.certification("programme", programme=world.programme([taught.module]))
    assert list(queries.certifications_with(taught.lesson)) == [certification, inside]


def test_a_certification_is_proved_again_by_its_module_of_renewal_and_the_certificate_stays(certified, author):
    taught, certification, certificate = certified
    RenewalRule.objects.create(certification=certification, module=world.module(title="Reciclaje"), owner=author)
    before = Certificate.objects.filter(pk=certificate.pk).values().get()
    change = taught.announce(author, kind="invalidates", only=(), certifications=[certification], NOTICE=FIFTEEN)
    one, period = change.provings.get(), CertificationPeriod.objects.get(path="renewal")
    assert (one.certificate, one.enrolment, one.state) == (certificate, period.enrolment, TaskState.OPEN)
    assert period.enrolment.assignment.reason == WHY["reason_en"] and period.previous.certificate == certificate
    assert Certificate.objects.filter(pk=certificate.pk).values().get() == before
    told.ask(change)
    assert ProveAgain.objects.count() == 1


def test_without_a_rule_of_renewal_the_module_is_done_again(certified, author):
    taught, certification, _certificate = certified
    change = taught.announce(author, kind="invalidates", only=(), certifications=[certification], NOTICE=FIFTEEN)
    enrolment = change.provings.get().enrolment
    assert (enrolment.module, enrolment.period) == (taught.module, 2)
    complete_step(enrolment=enrolment, step_key=taught.lesson.key, actor=enrolment.person)
    assert change.provings.get().state == TaskState.DONE


def test_whoever_has_none_or_one_that_ran_out_proves_nothing(certified, author):
    taught, certification, certificate = certified
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    change = taught.announce(author, kind="invalidates", only=(), certifications=[certification], NOTICE=FIFTEEN)
    assert not change.provings.exists()


def test_taking_it_back_cancels_what_was_given_and_says_why(certified, author):
    taught, certification, _certificate = certified
    RenewalRule.objects.create(certification=certification, module=world.module(title="Reciclaje"), owner=author)
    change = taught.announce(author, kind="invalidates", only=(), certifications=[certification], NOTICE=FIFTEEN)
    ended = end_change(change=change, why="Era la página de al lado", actor=author)
    one = change.provings.get()
    assert (ended.state, one.state, one.enrolment.cancel_reason) == (State.UNDONE, TaskState.WITHDRAWN, "Era la página de al lado")
    assert not CertificationPeriod.objects.running().exists()


# ── Taking back ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_while_nobody_has_read_it_a_mark_is_undone_and_what_it_had_overtaken_is_asked_again(author):
    taught = told.taught()
    first = taught.announce(author, NOTICE=FIFTEEN)
    second = taught.announce(author, NOTICE=TEN)
    ended = end_change(change=second, why="Por error", actor=author)
    assert (ended.state, second.tasks.get().state, first.tasks.get().state) == (State.UNDONE, TaskState.WITHDRAWN, TaskState.OPEN)
    assert left(taught.people[0]) == [[NOTICE]]
    assert not Notification.objects.filter(key__startswith=f"changes.read_again:{second.pk}:", read_at=None).exists()


def test_once_somebody_has_read_it_a_mark_is_closed_and_what_was_read_stays(author):
    taught = told.taught(number=2)
    change = taught.announce(author, NOTICE=FIFTEEN)
    read_to_the_end(task=change.tasks.first())
    assert end_change(change=change, why="Ya no", actor=author).state == State.CLOSED
    assert sorted(change.tasks.values_list("state", flat=True)) == [TaskState.DONE, TaskState.WITHDRAWN]
    assert end_change(change=change, why="Otra vez", actor=author).ended_why == "Ya no"


def test_a_mark_taken_back_before_its_job_ran_gives_nothing(author):
    taught = told.taught()
    change = taught.announce(author, NOTICE=FIFTEEN, then=False)
    end_change(change=change, why="Por error", actor=author)
    told.ask(change)
    assert not ReadAgain.objects.exists()


# ── What was done stays as it was ───────────────────────────────────────────────────────────────────────────────


def test_completions_and_their_versions_do_not_move_with_a_change(author):
    taught = told.taught(number=2)
    before = list(StepProgress.objects.order_by("pk").values())
    version = before[0]["revision_id"]
    task = taught.announce(author, NOTICE=FIFTEEN).tasks.first()
    read_to_the_end(task=task)
    taught.lesson.refresh_from_db()
    assert list(StepProgress.objects.order_by("pk").values()) == before
    assert version and taught.lesson.live_revision_id != version


def test_whoever_is_in_the_middle_resumes_at_the_block_they_had_reached(author, client):
    taught = told.taught()
    enrolment = world.enrolment(in_module=taught.module)
    open_step(enrolment=enrolment, step_key=taught.lesson.key, person=enrolment.person)
    StepProgress.objects.filter(enrolment=enrolment).update(block_id=LAW)
    taught.announce(author, NOTICE=FIFTEEN)
    client.force_login(enrolment.person)
    answer = client.get(f"/programme/{enrolment.pk}/lesson/{taught.lesson.key}/")
    assert answer.context["resume"] == LAW and "15 días" in answer.content.decode()


# ── A change of a product ───────────────────────────────────────────────────────────────────────────────────────


def test_a_publication_announces_the_change_of_a_product(author):
    from lms.refreshers.models import ProductChange

    taught, unit = told.taught(), world.unit()
    change = taught.announce(author, NOTICE=FIFTEEN, unit=unit, on=timezone.localdate())
    found = ProductChange.objects.get()
    assert (found.title_en, found.unit, found.effective_on, found.announced_by) == (WHY["reason_en"], unit, change.product_on, author)
