from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("live.offer", _("Offer time for roleplays"), _("Time for roleplays offered"))
    actions.register_action("live.withdraw", _("Withdraw time for roleplays"), _("Time for roleplays withdrawn"))
    actions.register_action("live.step_back", _("Step back as the second assessor"), _("Stepped back as the second assessor"))
    actions.register_action("live.book", _("Book a roleplay"), _("Roleplay booked"))
    actions.register_action("live.move", _("Move a roleplay"), _("Roleplay moved"))
    actions.register_action("live.cancel", _("Cancel a roleplay"), _("Roleplay cancelled"))
    actions.register_action("live.absent", _("Note that a roleplay did not take place"), _("Roleplay did not take place"))
    actions.register_action("live.begin", _("Begin a live roleplay"), _("Live roleplay begun"))
    actions.register_action("live.end", _("Hand in a live roleplay"), _("Live roleplay handed in"))
