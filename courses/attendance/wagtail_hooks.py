from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("attendance.plan", _("Plan sessions"), _("Sessions planned"))
    actions.register_action("attendance.add", _("Add a session"), _("Session added"))
    actions.register_action("attendance.change", _("Change a session"), _("Session changed"))
    actions.register_action("attendance.cancel", _("Cancel a session"), _("Session cancelled"))
    actions.register_action("attendance.save", _("Save a register"), _("Register saved"))
    actions.register_action("attendance.sign", _("Sign a register"), _("Register signed"))
    actions.register_action("attendance.correct", _("Put a register right"), _("Register put right"))
    actions.register_action("attendance.make_up", _("Make a session up"), _("Session made up"))
    actions.register_action("attendance.ask", _("Ask about an attendance"), _("Attendance questioned"))
    actions.register_action("attendance.answer", _("Answer about an attendance"), _("Question on attendance answered"))
