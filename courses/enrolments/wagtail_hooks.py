from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from courses.enrolments import admin_views


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("enrolments.assign", _("Assign"), _("Assigned to people"))
    actions.register_action("enrolments.cancel", _("Cancel an enrolment"), _("Enrolment cancelled"))
    actions.register_action("enrolments.test_out", _("Show that one knows a module"), _("Module covered by its test"))
    actions.register_action("enrolments.complete_step", _("Complete a step"), _("Step completed"))
    actions.register_action("enrolments.complete_module", _("Complete a module"), _("Module completed"))
    actions.register_action("enrolments.complete", _("Complete an enrolment"), _("Enrolment completed"))
    actions.register_action("enrolments.ask", _("Ask on a lesson"), _("Question asked"))
    actions.register_action("enrolments.answer", _("Answer a question"), _("Question answered"))
    actions.register_action("enrolments.open_cohort", _("Open a cohort"), _("Cohort opened"))
    actions.register_action("enrolments.add_holiday", _("Add a holiday"), _("Holiday added"))
    actions.register_action("enrolments.remove_holiday", _("Remove a holiday"), _("Holiday removed"))


@hooks.register("before_delete_page")
def keep_what_is_learnt(request, page):
    return admin_views.keep_what_is_learnt(request, page)


@hooks.register("before_move_page")
def keep_steps_in_their_module(request, page_to_move, destination):
    return admin_views.keep_steps_in_their_module(request, page_to_move, destination)


@hooks.register("before_bulk_action")
def keep_many(request, action_type, objects, action_class_instance):
    return admin_views.keep_many(request, action_type, objects, action_class_instance)
