"""A page's life in the editor: comments on it, its day, its versions, and when it is taken away again."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, TimeoutError, expect
from wagtail.models import Comment, Revision

from tests.browser import PHONE, console_is_clean
from tests.journeys.academy import academy
from tests.journeys.steps import press

AUTOSAVED = ("status of 400",)  # the editor saves by itself and hears that something is still missing
BOTH = pytest.mark.parametrize("language", ["es", "en"])


def edit(page: Page, which) -> None:
    page.goto(f"/cms/pages/{which.pk}/edit/")


def save(page: Page) -> None:
    press(page, "button.action-save")
    expect(page.locator(".messages .success")).to_be_visible()


def side(page: Page, name: str) -> Locator:
    """Opens a panel beside the editor; one that was open stays so from page to page."""
    panel = page.locator(f"[data-side-panel={name}]")
    if not panel.is_visible():
        page.locator(f"[data-side-panel-toggle={name}]").click()
    expect(panel).to_be_visible()
    return panel


@BOTH
def test_an_approver_comments_and_the_author_answers_and_resolves(browse, language):
    place = academy(language=language)
    desk = browse(place.supervisor, language=language)
    edit(desk, place.lesson)
    field = desk.locator("[data-contentpath=intro]").first
    field.hover()
    field.locator("[data-comment-add]").click()
    box = desk.locator(".comment--mode-creating")
    box.locator("textarea").fill("¿Y si no tiene fibra?")
    box.locator("button[type=submit]").click()
    save(desk)
    assert [(comment.contentpath, comment.text) for comment in Comment.objects.all()] == [("intro", "¿Y si no tiene fibra?")]

    room = browse(place.trainer, language=language)
    edit(room, place.lesson)
    side(room, "comments")
    told = room.locator(".comment").filter(has_text="¿Y si no tiene fibra?")
    told.click()
    told.locator(".comment__reply-input textarea, textarea").first.fill("Lo añado")
    told.locator("button[type=submit]").first.click()
    save(room)
    assert [reply.text for reply in Comment.objects.get().replies.all()] == ["Lo añado"]
    side(room, "comments")
    room.locator(".comment").first.click()
    resolve(room.locator(".comment > .comment-header"))
    save(room)
    assert Comment.objects.get().resolved_at is not None
    for one in (desk, room):
        console_is_clean(one, besides=AUTOSAVED)


@BOTH
def test_an_approved_module_goes_live_on_its_day(browse, run_jobs, language):
    place = academy(language=language)
    place.module.save_revision().publish()
    learner = place.learner(language)[0]
    room = browse(place.trainer, language=language)
    edit(room, place.module)
    room.fill("[name=outcome]", "Venderlo sin prisa")
    side(room, "status")
    room.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    day = timezone.localtime() + timedelta(days=3)
    room.locator("[name=go_live_at]").click()
    expect(room.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    room.locator("[name=go_live_at]").fill(day.strftime("%d/%m/%Y %H:%M"))
    room.locator("#schedule-publishing-dialog h2").first.click()
    expect(room.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    press(room, "#schedule-publishing-dialog button[type=submit]")
    expect(room.locator(".messages .success")).to_be_visible()
    press(room, f"a[href$='/catalogue/modules/{place.module.pk}/submit/']")
    press(room, ".pd-page form button")
    run_jobs()

    desk = browse(place.supervisor, language=language)
    desk.goto("/")
    press(desk, "a[href*='/catalogue/review/']")
    expect(desk.locator(".pd-page")).to_contain_text(re.compile(day.strftime("%H:%M")))
    press(desk, "button[name=decision][value=approve]")
    expect(desk.locator(".messages")).to_contain_text({"es": "se publica en su fecha", "en": "goes live on its day"}[language])
    run_jobs()
    place.module.refresh_from_db()
    assert place.module.outcome != "Venderlo sin prisa"
    room.goto("/cms/")
    expect(room.locator(".pd-home__main")).to_contain_text(day.strftime("%H:%M"))

    _let_the_day_come()
    call_command("publish_scheduled", verbosity=0)
    place.module.refresh_from_db()
    assert (place.module.live, place.module.outcome) == (True, "Venderlo sin prisa")
    assert learner.notifications.count() == 0
    console_is_clean(desk)


def _let_the_day_come() -> None:
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()


@BOTH
def test_versions_are_listed_compared_and_brought_back(browse, language):
    place = academy(language=language)
    room = browse(place.trainer, language=language)
    for words in ("Por qué importa", "Por qué importa a quien llama"):
        edit(room, place.lesson)
        room.fill("[name=intro]", words)
        save(room)
    room.goto(f"/cms/pages/{place.lesson.pk}/history/")
    written = {revision.content["intro"]: revision.pk for revision in place.lesson.revisions.all()}
    first, second = written["Por qué importa"], written["Por qué importa a quien llama"]
    room.goto(f"/cms/pages/{place.lesson.pk}/revisions/compare/{first}...{second}/")
    expect(room.locator(".comparison .addition")).to_have_text(re.compile("a quien llama"))
    room.goto(f"/cms/pages/{place.lesson.pk}/revisions/{first}/revert/")
    expect(room.locator("[name=intro]")).to_have_value("Por qué importa")
    press(room, "button.action-save")
    place.lesson.refresh_from_db()
    assert place.lesson.get_latest_revision_as_object().intro == "Por qué importa"
    console_is_clean(room, besides=AUTOSAVED)


@BOTH
def test_an_approver_takes_a_step_away_and_learners_go_on_without_it(browse, language):
    place = academy(language=language)
    person, enrolment = place.learner(language)
    desk = browse(place.supervisor, language=language)
    desk.goto(f"/cms/pages/{place.practice.pk}/unpublish/")
    press(desk, "form[action$='/unpublish/'] [type=submit]")
    place.practice.refresh_from_db()
    assert not place.practice.live
    nora = browse(person, language=language, width=PHONE)
    nora.goto(f"/programme/{enrolment.pk}/")
    expect(nora.locator("main")).not_to_contain_text("Escucha en sala")
    gone = nora.goto(place.address(enrolment, place.practice))
    assert gone.status == 404
    console_is_clean(desk)


def resolve(head: Locator) -> None:
    """Opens the menu of a comment and takes its last line, until the comment is gone: an autosave may draw it anew meanwhile."""
    item = head.locator("[role=menuitem]").last
    for _time in range(3):
        if not item.is_visible():
            head.locator("summary").click()
        try:
            item.click(timeout=5000)
            head.wait_for(state="detached", timeout=5000)
            return
        except TimeoutError:
            continue
    raise AssertionError("The comment is not resolved.")
