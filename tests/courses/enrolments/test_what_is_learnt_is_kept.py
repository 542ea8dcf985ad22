"""In the CMS, what people learn with is neither deleted nor moved away."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.catalogue.actions import set_up_authoring
from courses.enrolments.actions import cancel_enrolment, complete_step, open_step
from courses.enrolments.models import Cohort
from courses.enrolments.queries import people_in
from lms.people.actions.memberships import align_cms_groups
from tests import world
from tests.courses.catalogue.test_outlines import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client):
    """Somebody who may delete whatever nothing holds."""
    set_up_authoring()
    client.force_login(world.person(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def learnt():
    """A lesson that one person has opened, in a module of two, in a programme."""
    lesson = world.lesson(title="Fibra")
    module = lesson.get_parent().specific
    world.lesson(module, title="Móvil")
    programme = world.programme([module])
    enrolment = world.enrolment(None, programme)
    open_step(enrolment=enrolment, step_key=lesson.translation_key, person=enrolment.person)
    return {"lesson": lesson, "module": module, "programme": programme, "enrolment": enrolment}


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def bulk(client, action, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?" + "&".join(f"id={page.pk}" for page in pages), data, follow=True)


def is_there(page) -> bool:
    return Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("way", [delete, lambda client, page: bulk(client, "delete", page)], ids=["alone", "with others"])
@pytest.mark.parametrize("what", ["lesson", "module", "programme"])
def test_what_somebody_learns_with_is_not_deleted(cms, learnt, what, way):
    page = learnt[what]
    if what == "module":  # on its own: one that a programme lists is kept by Wagtail itself
        page = world.lesson().get_parent()
        world.enrolment(in_module=page.specific)

    said = way(cms, page).content.decode()

    assert "cannot be deleted: 1 person has learnt with it or is enrolled on it" in said
    assert reverse("wagtailadmin_pages:unpublish", args=[page.pk]) in said
    assert is_there(page)


def test_a_quiz_that_somebody_has_taken_is_not_deleted(cms):
    attempt = world.attempt()

    assert "cannot be deleted" in delete(cms, attempt.quiz).content.decode()
    assert is_there(attempt.quiz)


def test_the_home_page_is_not_deleted_with_all_that_is_in_it(cms, learnt):
    home = learnt["module"].get_parent()

    assert "cannot be deleted" in bulk(cms, "delete", home, wagtail_site_name="Peldaño").content.decode()
    assert is_there(home)


def test_what_somebody_did_counts_after_their_enrolment_was_cancelled(cms, learnt):
    cancel_enrolment(enrolment=learnt["enrolment"], reason="They left", actor=world.member("hr"))

    delete(cms, learnt["programme"])
    assert is_there(learnt["programme"])


def test_a_programme_that_a_cohort_waits_for_is_not_deleted(cms):
    programme = world.programme()
    Cohort.objects.create(name="Enero", programme=programme, starts_on=timezone.localdate())

    assert "a cohort or an assignment names it" in delete(cms, programme).content.decode()
    assert is_there(programme)


def test_what_nobody_learns_with_is_deleted(cms, learnt):
    free = world.lesson(learnt["module"], title="Nadie")
    alone = world.lesson().get_parent()

    delete(cms, free)
    bulk(cms, "delete", alone)

    assert (is_there(free), is_there(alone)) == (False, False)


def test_a_translation_that_nobody_read_may_be_deleted_and_one_that_was_read_may_not(cms, learnt):
    unread = english(learnt["lesson"])
    assert people_in([unread]) == 0

    learnt["enrolment"].person.language = "en"
    complete_step(enrolment=learnt["enrolment"], step_key=unread.translation_key, actor=learnt["enrolment"].person)

    assert people_in([unread]) == 1
    delete(cms, unread)
    assert is_there(unread)


def test_a_step_with_progress_stays_in_its_module(cms, learnt):
    elsewhere = world.module(title="Otro")
    address = reverse("wagtailadmin_pages:move_confirm", args=[learnt["lesson"].pk, elsewhere.pk])

    assert "cannot leave its module" in cms.post(address, follow=True).content.decode()
    assert "cannot leave its module" in bulk(cms, "move", learnt["lesson"], chooser=elsewhere.pk).content.decode()
    learnt["lesson"].refresh_from_db()
    assert learnt["lesson"].get_parent().pk == learnt["module"].pk


def test_a_step_without_progress_may_move(cms, learnt):
    elsewhere, free = world.module(title="Otro"), world.lesson(learnt["module"], title="Nadie")

    cms.post(reverse("wagtailadmin_pages:move_confirm", args=[free.pk, elsewhere.pk]))

    assert Page.objects.get(pk=free.pk).get_parent().pk == elsewhere.pk


def test_unpublished_it_leaves_the_path_and_what_was_done_stays(learnt):
    lesson, enrolment = learnt["lesson"], learnt["enrolment"]
    complete_step(enrolment=enrolment, step_key=lesson.translation_key, actor=enrolment.person)

    lesson.unpublish()

    assert enrolment.progress.get().state == "completed"


def test_an_author_is_not_offered_what_they_may_not_do(client, learnt):
    home = set_up_authoring()
    author = world.member("trainer")
    align_cms_groups(person=author)
    learnt["lesson"].unpublish()
    Page.objects.filter(pk=learnt["lesson"].pk).update(owner=author)
    client.force_login(author)

    said = delete(client, learnt["lesson"]).content.decode()

    assert home and is_there(learnt["lesson"])
    assert "cannot be deleted" in said
    assert reverse("wagtailadmin_pages:unpublish", args=[learnt["lesson"].pk]) not in said
