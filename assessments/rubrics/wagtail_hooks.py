from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("rubrics.publish", _("Publish a rubric"), _("Rubric published"))
    actions.register_action("rubrics.save", _("Write a rubric"), _("Rubric written"))
    actions.register_action("rubrics.archive", _("Archive a rubric"), _("Rubric archived"))
    actions.register_action("rubrics.add_note", _("Add to how a rubric is read"), _("How a rubric is read: added to"))
    actions.register_action("rubrics.add_critical_error", _("Add a critical error"), _("Critical error added"))
    actions.register_action("rubrics.change_critical_error", _("Change a critical error"), _("Critical error changed"))
    actions.register_action("rubrics.archive_critical_error", _("Archive a critical error"), _("Critical error archived"))
    actions.register_action("rubrics.bring_critical_error_back", _("Offer a critical error again"), _("Critical error offered again"))
