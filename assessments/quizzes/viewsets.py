"""The bank of questions in the CMS: the list, the form, the chooser inside a quiz, and what is done to many at once."""

import django_filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from assessments.quizzes.actions import publish_question, retire_question, save_question
from assessments.quizzes.enums import QuestionKind, QuestionState
from assessments.quizzes.exceptions import NotReady
from assessments.quizzes.forms import FindQuestionForm, QuestionForm, QuickQuestionForm
from assessments.quizzes.models import Question, QuestionTag, QuizQuestion
from assessments.quizzes.panels import QuestionChooser
from assessments.quizzes.permissions import QuestionPolicy
from assessments.quizzes.queries import matching_questions
from lms.competencies.models import Competency
from lms.people.permissions import can_author

MISSING = {"es": _("Spanish not yet translated"), "en": _("English not yet translated")}

columns = {
    "competency": Column(
        "competency",
        label=_("Competency"),
        accessor=lambda question: question.competency.code if question.competency else "",
        sort_key="competency__code",
    ),
    "tags": Column("tags", label=_("Tags"), accessor=lambda question: ", ".join(tag.name for tag in question.tags.all())),
    "languages": Column("languages", label=_("Languages"), accessor=lambda question: _languages(question)),
    "used": Column("used", label=_("Asked in"), accessor=lambda question: _asked_in(question)),
}

panels = ObjectList(
    [
        MultiFieldPanel([FieldRowPanel([FieldPanel("stem_es"), FieldPanel("stem_en")])], heading=_("Question")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("true_is_right")]), FieldPanel("options")], heading=_("What people choose from")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("explanation_es"), FieldPanel("explanation_en")])], heading=_("Explanation, read after the quiz")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("competency", widget=forms.Select), FieldPanel("level"), FieldPanel("difficulty")]),
                FieldPanel("tags"),
                FieldRowPanel([FieldPanel("state"), FieldPanel("code")]),
            ],
            heading=_("Where it belongs"),
        ),
    ],
    base_form_class=QuestionForm,
)


class QuestionFilterSet(WagtailFilterSet):
    competency = django_filters.ModelChoiceFilter(queryset=Competency.objects.all(), label=_("Competency"))
    tag = django_filters.ModelChoiceFilter(field_name="tags", queryset=QuestionTag.objects.all(), to_field_name="slug", label=_("Tag"))
    level = django_filters.ChoiceFilter(choices=[(level, str(level)) for level in range(1, 6)], label=_("Level"))
    kind = django_filters.ChoiceFilter(choices=QuestionKind.choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=QuestionState.choices, label=_("State"))
    difficulty = django_filters.ChoiceFilter(choices=[(1, "1"), (2, "2"), (3, "3")], label=_("Difficulty"))

    class Meta:
        model = Question
        fields = ["competency", "tag", "kind", "state", "level", "difficulty"]


class PublishesLiveQuestions:
    """Saving a live question publishes it: a new version when something changed, the same one when nothing did."""

    def save_instance(self):
        if self.form.instance.author_id is None:
            self.form.instance.author = self.request.user
        question = save_question(question=super().save_instance(), actor=self.request.user)
        if question.state == QuestionState.LIVE:
            publish_question(question=question, actor=self.request.user)
        return question


class QuestionCreateView(PublishesLiveQuestions, CreateView):
    pass


class QuestionEditView(PublishesLiveQuestions, EditView):
    pass


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
    """Picks a live question, or writes a new one on the spot."""

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


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    chooser_viewset_class = QuestionChooserViewSet
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    filterset_class = QuestionFilterSet
    list_display = ["__str__", columns["competency"], columns["tags"], "kind", "difficulty", "state", columns["languages"], columns["used"]]
    list_per_page = 50
    search_fields = ["stem_es", "stem_en", "explanation_es", "explanation_en", "code", "tags__name"]
    search_backend_name = None
    edit_handler = panels

    def get_queryset(self, request: HttpRequest):
        places = QuizQuestion.objects.select_related("quiz").only("question_id", "quiz__title")
        return (
            Question.objects.select_related("competency")
            .prefetch_related("tags", Prefetch("quiz_places", queryset=places))
            .annotate(quizzes=Count("quiz_places__quiz", distinct=True))
        )


class QuestionBulkAction(SnippetBulkAction):
    models = [Question]
    template_name = "quizzes/admin/bulk_action.html"

    def check_perm(self, question: Question) -> bool:
        return QuestionPolicy(Question).user_has_permission(self.request.user, "change")


class SetLiveBulkAction(QuestionBulkAction):
    display_name = _("Set live")
    action_type = "set_live"
    aria_label = _("Set the selected questions live")
    action_priority = 10
    question = _("Set these questions live?")

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        """A question that is not ready stays as it is; the message counts those that went live."""
        done = 0
        for question in objects:
            try:
                publish_question(question=question, actor=user)
                done += 1
            except NotReady:
                continue
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        left = len(self.actionable_objects) - num_parent_objects
        said = ngettext("%(count)d question is live.", "%(count)d questions are live.", num_parent_objects) % {"count": num_parent_objects}
        if left:
            said += " " + ngettext(
                "%(count)d is not ready: open it to see what is missing.",
                "%(count)d are not ready: open them to see what is missing.",
                left,
            ) % {"count": left}
        return said


class RetireBulkAction(QuestionBulkAction):
    display_name = _("Retire")
    action_type = "retire"
    aria_label = _("Retire the selected questions")
    action_priority = 20
    question = _("Retire these questions? Nobody is asked them again; what people answered stays.")

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        for question in objects:
            retire_question(question=question, actor=user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(count)d question is retired.", "%(count)d questions are retired.", num_parent_objects) % {
            "count": num_parent_objects
        }


def matching(request: HttpRequest) -> JsonResponse:
    """For the editor: how many live questions a draw can take."""
    if not can_author(request.user or AnonymousUser()):
        return JsonResponse({"problem": "forbidden"}, status=403)
    competency = request.GET.get("competency", "")
    numbers = {name: int(request.GET[name]) for name in ("level", "difficulty") if request.GET.get(name, "").isdecimal()}
    competency_id = int(competency) if competency.isdecimal() else None
    count = matching_questions(tag=request.GET.get("tag", ""), competency_id=competency_id, **numbers)
    said = ngettext("%(count)d live question matches.", "%(count)d live questions match.", count) % {"count": count}
    return JsonResponse({"count": count, "said": said})


def _languages(question: Question) -> str:
    missing = question.untranslated
    return str(MISSING[missing[0]]) if missing else _("Spanish and English")


def _asked_in(question: Question) -> str:
    titles = sorted({place.quiz.title for place in question.quiz_places.all()})
    return ", ".join(titles) if titles else _("No quiz by name")
