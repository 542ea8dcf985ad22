"""What authors and approvers are told: once a module, however many of its pages were sent together."""

from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from courses.catalogue.permissions import may_approve
from courses.catalogue.queries import waiting_in
from lms.notifications.actions import notify
from lms.people.enums import APPROVES_CONTENT
from lms.people.models import Membership, User


def tell_approvers(*, state: TaskState) -> None:
    """Each person who may decide on this page learns that its module waits, once a round."""
    page = _page(state.workflow_state)
    top = page.approving_module() or page
    first = waiting_in(top).first()
    for person in _approvers(top):
        notify(
            person=person,
            kind="approval_asked",
            key=f"catalogue.approval_asked:{person.pk}:{first.pk if first else state.pk}",
            title=partial(_filled, _("“%(title)s” waits for your approval"), {"title": top.title}),
            url=reverse("catalogue_admin:review", args=[top.pk]),
        )


def tell_author(*, workflow_state: WorkflowState, approved: bool) -> None:
    """Whoever sent a page learns what was decided. Of the pages of a module, only the module itself is told when it is live."""
    author, page = workflow_state.requested_by, _page(workflow_state)
    top = page.approving_module() or page
    if author is None or (approved and waiting_in(top).exclude(workflow_state=workflow_state).exists()):
        return
    decided = workflow_state.task_states.order_by("-pk").first()
    notify(
        person=author,
        kind="approval_given" if approved else "changes_asked",
        key=f"catalogue.{'given' if approved else 'changes'}:{workflow_state.pk}:{decided.pk if decided else 0}",
        title=partial(_given_words, top) if approved else partial(_filled, _("Changes asked for in “%(title)s”"), {"title": page.title}),
        text=decided.comment if decided else "",
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


def _given_words(top: Page) -> str:
    scheduled = top.scheduled_revision
    if scheduled is None:
        return _filled(_("“%(title)s” is live"), {"title": top.title})
    day = date_format(localtime(scheduled.approved_go_live_at), "SHORT_DATETIME_FORMAT")
    return _filled(_("“%(title)s” is approved and goes live on %(day)s"), {"title": top.title, "day": day})


def _page(workflow_state: WorkflowState) -> Page:
    return Page.objects.get(pk=workflow_state.object_id).specific


def _approvers(top: Page) -> list[User]:
    approver = getattr(top, "approver", None)
    if approver and approver.is_active:
        return [approver]
    people = User.objects.filter(is_active=True, pk__in=Membership.objects.current().filter(role__in=APPROVES_CONTENT).values("person"))
    return [person for person in people if may_approve(person, approver)]


def _filled(text, values: dict) -> str:
    return text % values
