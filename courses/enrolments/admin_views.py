"""What the CMS may not do with a page while people learn with it. Registered in `wagtail_hooks`."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from courses.catalogue.models import StepPage
from courses.enrolments.queries import is_planned, people_in


def keep_what_is_learnt(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuses to delete a page, says why, and offers to unpublish it: then learners no longer see it and what they did stays."""
    return _refused(request, [page], reverse("wagtailadmin_pages:edit", args=[page.pk]))


def keep_steps_in_their_module(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuses to move a step with progress to another module: those who have done it there would lose it."""
    words = _why_it_stays([page], destination)
    return _said(request, words, [], reverse("wagtailadmin_pages:edit", args=[page.pk])) if words else None


def keep_many(request: HttpRequest, action_type: str, pages: Iterable[Page], action) -> HttpResponse | None:
    """The same for pages deleted or moved together: all of them or none."""
    back = action.next_url if action.next_url != request.path else reverse("wagtailadmin_home")
    if action_type == "delete":
        return _refused(request, list(pages), back)
    if action_type == "move":
        words = _why_it_stays(list(pages), action.cleaned_form.cleaned_data["chooser"])
        return _said(request, words, [], back) if words else None
    return None


def _refused(request: HttpRequest, pages: list[Page], back: str) -> HttpResponse | None:
    words = [found for page in pages if (found := _why_it_is_kept(page))]
    return _said(request, words, pages, back) if words else None


def _why_it_is_kept(page: Page) -> str:
    people = people_in([page])
    if people:
        words = ngettext(
            "“%(title)s” cannot be deleted: %(count)d person has learnt with it or is enrolled on it.",
            "“%(title)s” cannot be deleted: %(count)d people have learnt with it or are enrolled on it.",
            people,
        )
        return words % {"title": page.get_admin_display_title(), "count": people}
    if is_planned([page]):
        return _("“%(title)s” cannot be deleted: a cohort or an assignment names it.") % {"title": page.get_admin_display_title()}
    return ""


def _why_it_stays(pages: list[Page], destination: Page) -> list[str]:
    moved = [page for page in pages if issubclass(page.specific_class, StepPage) and page.get_parent().pk != destination.pk]
    return [
        _("“%(title)s” cannot leave its module: people have progress in it. Copy it to the other module instead.")
        % {"title": page.get_admin_display_title()}
        for page in moved
        if people_in([page])
    ]


def _said(request: HttpRequest, words: list[str], pages: list[Page], back: str) -> HttpResponse:
    buttons = []
    if len(pages) == 1 and pages[0].live and pages[0].permissions_for_user(request.user).can_unpublish():
        buttons = [messages.button(reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk]), _("Unpublish it instead"))]
    for line in words:
        messages.error(request, line, buttons=buttons)
    if pages:
        messages.info(request, _("Unpublished, learners no longer see it, and what they did in it stays."))
    return redirect(back)
