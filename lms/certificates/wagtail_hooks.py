from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from lms.certificates.models import CertificateDesign, Certification
from lms.certificates.viewsets import CertificatesGroup, IssuersOnly

for model in (Certification, CertificateDesign):
    register_permission_policy(model, IssuersOnly(model))
register_snippet(CertificatesGroup)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("certificates.issue", _("Issue a certificate"), _("Certificate issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.remake_pdf", _("Make a certificate's PDF again"), _("PDF asked for again"))
