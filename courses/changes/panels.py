"""What stands on the trainer's first screen of the CMS."""

from wagtail.admin.ui.components import Component

from courses.changes.queries.questions import questions_unsaid
from courses.changes.queries.screens import SHOWN, unsaid_for


class Unsaid(Component):
    """Published without saying what changed: each may be said afterwards."""

    name = "unsaid_changes"
    template_name = "changes/admin/unsaid.html"
    order = 0

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"changes": unsaid_for(user), "questions": questions_unsaid(user, SHOWN)}
