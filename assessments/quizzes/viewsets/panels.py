"""What the form of a question shows beside its fields: how it stands, and what could be better."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from assessments.quizzes.forms import QuestionForm
from assessments.quizzes.forms.authoring import ALIKE
from assessments.quizzes.linting import lint
from assessments.quizzes.queries.bank import question_sheet

LEVELS = forms.Select(choices=[("", "–"), *((level, str(level)) for level in range(1, 6))])
DIFFICULTIES = forms.Select(choices=[(1, _("1 · easy")), (2, _("2 · middling")), (3, _("3 · hard"))])


class SheetPanel(HelpPanel):
    """How a question that is kept stands: its state, its versions, who reviews it, where it is asked, its twins."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None) -> dict:
            question = self.instance
            others = [kind for kind in sorted(ALIKE) if kind != question.kind] if question.kind in ALIKE else []
            history = reverse("wagtailsnippets_quizzes_question:history", args=[question.pk])
            return {
                **super().get_context_data(parent_context),
                "sheet": question_sheet(question),
                "history_url": history,
                "other_kinds": [(kind.value, kind.label) for kind in others],
            }


class AdvicePanel(HelpPanel):
    """What could be better in the question as it is written, told again while it is being written."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None) -> dict:
            question = self.instance
            findings = lint(question.kind, question.content) if question.pk else ()
            address = reverse("quizzes_advice", args=[question.pk or 0])
            return {**super().get_context_data(parent_context), "findings": findings, "advice_url": address}


class FormatPanel(HelpPanel):
    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.text_format == "html"


question_panels = ObjectList(
    [
        SheetPanel(template="quizzes/admin/sheet.html"),
        FormatPanel(template="quizzes/admin/format.html"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("stem_es"), FieldPanel("stem_en")])], heading=_("Question")),
        FieldPanel("asked", heading=_("What is asked")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("explanation_es"), FieldPanel("explanation_en")])], heading=_("Explanation, read after the quiz")
        ),
        AdvicePanel(template="quizzes/admin/advice.html", heading=_("What could be better")),
        MultiFieldPanel(
            [
                FieldPanel("competency", widget=forms.Select),
                FieldRowPanel([FieldPanel("level", widget=LEVELS), FieldPanel("difficulty", widget=DIFFICULTIES), FieldPanel("code")]),
                FieldPanel("tags"),
            ],
            heading=_("Where it belongs"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("reviewer", widget=forms.Select), FieldPanel("note")])], heading=_("Review")),
    ],
    base_form_class=QuestionForm,
)
