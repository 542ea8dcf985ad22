from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from lms.competencies.models import EvidenceKind
from lms.competencies.viewsets import EvidenceKindViewSet, WritingKinds

register_permission_policy(EvidenceKind, WritingKinds(EvidenceKind))
register_snippet(EvidenceKindViewSet)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("competencies.void_evidence", _("Void evidence"), _("Evidence voided"))
    actions.register_action("competencies.question_evidence", _("Question evidence"), _("Evidence questioned"))
    actions.register_action("competencies.answer_question", _("Answer a question about evidence"), _("Question about evidence answered"))
    actions.register_action("competencies.publish_rule", _("Put a level rule in force"), _("Level rule put in force"))
    actions.register_action("competencies.import_framework", _("Import a competency framework"), _("Competency framework imported"))
    actions.register_action("competencies.publish_framework", _("Publish a competency framework"), _("Competency framework published"))
