from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_job_actions(actions) -> None:
    actions.register_action("jobs.retry", _("Try a job again"), _("Job asked for again"))
    actions.register_action("jobs.retry_all", _("Try the failed jobs again"), _("Failed jobs asked for again"))
