"""The list of the bank: what is seen of each question at a glance, and how the list is narrowed down."""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from assessments.quizzes.enums import QuestionKind, QuestionState
from assessments.quizzes.linting import REASONS, lint
from assessments.quizzes.models import Question, QuestionTag, QuizPage
from assessments.quizzes.queries.bank import Answers, answers_to, has_pending_changes, repeated_fingerprints, with_findings
from lms.competencies.models import Competency

MISSING = {"es": _("Spanish not yet translated"), "en": _("English not yet translated")}


class StateColumn(Column):
    cell_template_name = "quizzes/admin/cells/state.html"


class AdviceColumn(Column):
    cell_template_name = "quizzes/admin/cells/advice.html"


class AnswersColumn(Column):
    cell_template_name = "quizzes/admin/cells/answers.html"


columns = [
    Column("kind", accessor=lambda question: question.get_kind_display(), label=_("Kind"), sort_key="kind"),
    Column("competency", accessor=lambda question: _proves(question), label=_("Competency"), sort_key="competency__code"),
    Column("difficulty", label=_("Difficulty"), sort_key="difficulty"),
    Column("tags", accessor=lambda question: ", ".join(tag.name for tag in question.tags.all()), label=_("Tags")),
    StateColumn("state", accessor=lambda question: question, label=_("State"), sort_key="state"),
    Column("used", accessor=lambda question: _asked_in(question), label=_("Asked in")),
    AnswersColumn("answers", label=_("Answers")),
    AdviceColumn("advice", accessor=lambda question: question, label=_("To mend")),
]


class QuestionFilterSet(WagtailFilterSet):
    competency = django_filters.ModelChoiceFilter(queryset=Competency.objects.all(), label=_("Competency"))
    level = django_filters.ChoiceFilter(choices=[(level, str(level)) for level in range(1, 6)], label=_("Level"))
    kind = django_filters.ChoiceFilter(choices=QuestionKind.choices, label=_("Kind"))
    tag = django_filters.ModelChoiceFilter(field_name="tags", queryset=QuestionTag.objects.all(), to_field_name="slug", label=_("Tag"))
    state = django_filters.ChoiceFilter(choices=QuestionState.choices, label=_("State"))
    difficulty = django_filters.ChoiceFilter(choices=[(1, "1"), (2, "2"), (3, "3")], label=_("Difficulty"))
    missing = django_filters.ChoiceFilter(
        choices=[("es", _("Spanish")), ("en", _("English")), ("any", _("Either of them"))], method="lacks", label=_("Language missing")
    )
    author = django_filters.ModelChoiceFilter(queryset=get_user_model().objects.none(), label=_("Author"))
    quiz = django_filters.ModelChoiceFilter(field_name="quiz_places__quiz", queryset=QuizPage.objects.none(), label=_("Asked by the quiz"))
    advice = django_filters.ChoiceFilter(method="advised", label=_("To mend"))
    twice = django_filters.BooleanFilter(method="repeated", label=_("Written twice"))

    class Meta:
        model = Question
        fields = ["competency", "level", "kind", "tag", "state", "difficulty", "missing", "author", "quiz", "advice", "twice"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        written = Question.objects.exclude(author=None).order_by().values("author_id")
        self.filters["author"].queryset = get_user_model().objects.filter(pk__in=written).order_by("first_name", "last_name")
        self.filters["quiz"].queryset = QuizPage.objects.filter(quiz_questions__isnull=False).distinct().order_by("title")
        self.filters["advice"].extra["choices"] = [
            ("any", _("Any warning")),
            *((str(rule), reason.name) for rule, reason in REASONS.items()),
        ]

    def lacks(self, questions, _name, value: str):
        lacks = {code: Q(**{f"stem_{code}": ""}) for code in ("es", "en")}
        return questions.filter(lacks["es"] | lacks["en"] if value == "any" else lacks[value])

    def advised(self, questions, _name, value: str):
        return questions.filter(pk__in=with_findings("" if value == "any" else value))

    def repeated(self, questions, _name, value: bool):
        known = repeated_fingerprints()
        return questions.filter(fingerprint__in=known) if value else questions.exclude(fingerprint__in=known)


class QuestionIndexView(IndexView):
    default_ordering = ["-updated_at", "-pk"]

    @cached_property
    def header_more_buttons(self):
        health = HeaderButton(_("Health of the bank"), url=reverse("quizzes_health"), icon_name="tasks", priority=5)
        return [health, *super().header_more_buttons]

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": ["css/quiz-admin.css"]})
        _say_what_is_known(list(context["object_list"]))
        return context


def _say_what_is_known(questions: list[Question]) -> None:
    """Puts beside each question of a page what the columns say of it: two queries for all of them."""
    known = answers_to([one.pk for one in questions])
    repeated = set(repeated_fingerprints())
    for question in questions:
        question.answers = known.get(question.pk, Answers())
        # A rule that finds something in both languages is told once.
        question.warnings = list(dict.fromkeys(one.reason for one in lint(question.kind, question.content) if one.reason.is_warning))
        question.more_warnings = len(question.warnings) - 2
        question.missing_language = MISSING[question.untranslated[0]] if question.untranslated else ""
        question.is_repeated = question.fingerprint in repeated
        question.is_pending = has_pending_changes(question)


def _proves(question: Question) -> str:
    """The competency, and its level where one is given: “PRO · 3”."""
    known = [question.competency.code if question.competency else "", str(question.level or "")]
    return " · ".join(part for part in known if part)


def _asked_in(question: Question) -> str:
    titles = sorted({place.quiz.title for place in question.quiz_places.all()})
    if len(titles) > 2:
        return ngettext("%(count)d quiz", "%(count)d quizzes", len(titles)) % {"count": len(titles)}
    return ", ".join(titles) if titles else str(_("No quiz by name"))
