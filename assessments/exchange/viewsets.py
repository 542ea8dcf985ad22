"""What the list of the bank offers of ours."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assessments.exchange.actions import hand_over
from assessments.exchange.forms import ChosenForm
from assessments.quizzes.viewsets.bulk import QuestionBulkAction


class HandOverBulkAction(QuestionBulkAction):
    display_name = _("Hand over")
    action_type = "hand_over"
    aria_label = _("Make a file of the selected questions")
    action_priority = 60
    form_class = ChosenForm
    question = _("Make a file of these questions?")

    def prepare_action(self, objects, objects_without_access) -> HttpResponse:
        """Leads to where the file will be."""
        ids = ",".join(str(question.pk) for question in objects)
        asked = {"ids": ids, **{name: value for name, value in self.cleaned_form.cleaned_data.items() if value}}
        return redirect("exports:export", hand_over(asked=asked, actor=self.request.user).pk)
