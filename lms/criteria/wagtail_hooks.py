from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "criteria.write": (_("Write a notice"), _("Notice written")),
    "criteria.sign": (_("Sign a criterion"), _("Criterion signed")),
    "criteria.publish": (_("Put a notice in force"), _("Notice put in force")),
    "criteria.withdraw": (_("Withdraw a notice"), _("Notice withdrawn")),
    "criteria.remind": (_("Remind somebody of notices"), _("Reminded of notices")),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
