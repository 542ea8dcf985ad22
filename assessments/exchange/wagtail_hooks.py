from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assessments.exchange.viewsets import HandOverBulkAction
from lms.people.permissions import can_author

hooks.register("register_bulk_action", HandOverBulkAction)


class AuthorsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can_author(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return AuthorsMenuItem(_("Import and export"), reverse("exchange:imports"), name="exchange", icon_name="upload", order=215)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("exchange.import", _("Import questions"), _("Questions imported"))
