"""The bank of questions in the CMS."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from assessments.quizzes.models import Question, QuizQuestion
from assessments.quizzes.viewsets.chooser import QuestionChooserViewSet
from assessments.quizzes.viewsets.editing import QuestionCreateView, QuestionEditView
from assessments.quizzes.viewsets.listing import QuestionFilterSet, QuestionIndexView, columns
from assessments.quizzes.viewsets.panels import question_panels
from assessments.quizzes.viewsets.screens import QuestionHistoryView


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = QuestionIndexView
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    history_view_class = QuestionHistoryView
    history_template_name = "quizzes/admin/history.html"
    chooser_viewset_class = QuestionChooserViewSet
    filterset_class = QuestionFilterSet
    list_display = ["__str__", *columns]
    list_per_page = 50
    ordering = ["-updated_at", "-pk"]
    search_fields = ["stem_es", "stem_en", "explanation_es", "explanation_en", "code", "tags__name"]
    search_backend_name = None
    edit_handler = question_panels

    def get_queryset(self, request: HttpRequest):
        places = QuizQuestion.objects.select_related("quiz").only("question_id", "quiz__title")
        return Question.objects.select_related("competency", "current_version", "reviewer").prefetch_related(
            "tags", Prefetch("quiz_places", queryset=places)
        )
