"""What the CMS asks of changes. Here it is only registered."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from courses.changes import admin_views, panels


@hooks.register("register_log_actions")
def register_actions(actions) -> None:
    actions.register_action("changes.say", _("Say what a change asks"), _("Said what a change asks"))
    actions.register_action("changes.read", _("Read what changed"), _("What changed was read"))
    actions.register_action("changes.end", _("Take back what a change asks"), _("What a change asks was taken back"))


@hooks.register("register_admin_urls")
def register_screens():
    urls = [
        path("draft/<int:pk>/", admin_views.say, name="say"),
        path("question/<int:pk>/", admin_views.say_of_question, name="say_of_question"),
        path("published/<int:pk>/", admin_views.say_afterwards, name="say_afterwards"),
    ]
    return [path("changes/", include((urls, "changes_admin"), namespace="changes_admin"))]


@hooks.register("construct_homepage_panels", order=10)
def list_what_nobody_said(request, home_panels) -> None:
    home_panels.insert(0, panels.Unsaid())


# After the check of what is missing: a page that cannot go live is not asked about.
@hooks.register("before_publish_page", order=10)
def ask_before_publishing(request, page):
    return admin_views.ask_before_publishing(request, page)


@hooks.register("after_edit_page")
def ask_after_sending(request, page):
    return admin_views.ask_after_sending(request, page)


@hooks.register("after_edit_snippet")
def ask_after_publishing_question(request, instance):
    return admin_views.ask_after_publishing_question(request, instance)
