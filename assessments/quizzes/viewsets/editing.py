"""Writing a question: first its kind, then the form of that kind; and the buttons that save, publish, send for review or retire."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import CreateView, EditView

from assessments.quizzes.actions import publish_question, retire_question, save_question, send_for_review
from assessments.quizzes.actions.reviewing import return_to_author
from assessments.quizzes.enums import QuestionKind, QuestionState
from assessments.quizzes.models import Question
from assessments.quizzes.viewsets.kinds import KIND_CARDS


class SavesQuestions:
    """Saving keeps what was written; people are asked it once it is published."""

    def get_initial(self) -> dict:
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in QuestionKind.values else {}

    def save_instance(self) -> Question:
        if self.form.instance.author_id is None:
            self.form.instance.author = self.request.user
        before = Question.objects.filter(pk=self.form.instance.pk).values_list("reviewer", flat=True).first()
        question = super().save_instance()
        # Choosing a reviewer does nothing until the question is sent.
        if self.action != "review":
            question.reviewer_id = before
        return self._go_on(save_question(question=question, actor=self.request.user))

    def publish_action(self) -> HttpResponse:
        """Wagtail's own would publish a revision, which questions do not have."""
        return self.save_action()

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])

    def get_success_buttons(self) -> list:
        return []

    def get_success_message(self, instance=None) -> str:
        question = self.object
        if self.action == "publish":
            return _("The question is live: version %(number)s.") % {"number": question.current_version.number}
        if self.action == "review":
            return _("%(person)s has been asked to look at it.") % {"person": question.reviewer}
        if self.action == "return":
            return _("The question is back with its author.")
        if question.state == QuestionState.LIVE:
            return _("Saved. People are asked version %(number)s until you publish.") % {"number": question.current_version.number}
        return _("Saved.")

    def _go_on(self, question: Question) -> Question:
        if self.action == "publish":
            publish_question(question=question, actor=self.request.user)
        elif self.action == "review":
            reviewer = question.reviewer
            Question.objects.filter(pk=question.pk).update(reviewer=None)
            send_for_review(question=question, reviewer=reviewer, actor=self.request.user)
        elif self.action == "return":
            return_to_author(question=question, note=self.form.cleaned_data["note"], actor=self.request.user)
        return question


class QuestionCreateView(SavesQuestions, CreateView):
    actions = ["create", "publish", "review"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.GET.get("kind") in QuestionKind.values:
            return super().get(request, *args, **kwargs)
        self.template_name = "quizzes/admin/kinds.html"
        return self.render_to_response(self._kinds_context())

    def get_add_url(self) -> str:
        kind = self.request.GET.get("kind", "")
        return f"{reverse(self.add_url_name)}?kind={kind}" if kind in QuestionKind.values else reverse(self.add_url_name)

    def get_page_subtitle(self) -> str:
        kind = self.request.GET.get("kind", "")
        return str(QuestionKind(kind).label) if kind in QuestionKind.values else super().get_page_subtitle()

    def _kinds_context(self) -> dict:
        return {
            "breadcrumbs_items": self.get_breadcrumbs_items(),
            "page_title": _("What kind of question?"),
            "header_icon": self.header_icon,
            "cards": KIND_CARDS,
            "view": self,
        }


class QuestionEditView(SavesQuestions, EditView):
    actions = ["edit", "publish", "review", "return"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "action-retire" in request.POST:
            retire_question(question=self.object, actor=request.user)
            messages.success(request, _("The question is retired: nobody is asked it again."))
            return redirect(self.edit_url_name, self.object.pk)
        return super().post(request, *args, **kwargs)
