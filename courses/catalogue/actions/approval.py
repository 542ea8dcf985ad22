"""From draft to live: what an author sends and an approver decides, a module at a time."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from courses.catalogue.models import ModulePage
from courses.catalogue.permissions import can_approve
from courses.catalogue.queries import approvals_waiting_for, sayings_of, waiting_in
from courses.catalogue.translation import as_said, said_since, translation_in_hand


def submit_module(*, module: ModulePage, actor) -> list[Page]:
    """Sends to approval every draft of the module: its steps and itself. Returns those sent; none that already wait.

    Raises ValidationError with what is missing in any of them, and then sends nothing.
    """
    drafts = drafts_in(module)
    missing = [f"{page.title}: {problem.what} {problem.mend}" for page in drafts for problem in page.problems() if problem.stops]
    missing += [f"{page.title}: {one.words}" for page in drafts for one in sayings_of(page, actor, "submit") if one.stops]
    if missing:
        raise ValidationError(missing)
    with transaction.atomic():
        drafts = [_with_its_texts(page, actor) for page in drafts]
        for page in drafts:
            if not page.permissions_for_user(actor).can_submit_for_moderation():
                raise PermissionDenied
            state = page.current_workflow_state
            if state and state.status == state.STATUS_NEEDS_CHANGES:
                state.resume(actor)
            else:
                page.get_workflow().start(page, actor)
        if drafts:
            log(instance=module, action="catalogue.submit_module", user=actor, data={"pages": [page.pk for page in drafts]})
    return drafts


def drafts_in(module: Page) -> list[Page]:
    """The drafts of a module and its steps that are not submitted yet, steps first: they go live before it.

    Each as it would be read: with the texts of the translator's editor, where it has some that no draft has yet.
    """
    pages = Page.objects.descendant_of(module, inclusive=True).filter(alias_of=None).order_by("-depth", "path").specific()
    changed = [page for page in pages if (page.has_unpublished_changes or said_since(page)) and not page.workflow_in_progress]
    return [as_said(page) if said_since(page) else page.get_latest_revision_as_object() for page in changed]


def _with_its_texts(page: Page, actor) -> Page:
    """The draft to send: written anew when the translator's editor holds texts that it does not have."""
    if not said_since(page):
        return page
    translation_in_hand(page).save_target(user=actor, publish=False)
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def approve_module(*, module: Page, actor) -> list[TaskState]:
    """Approves and so publishes, now or on its day, what waits in a module (or in one page), steps first. Returns what was approved.

    Raises PermissionDenied when `actor` approves none of it, ValidationError when something is missing.
    """
    states = list(_decidable(module, actor))
    pages = {state.pk: state.revision.as_object() for state in states}
    missing = [f"{page.title}: {problem.what} {problem.mend}" for page in pages.values() for problem in page.problems() if problem.stops]
    if missing:
        raise ValidationError(missing)
    for state in sorted(states, key=lambda state: (-pages[state.pk].depth, pages[state.pk].path)):
        state.task.specific.on_action(state, user=actor, action_name="approve")
    log(instance=module, action="catalogue.approve_module", user=actor, data={"pages": [page.pk for page in pages.values()]})
    return states


def return_module(*, module: Page, comment: str, actor) -> list[TaskState]:
    """Asks the author for changes in what waits there. Raises PermissionDenied as `approve_module` does."""
    states = list(_decidable(module, actor))
    for state in states:
        state.task.specific.on_action(state, user=actor, action_name="reject", comment=comment)
    log(instance=module, action="catalogue.return_module", user=actor, data={"comment": comment})
    return states


def _decidable(module: Page, actor):
    states = approvals_waiting_for(actor, waiting_in(module)).select_related("revision", "task", "workflow_state")
    if not states and not can_approve(actor, module):
        raise PermissionDenied
    return states
