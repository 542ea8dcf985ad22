"""Everything of ours that Wagtail shows or asks. Here it is only registered."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from courses.catalogue import admin_views, panels, views
from courses.catalogue.reports import ContentReportsView
from courses.catalogue.viewsets import HandbookListing, Teaching

# Wagtail would mail the same news in its own words while the database is held.
task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
for signal, name in ((workflow_submitted, "submitted"), (workflow_rejected, "rejected"), (workflow_approved, "approved")):
    signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")

ACTIONS = {
    "catalogue.report_error": (_("Report an error"), _("Error reported")),
    "catalogue.close_report": (_("Close a report of an error"), _("Report of an error closed")),
    "catalogue.submit_module": (_("Send a module to approval"), _("Module sent to approval")),
    "catalogue.approve_module": (_("Approve a module"), _("Module approved")),
    "catalogue.return_module": (_("Ask for changes in a module"), _("Changes asked for")),
}
NOT_FOR_AUTHORS = {"help", "explorer-menu"}


@hooks.register("register_log_actions")
def register_catalogue_actions(actions) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_urls")
def register_screens():
    urls = [
        path("modules/<int:pk>/submit/", admin_views.submit, name="submit_module"),
        path("review/<int:pk>/", admin_views.review, name="review"),
        path("reports/content/", ContentReportsView.as_view(), name="reports"),
        path("reports/content/results/", ContentReportsView.as_view(results_only=True), name="reports_results"),
        path("reports/content/<int:pk>/", admin_views.report, name="report"),
    ]
    ours = path("catalogue/", include((urls, "catalogue_admin"), namespace="catalogue_admin"))
    # Two addresses of the translator's editor, before its own: its update would publish what nobody has approved or translated.
    submit = path("localize/submit/page/<int:page_id>/", admin_views.SubmitTranslation.as_view(), name="catalogue_submit_translation")
    update = path(
        "localize/update/<int:translation_source_id>/", admin_views.UpdateTranslations.as_view(), name="catalogue_update_translations"
    )
    return [ours, submit, update]


@hooks.register("register_admin_viewset")
def register_listings():
    return [Teaching(), HandbookListing()]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(_("Errors reported"), reverse("catalogue_admin:reports"), icon_name="warning", order=50)


@hooks.register("construct_main_menu")
def name_what_authors_need(request, items) -> None:
    for item in items:
        if item.name == "explorer":
            item.label = _("All pages")
            item.order = 130
    items[:] = [item for item in items if item.name not in NOT_FOR_AUTHORS]


@hooks.register("construct_homepage_panels")
def open_on_the_trainers_screen(request, home_panels) -> None:
    home_panels[:] = [panels.TrainerScreen()]


@hooks.register("insert_global_admin_css")
def wear_our_look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/peldano.css"))


@hooks.register("insert_global_admin_js")
def start_without_inline_scripts() -> str:
    scripts = ((static(f"admin/{name}.js"),) for name in ("start", "saving", "names"))
    return format_html_join("", '<script src="{}"></script>', scripts)


@hooks.register("before_publish_page")
def refuse_what_is_missing(request, page):
    return admin_views.refuse_what_is_missing(request, page)


@hooks.register("before_edit_page", order=-1)
def watch_the_translators_editor(request, page):
    return admin_views.refuse_translation(request, page) or admin_views.say_how_a_translation_goes_live(request, page)


@hooks.register("before_bulk_action")
def refuse_many(request, action_type, objects, action_class_instance):
    return admin_views.refuse_many(request, action_type, objects)


@hooks.register("before_serve_document")
def serve_to_people(document, request):
    return views.document(request, document)


@hooks.register("after_create_page")
def say_what_comes_next(request, page) -> None:
    admin_views.say_what_comes_next(request, page)
