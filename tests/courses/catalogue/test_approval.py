import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from courses.catalogue.actions import approve_module, return_module, set_up_authoring, submit_module
from courses.catalogue.models import LessonPage, ModulePage
from courses.catalogue.permissions import can_approve
from courses.catalogue.queries import approvals_waiting_for, drafts_of, waiting_for_me, waiting_for_others, waiting_in
from lms.notifications.models import Notification
from lms.people.actions.memberships import align_cms_groups
from tests import world

pytestmark = pytest.mark.django_db
TEXT = [("text", "<p>Junta 600 cuesta 45 € al mes.</p>")]


@pytest.fixture
def module(authoring):
    """A module of two lessons, nothing of it live, whose approver is named."""
    page = ModulePage(
        title="Productos", slug="productos", locale=authoring.home.locale, live=False, approver=authoring.approver, owner=authoring.author
    )
    authoring.home.add_child(instance=page)
    page.save_revision(user=authoring.author)
    for title in ("Fibra", "Móvil"):
        lesson = LessonPage(title=title, slug=title.lower(), locale=page.locale, body=TEXT, live=False, owner=authoring.author)
        page.add_child(instance=lesson)
        lesson.save_revision(user=authoring.author)
    return ModulePage.objects.get(pk=page.pk)


def live(module):
    return list(Page.objects.descendant_of(module, inclusive=True).order_by("path").values_list("live", flat=True))


def test_setting_up_twice_changes_nothing(authoring):
    from wagtail.models import GroupPagePermission, Workflow

    before = GroupPagePermission.objects.count(), Workflow.objects.count()
    set_up_authoring()

    assert (GroupPagePermission.objects.count(), Workflow.objects.count()) == before


def test_a_module_is_sent_and_approved_as_one(authoring, module):
    sent = submit_module(module=module, actor=authoring.author)

    assert [page.title for page in sent] == ["Fibra", "Móvil", "Productos"]
    assert live(module) == [False, False, False]
    assert [(item.title, len(item.pages)) for item in waiting_for_me(authoring.approver)] == [("Productos", 3)]
    assert [item.approver for item in waiting_for_others(authoring.author)] == [str(authoring.approver)]
    assert drafts_of(authoring.author) == []

    approve_module(module=module, actor=authoring.approver)

    assert live(module) == [True, True, True]
    assert waiting_for_me(authoring.approver) == []


def test_sending_twice_sends_once(authoring, module):
    submit_module(module=module, actor=authoring.author)

    assert submit_module(module=module, actor=authoring.author) == []
    assert waiting_in(module).count() == 3


def test_nothing_is_sent_while_something_is_missing(authoring, module):
    lesson = LessonPage.objects.get(title="Fibra")
    lesson.body = []
    lesson.save_revision(user=authoring.author)

    with translation.override("en"), pytest.raises(ValidationError, match="Fibra: The lesson has no content"):
        submit_module(module=module, actor=authoring.author)

    assert waiting_in(module).count() == 0


def test_only_the_named_approver_approves(authoring, module):
    other = world.member("quality", authoring.company)
    submit_module(module=module, actor=authoring.author)

    with pytest.raises(PermissionDenied):
        approve_module(module=module, actor=other)
    assert waiting_for_me(other) == []


@pytest.mark.parametrize("approver", ["nobody", "someone who left"])
def test_where_nobody_is_named_anyone_who_approves_content_does(authoring, module, approver):
    if approver == "nobody":
        module.approver = None
        module.save()
    else:
        authoring.approver.is_active = False
        authoring.approver.save()
    other = world.member("quality", authoring.company)
    align_cms_groups(person=other)
    submit_module(module=module, actor=authoring.author)

    approve_module(module=module, actor=other)

    assert live(module) == [True, True, True]


def test_who_may_approve_and_what_waits_for_them_are_one_rule(authoring, module):
    submit_module(module=module, actor=authoring.author)
    states = waiting_in(module)
    quality = world.member("quality", authoring.company)
    for person in (authoring.author, authoring.approver, authoring.agent, quality):
        pages = [Page.objects.get(pk=state.workflow_state.object_id) for state in states]
        assert approvals_waiting_for(person, states).count() == sum(can_approve(person, page) for page in pages)


def test_asking_for_changes_gives_it_back_to_its_author(authoring, module):
    submit_module(module=module, actor=authoring.author)

    return_module(module=module, comment="The second price is last year's.", actor=authoring.approver)

    assert live(module) == [False, False, False]
    assert waiting_for_me(authoring.approver) == []
    assert len(submit_module(module=module, actor=authoring.author)) == 3


def test_those_concerned_are_told(authoring, module, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit_module(module=module, actor=authoring.author)
    assert set(Notification.objects.values_list("person", "kind")) == {(authoring.approver.pk, "approval_asked")}

    with django_capture_on_commit_callbacks(execute=True):
        approve_module(module=module, actor=authoring.approver)
    assert Notification.objects.filter(person=authoring.author, kind="approval_given").count() == 1


def test_an_author_cannot_publish_and_finds_the_screens(client, authoring, module):
    client.force_login(authoring.author)
    assert module.permissions_for_user(authoring.author).can_publish() is False

    home = client.get(reverse("wagtailadmin_home")).content.decode()
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    submit = client.get(reverse("catalogue_admin:submit_module", args=[module.pk])).content.decode()

    assert "How to make a module" in home and "New module" in home
    assert "Add a lesson" in edit and "Send the module to approval" in edit
    assert "Fibra" in submit and str(authoring.approver) in submit
    client.post(reverse("catalogue_admin:submit_module", args=[module.pk]))
    assert waiting_in(module).count() == 3
    assert client.get(reverse("catalogue_admin:review", args=[module.pk])).status_code == 302


def test_the_approver_reads_it_and_decides_on_one_screen(client, authoring, module):
    submit_module(module=module, actor=authoring.author)
    client.force_login(authoring.approver)
    address = reverse("catalogue_admin:review", args=[module.pk])

    assert "Approve and publish 3 pages" in client.get(address).content.decode()
    client.post(address, {"decision": "return", "comment": ""})
    assert waiting_in(module).count() == 3
    client.post(address, {"decision": "approve"})
    assert live(module) == [True, True, True]


def test_a_page_with_something_missing_cannot_be_approved(authoring, module):
    submit_module(module=module, actor=authoring.author)
    task = waiting_in(module).first().task.specific
    lesson = LessonPage.objects.get(title="Fibra")
    lesson.body = []

    assert [name for name, *_rest in task.get_actions(lesson, authoring.approver)] == ["reject"]


def test_the_screen_that_sends_does_not_warn_of_the_steps_it_sends(client, authoring, module):
    client.force_login(authoring.author)
    authoring.author.language = "en"

    shown = client.get(reverse("catalogue_admin:submit_module", args=[module.pk])).content.decode()

    assert all(title in shown for title in ("Fibra", "Móvil", "Productos"))
    assert "pd-problems" not in shown
