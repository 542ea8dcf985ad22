"""The rules of renewal in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from lms.renewals.models import RenewalRule


class RenewalRuleViewSet(SnippetViewSet):
    model = RenewalRule
    icon = "rotate"
    menu_label = _("Renewals")
    menu_name = "renewals"
    menu_order = 410
    add_to_admin_menu = True
    list_display = ["certification", "module", "programme", "window_days", "grace_days"]
    panels = [
        HelpPanel(_("What people have earned keeps the days it was given: a change counts for what is earned from now on.")),
        FieldPanel("certification"),
        FieldPanel("module"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("window_days"), FieldPanel("due_days"), FieldPanel("grace_days")])], heading=_("When it is renewed")
        ),
        MultiFieldPanel(
            [
                FieldPanel("days"),
                FieldRowPanel([FieldPanel("fixed_month"), FieldPanel("fixed_day"), FieldPanel("minimum_months")]),
                FieldPanel("oldest_months"),
            ],
            heading=_("How long it holds"),
            classname="collapsed",
        ),
    ]
