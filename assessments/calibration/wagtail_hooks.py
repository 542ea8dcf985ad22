from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("calibration.hand_in", _("Hand in scores of a calibration"), _("Scores of a calibration handed in"))
    actions.register_action("calibration.begin_talking", _("Show everybody’s scores"), _("Everybody’s scores shown"))
    actions.register_action("calibration.sign", _("Sign a calibration"), _("Calibration signed"))
    actions.register_action("calibration.open", _("Open a calibration"), _("Calibration opened"))
    actions.register_action("calibration.ask_for_criterion", _("Ask for a minimum criterion"), _("Minimum criterion asked for"))
    actions.register_action("calibration.keep_anchor", _("Keep a reference performance"), _("Reference performance kept"))
    actions.register_action("calibration.answer_anchor", _("Answer about a reference performance"), _("Reference performance answered"))
    actions.register_action("calibration.retire_anchor", _("Retire a reference performance"), _("Reference performance retired"))
