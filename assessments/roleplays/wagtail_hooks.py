from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("roleplays.save", _("Write a scenario"), _("Scenario written"))
    actions.register_action("roleplays.publish", _("Publish a scenario"), _("Scenario published"))
    actions.register_action("roleplays.archive", _("Archive a scenario"), _("Scenario archived"))
