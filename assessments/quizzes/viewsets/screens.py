"""Screens of the bank beside the list and the form: the history of a question, its preview, the health of the bank."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry as log_registry
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import HistoryView

from assessments.quizzes.kinds import problems_of
from assessments.quizzes.models import Question
from assessments.quizzes.queries.bank import asked_alone, versions_of
from assessments.quizzes.queries.health import GROUPINGS, bank_health


class QuestionHistoryView(HistoryView):
    """Every version with what changed in it, who published it and how many answered it; then what was done to the question."""

    results_template_name = "quizzes/admin/history_results.html"
    # The log is short and stands whole under the versions.
    filterset_class = None

    def get_context_data(self, *args, **kwargs) -> dict:
        logs = log_registry.get_logs_for_instance(self.object).select_related("user")
        return {**super().get_context_data(*args, **kwargs), "versions": versions_of(self.object), "logs": logs[:100]}


class BankHealthView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "quizzes/admin/health.html"
    header_icon = "tasks"
    _show_breadcrumbs = True

    @property
    def page_title(self) -> str:
        return _("Health of the bank")

    def get_breadcrumbs_items(self) -> list:
        bank = Question.snippet_viewset
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(bank.get_url_name("list")), "label": _("Questions")},
            {"url": "", "label": self.page_title},
        ]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not policy_registry.get_by_type(Question).user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        by = self.request.GET.get("by", "competency")
        by = by if by in GROUPINGS else "competency"
        return {**super().get_context_data(**kwargs), "health": bank_health(by), "by": by, "groupings": _groupings()}


def preview_question(request: HttpRequest, question: Question, language: str) -> HttpResponse:
    """The question as a learner is asked it, in one language; what is still missing is said above it."""
    with translation.override(language or translation.get_language()):
        context = {
            "item": asked_alone(question),
            "problems": [str(problem) for problem in problems_of(question.kind, question.content)],
            "question": question,
        }
        return render(request, "quizzes/admin/preview.html", context)


def _groupings() -> list[tuple[str, str]]:
    return [("competency", _("By competency")), ("quiz", _("By quiz")), ("tag", _("By tag"))]
