from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from lms.certificates.models import CertificateDesign, Certification
from lms.certificates.viewsets import CertificatesGroup, Certifying, Designing, KeepersScreen
from lms.people.permissions import can_open_cms

register_permission_policy(Certification, Certifying(Certification))
register_permission_policy(CertificateDesign, Designing(CertificateDesign))
register_snippet(CertificatesGroup)


@hooks.register("construct_homepage_panels", order=100)
def open_on_what_one_keeps(request, home_panels) -> None:
    if not can_open_cms(request.user):
        home_panels[:] = [KeepersScreen()]


@hooks.register("construct_search", order=100)
def search_nothing_else(request, areas) -> None:
    if not can_open_cms(request.user):
        areas[:] = []


@hooks.register("construct_main_menu", order=100)
def show_what_one_keeps(request, items) -> None:
    """Everything else would only say that it is closed."""
    if not can_open_cms(request.user):
        items[:] = [item for item in items if item.name == CertificatesGroup.menu_name]


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Certificate issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.remake_pdf", _("Make a certificate's PDF again"), _("PDF asked for again"))
