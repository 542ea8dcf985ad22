from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from lms.certificates.viewsets import Certifying
from lms.renewals.models import RenewalRule
from lms.renewals.viewsets import RenewalRuleViewSet

register_permission_policy(RenewalRule, Certifying(RenewalRule))
register_snippet(RenewalRuleViewSet)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("renewals.give", _("Give a certification"), _("Certification given"))
    actions.register_action("renewals.certified", _("Begin a cycle"), _("Certified"))
    actions.register_action("renewals.withdraw", _("Withdraw a certification"), _("Certification withdrawn"))
