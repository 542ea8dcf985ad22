"""What stands on the trainer's first screen of the CMS."""

from wagtail.admin.ui.components import Component

from courses.changes.queries.screens import unsaid_for


class Unsaid(Component):
    """Published without saying what changed: each may be said afterwards."""

    name = "unsaid_changes"
    template_name = "changes/admin/unsaid.html"
    order = 0

    def get_context_data(self, parent_context):
        return {"changes": unsaid_for(parent_context["request"].user)}
