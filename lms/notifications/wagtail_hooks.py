from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("notifications.hours", _("Change the working hours"), _("Working hours changed"))
    actions.register_action("notifications.unit_hours", _("Change the working hours of a unit"), _("Working hours of a unit changed"))
