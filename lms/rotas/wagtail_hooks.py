from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("rotas.import", _("Import working hours"), _("Working hours imported"))
    actions.register_action("rotas.undo", _("Undo an import of working hours"), _("Import of working hours undone"))
