from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("scores.submit", _("Hand in a score"), _("Score handed in"))
    actions.register_action("scores.decide", _("Give the result of a roleplay"), _("Result of a roleplay given"))
    actions.register_action("scores.recuse", _("Give a roleplay back"), _("Roleplay given back"))
    actions.register_action("scores.ask_for_two", _("Ask for a second assessor"), _("Second assessor asked for"))
    actions.register_action("scores.appeal", _("Ask for a score to be looked at again"), _("Score asked to be looked at again"))
    actions.register_action("scores.decide_appeal", _("Decide an appeal against a score"), _("Appeal against a score decided"))
    actions.register_action("scores.give_licence", _("Give an assessor licence"), _("Assessor licence given"))
    actions.register_action("scores.revoke_licence", _("Take an assessor licence back"), _("Assessor licence taken back"))
