"""Steps that are put into a module or taken out of it, and modules of a programme: told like any other change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.catalogue.actions import set_up_authoring
from courses.changes.actions import Said, say_afterwards, say_of_draft
from courses.changes.models import Change, ReadAgain
from courses.changes.queries import affected, changed_since_announced
from courses.changes.queries.reading import to_be_read
from courses.enrolments.models import Enrolment, ModuleCompletion
from lms.people.actions.memberships import align_cms_groups
from tests import changes as told
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """A module of one lesson that somebody has done."""
    taught = told.taught()
    ModuleCompletion.objects.get_or_create(enrolment=taught.enrolments[0], module=taught.module)
    return taught


def another_step(module, title="Portabilidad"):
    step = world.lesson(module, title=title)
    step.save_revision().publish()
    return step


def test_a_step_put_into_a_module_is_listed_with_the_module_and_asks_nothing_by_itself(done):
    another_step(done.module)
    change = Change.objects.get(page=done.module.pk)
    assert [(one.what, one.kind, one.after) for one in change.changed] == [("added", "step", "Portabilidad")]
    assert change.said_at is None and not ReadAgain.objects.exists()


def test_who_had_done_the_module_gets_the_new_step_alone_once_its_author_says_so(done):
    author = world.member("trainer", world.unit())
    another_step(done.module)
    change = Change.objects.get(page=done.module.pk)
    say_afterwards(change=change, said=Said(kind="read", blocks=[change.changed[0].id], **told.WHY), actor=author)
    told.ask(change)
    task = ReadAgain.objects.get()
    assert task.person == done.people[0]
    (part,) = to_be_read(task).parts
    assert (part.what, str(part.label), part.words, part.before) == ("added", "Step", ("Portabilidad",), ())


def test_several_steps_are_one_change_and_what_came_and_went_again_is_none(done):
    first, second = another_step(done.module, "Uno"), another_step(done.module, "Dos")
    assert [one.after for one in Change.objects.get(page=done.module.pk).changed] == ["Uno", "Dos"]
    first.unpublish()
    second.unpublish()
    assert not Change.objects.filter(page=done.module.pk).exists()


def test_a_step_taken_out_is_told_too(done):
    step = world.lesson(done.module, title="Antigua")
    step.save_revision().publish()
    Change.objects.all().delete()
    step.delete()
    assert [(one.what, one.before) for one in Change.objects.get(page=done.module.pk).changed] == [("removed", "Antigua")]


def test_a_step_published_again_is_the_same_step(done):
    step = another_step(done.module)
    Change.objects.all().delete()
    step.save_revision().publish()
    assert not Change.objects.filter(page=done.module.pk).exists()


def test_where_nobody_has_done_the_module_nothing_is_noted():
    another_step(world.module())
    assert not Change.objects.exists()


def test_what_is_said_of_a_draft_of_the_module_leaves_its_steps_to_be_said(done):
    another_step(done.module)
    module = done.module
    module.save_revision().publish()
    module.outcome = "Explicas una baja sin rodeos."
    revision = module.save_revision()
    assert [one.kind for one in changed_since_announced(module, revision)] == ["outcome"]
    say_of_draft(page=module, revision=revision, said=Said(kind="minor"), actor=world.member("trainer", world.unit()))
    revision.publish()
    assert [one.is_of_steps for one in Change.objects.unsaid().filter(page=module.pk)] == [True]


def test_a_module_put_into_a_programme_is_compared_with_its_draft():
    module, added = (world.lesson(world.module(title=title)).get_parent().specific for title in ("Bajas", "Altas"))
    programme = world.programme([module])
    programme.save_revision().publish()
    enrolment = world.enrolment(in_programme=programme)
    ModuleCompletion.objects.create(enrolment=enrolment, module=module)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=timezone.now())
    draft = programme.get_latest_revision_as_object()
    draft.programme_modules.add(type(programme.programme_modules.get())(module=added, day=2))
    revision = draft.save_revision()
    assert [(one.what, one.kind, one.after) for one in changed_since_announced(programme, revision)] == [("added", "module", added.pk)]
    assert affected(programme).done == 1
    change = say_of_draft(
        page=programme,
        revision=revision,
        said=Said(kind="read", blocks=[f"module:{added.pk}"], **told.WHY),
        actor=world.member("trainer", world.unit()),
    )
    revision.publish()
    change.refresh_from_db()
    told.ask(change)
    (part,) = to_be_read(ReadAgain.objects.get(person=enrolment.person)).parts
    assert part.words == ("Altas",)


def test_the_author_says_it_on_the_screen_that_lists_what_nobody_said(done, client):
    another_step(done.module)
    set_up_authoring()
    author = world.member("trainer", world.unit(kind="service", name="Marenta"))
    align_cms_groups(person=author)
    client.force_login(author)
    page = client.get(reverse("changes_admin:say_afterwards", args=[Change.objects.get(page=done.module.pk).pk]))
    assert page.status_code == 200
    assert "Portabilidad" in page.content.decode()
