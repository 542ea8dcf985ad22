"""What the editor of a page shows beside its fields."""

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from courses.catalogue.publishing import Problem


class SavedPagePanel(Panel):
    """Shown once the page has been saved."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None


class ChecksPanel(SavedPagePanel):
    """Before you publish: what is missing in the draft as last saved, with its place."""

    class BoundPanel(SavedPagePanel.BoundPanel):
        template_name = "catalogue/admin/panels/checks.html"

        def get_context_data(self, parent_context=None):
            problems: list[Problem] = self.instance.problems() + self.instance.translation_problems()
            return super().get_context_data(parent_context) | {
                "errors": [problem for problem in problems if problem.stops],
                "warnings": [problem for problem in problems if not problem.stops],
            }


class StepsPanel(SavedPagePanel):
    """The steps of a module, and what comes next."""

    class BoundPanel(SavedPagePanel.BoundPanel):
        template_name = "catalogue/admin/panels/steps.html"

        def get_context_data(self, parent_context=None):
            module = self.instance
            steps = list(module.get_children().specific())
            return super().get_context_data(parent_context) | {
                "module": module,
                "steps": [{"page": step, "kind": step.page_type_display_name, "state": step.status_string} for step in steps],
                "order_url": reverse("wagtailadmin_explore", args=[module.pk]) + "?ordering=ord",
                **_what_comes_next(module),
            }


class ModulePanel(SavedPagePanel):
    """From a step, the way back to its module, and the next step."""

    class BoundPanel(SavedPagePanel.BoundPanel):
        template_name = "catalogue/admin/panels/module.html"

        def get_context_data(self, parent_context=None):
            module = self.instance.get_parent().specific
            return super().get_context_data(parent_context) | {
                "module": module,
                "url": reverse("wagtailadmin_pages:edit", args=[module.pk]),
                **_what_comes_next(module),
            }


def _what_comes_next(module) -> dict:
    """Another step of any kind, or sending the module to approval."""
    return {
        "kinds": [
            {
                "label": kind.add_label,
                "url": reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, module.pk]),
            }
            for kind in module.allowed_subpage_models()
        ],
        "submit_url": reverse("catalogue_admin:submit_module", args=[module.pk]),
        "waits": module.workflow_in_progress,
    }


class TrainerScreen(Component):
    """The first screen of the CMS: what to do now, for this person."""

    name = "trainer"
    template_name = "catalogue/admin/home.html"
    order = 1

    def get_context_data(self, parent_context):
        from courses.catalogue import queries

        request = parent_context["request"]
        person = request.user
        untranslated, untranslated_count = queries.not_yet_translated()
        return {
            "request": request,
            "new_module_url": _new_module_url(request),
            "approvals": queries.waiting_for_me(person),
            "sent": queries.waiting_for_others(person),
            "drafts": queries.drafts_of(person),
            "reports": queries.open_reports()[: queries.SHOWN],
            "untranslated": untranslated,
            "untranslated_count": untranslated_count,
            "scheduled": queries.scheduled(),
        }


def _new_module_url(request) -> str:
    """Where a new module is written: under the home page in the author's language, if they may add there."""
    from courses.catalogue.models import HomePage

    homes = HomePage.objects.select_related("locale")
    home = homes.filter(locale__language_code=request.LANGUAGE_CODE).first() or homes.first()
    if home is None or not home.permissions_for_user(request.user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["catalogue", "modulepage", home.pk])
