"""Certifications and designs in the CMS, and the first screen there of whoever keeps only designs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lms.certificates.models import CertificateDesign, Certification
from lms.certificates.permissions import can_certify, can_design


class Certifying(ModelPermissionPolicy):
    """One rule for everything that can be done with a certification, whatever somebody's groups."""

    def user_has_permission(self, user, action) -> bool:
        return can_certify(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return can_certify(user)


class Designing(ModelPermissionPolicy):
    """The same for a design."""

    def user_has_permission(self, user, action) -> bool:
        return can_design(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return can_design(user)


def _languages(name: str, heading, **kwargs) -> MultiFieldPanel:
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_es"), FieldPanel(f"{name}_en")])], heading=heading, **kwargs)


class CertificationViewSet(SnippetViewSet):
    model = Certification
    icon = "doc-full"
    menu_label = _("Certifications")
    list_display = ["code", Column("name", label=_("Name")), "validity_months", "design"]
    list_filter = ["design"]
    search_fields = ["code", "name_es", "name_en"]
    panels = [
        FieldPanel("code"),
        _languages("name", _("Name")),
        FieldPanel("validity_months"),
        _languages("renewal", _("How it is renewed")),
        MultiFieldPanel(
            [
                HelpPanel(
                    _("Choose one: it is issued by itself to whoever completes it. Leave both empty when it is only issued by hand.")
                ),
                FieldPanel("programme"),
                FieldPanel("module"),
            ],
            heading=_("What earns it"),
        ),
        FieldPanel("competencies"),
        FieldPanel("design"),
    ]


class CertificateDesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "image"
    menu_label = _("Designs")
    list_display = ["name", "issuer"]
    panels = [
        HelpPanel(_("A change shows on the certificates issued from now on. Those already issued stay as they were.")),
        FieldPanel("name"),
        FieldPanel("issuer"),
        FieldPanel("logo"),
        _languages("title", _("Title")),
        _languages("text", _("Words before the name")),
        MultiFieldPanel(
            [FieldPanel("signatory_1"), FieldRowPanel([FieldPanel("signatory_1_post_es"), FieldPanel("signatory_1_post_en")])],
            heading=_("First signatory"),
        ),
        MultiFieldPanel(
            [FieldPanel("signatory_2"), FieldRowPanel([FieldPanel("signatory_2_post_es"), FieldPanel("signatory_2_post_en")])],
            heading=_("Second signatory"),
        ),
        FieldRowPanel([FieldPanel("ink"), FieldPanel("accent")], heading=_("Colours")),
    ]


class CertificatesGroup(SnippetViewSetGroup):
    items = (CertificationViewSet, CertificateDesignViewSet)
    menu_label = _("Certificates")
    menu_name = "certificates"
    menu_icon = "clipboard-list"
    menu_order = 400


class KeepersScreen(Component):
    """The first screen of the CMS for somebody who writes nothing there: what there is to keep."""

    name = "keeper"
    template_name = "certificates/admin/home.html"
    order = 1

    def get_context_data(self, parent_context):
        model = "wagtailsnippets_certificates_certificatedesign"
        return {"designs": CertificateDesign.objects.all(), "edit": f"{model}:edit", "add_url": reverse(f"{model}:add")}
