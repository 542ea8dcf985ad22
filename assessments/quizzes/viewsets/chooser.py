"""The chooser inside a quiz: picks a live question, or writes a new one on the spot."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet, SnippetCreateView

from assessments.quizzes.forms import FindQuestionForm, QuickQuestionForm
from assessments.quizzes.models import Question
from assessments.quizzes.panels import QuestionChooser


class FindsQuestions:
    filter_form_class = FindQuestionForm


class QuestionChooseView(FindsQuestions, ChooseView):
    def get_context_data(self, **kwargs) -> dict:
        # The frame of our own pages has a "search_url" too, which the modal's header would take for its own.
        return {**super().get_context_data(**kwargs), "search_url": None}


class QuestionChooseResultsView(FindsQuestions, ChooseResultsView):
    pass


class QuickCreateView(SnippetCreateView):
    def save_form(self, form: QuickQuestionForm) -> Question:
        return form.save(actor=self.request.user)


class QuestionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView
    create_view_class = QuickCreateView
    creation_form_class = QuickQuestionForm
    base_widget_class = QuestionChooser
    search_tab_label = _("From the bank")
    creation_tab_label = _("Write a new one")
    create_action_label = _("Save and use it")

    def get_object_list(self):
        return Question.objects.live().select_related("competency")
