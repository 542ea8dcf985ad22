"""Kinds of evidence in the CMS. Frameworks, groups and competencies have screens of their own (`views/`), and no other door."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from lms.competencies.actions import follow_kind
from lms.competencies.models import EvidenceKind
from lms.competencies.permissions import can_write_rules


class WritingKinds(ModelPermissionPolicy):
    """Whoever writes the rules of levels says what a kind proves. Evidence refers to kinds for ever: none is deleted."""

    def user_has_permission(self, user, action) -> bool:
        return action != "delete" and (user.is_superuser or can_write_rules(user))

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class KindEditView(EditView):
    def save_instance(self):
        before = EvidenceKind.objects.get(pk=self.object.pk)
        kind = super().save_instance()
        follow_kind(before=before, kind=kind, actor=self.request.user)
        return kind


def _languages(name: str, heading) -> MultiFieldPanel:
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_es"), FieldPanel(f"{name}_en")])], heading=heading)


class EvidenceKindViewSet(SnippetViewSet):
    model = EvidenceKind
    icon = "tick"
    menu_label = _("Kinds of evidence")
    menu_order = 350
    add_to_admin_menu = True
    list_display = ["code", "name", "max_level", "max_level_knowledge"]
    edit_view_class = KindEditView
    panels = [
        HelpPanel(_("What a kind proves counts for everybody: after a change, all levels are read anew in the background.")),
        FieldPanel("code"),
        _languages("name", _("Name")),
        _languages("note", _("Note")),
        FieldRowPanel([FieldPanel("max_level"), FieldPanel("max_level_knowledge")], heading=_("What it proves")),
    ]
