"""Competencies in the CMS: the framework, its groups, what can be proved at each level, and how."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lms.competencies.models import Competency, CompetencyGroup, EvidenceKind, Framework


def _languages(name: str, heading) -> MultiFieldPanel:
    return MultiFieldPanel([FieldRowPanel([FieldPanel(f"{name}_es"), FieldPanel(f"{name}_en")])], heading=heading)


class FrameworkViewSet(SnippetViewSet):
    model = Framework
    icon = "list-ul"
    list_display = ["code", "name"]
    panels = [FieldPanel("code"), _languages("name", _("Name"))]


class GroupViewSet(SnippetViewSet):
    model = CompetencyGroup
    icon = "folder-open-inverse"
    list_display = ["code", "name", "framework"]
    panels = [FieldPanel("framework"), FieldPanel("code"), _languages("name", _("Name")), FieldPanel("sort_order")]


class CompetencyViewSet(SnippetViewSet):
    model = Competency
    icon = "success"
    list_display = ["code", "name", "group", "validity_months"]
    list_filter = ["group"]
    search_fields = ["code", "name_es", "name_en"]
    panels = [
        FieldPanel("group"),
        FieldPanel("code"),
        _languages("name", _("Name")),
        _languages("definition", _("Definition")),
        FieldPanel("validity_months"),
        FieldPanel("sort_order"),
        FieldPanel("archived_at"),
        InlinePanel(
            "levels",
            heading=_("Levels"),
            label=_("Level"),
            max_num=5,
            panels=[FieldPanel("level"), FieldRowPanel([FieldPanel("anchor_es"), FieldPanel("anchor_en")])],
        ),
    ]


class EvidenceKindViewSet(SnippetViewSet):
    model = EvidenceKind
    icon = "tick"
    list_display = ["code", "name", "max_level"]
    panels = [FieldPanel("code"), _languages("name", _("Name")), _languages("note", _("Note")), FieldPanel("max_level")]


class CompetenciesGroup(SnippetViewSetGroup):
    items = (CompetencyViewSet, GroupViewSet, FrameworkViewSet, EvidenceKindViewSet)
    menu_label = _("Competencies")
    menu_icon = "success"
    menu_order = 350
