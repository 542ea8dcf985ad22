from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("operations.withdraw", _("Withdraw a figure"), _("Figure withdrawn"))
    actions.register_action("operations.record_absence", _("Record a protected absence"), _("Protected absence recorded"))
