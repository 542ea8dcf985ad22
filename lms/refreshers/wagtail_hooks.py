from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("refreshers.create_rule", _("Write a rule of refreshers"), _("Rule of refreshers written"))
    actions.register_action("refreshers.publish_rule", _("Put a rule of refreshers in force"), _("Rule of refreshers in force"))
    actions.register_action("refreshers.stop_rule", _("Stop a rule of refreshers"), _("Rule of refreshers stopped"))
    actions.register_action("refreshers.start_rule", _("Start a rule of refreshers again"), _("Rule of refreshers started again"))
    actions.register_action("refreshers.give", _("Give a refresher"), _("Refresher given"))
    actions.register_action("refreshers.declined", _("Not give a refresher"), _("Refresher not given"))
    actions.register_action("refreshers.withdrawn", _("Take back a refresher"), _("Refresher taken back"))
    actions.register_action("refreshers.ask", _("Ask for a refresher"), _("Refresher asked for"))
    actions.register_action("refreshers.answer", _("Answer a request for a refresher"), _("Request for a refresher answered"))
    actions.register_action("refreshers.announce_change", _("Announce a change"), _("Change announced"))
