from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from courses.catalogue.permissions import can_approve


class ModuleApprovalTask(Task):
    """The approver of the module approves its pages; where a module names none, anyone who approves content does."""

    class Meta:
        verbose_name = _("approval by the module's approver")
        verbose_name_plural = _("approvals by the module's approver")

    @classmethod
    def get_description(cls):
        return _("The module's approver, or anyone who approves content where it names none")

    def user_can_access_editor(self, obj, user):
        return can_approve(user, obj)

    def locked_for_user(self, obj, user):
        return not can_approve(user, obj)

    def user_can_lock(self, obj, user):
        return can_approve(user, obj)

    def get_actions(self, obj, user):
        if not can_approve(user, obj):
            return []
        actions = [("reject", _("Ask for changes"), True)]
        if not any(problem.stops for problem in obj.specific.problems()):
            actions.append(("approve", _("Approve and publish"), False))
        return actions

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from courses.catalogue.queries import approvals_waiting_for

        return approvals_waiting_for(user, self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS))
