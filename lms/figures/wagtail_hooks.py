from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("figures.upload", _("Upload figures"), _("Figures uploaded"))
    actions.register_action("figures.import", _("Import figures"), _("Figures imported"))
    actions.register_action("figures.undo", _("Undo an import of figures"), _("Import of figures undone"))
    actions.register_action("figures.make_token", _("Let a system in"), _("Token of a source made"))
    actions.register_action("figures.revoke_token", _("Shut a system out"), _("Token of a source revoked"))
