"""What the quiz's editor adds to Wagtail's: how many questions a draw can take, and the errors that only a quiz has."""

import json

from django.core.exceptions import ValidationError
from django.forms import Media, Select
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.snippets.widgets import AdminSnippetChooser

from assessments.quizzes.drawing import Draw, draw
from assessments.quizzes.scoring import points_needed
from courses.catalogue.forms import CataloguePageForm

ANY = ("", _("any"))
LEVELS = Select(choices=[ANY, *((level, str(level)) for level in range(1, 6))])
DIFFICULTIES = Select(choices=[ANY, (1, _("1 · easy")), (2, _("2 · middling")), (3, _("3 · hard"))])


class DrawMatchPanel(HelpPanel):
    """Under each section: how many live questions it can take, told again whenever what it asks for changes."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "url": reverse("quizzes_matching")}


class BlueprintPanel(HelpPanel):
    """What the sections come to: how many questions, in how much time, and how many points pass. A script keeps it up to date."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["css/quiz-admin.css"]})

        def get_context_data(self, parent_context=None):
            quiz = self.instance
            drawn = sum(one.count for one in quiz.draws.all())
            asked = drawn + len(quiz.quiz_questions.all())
            return {
                **super().get_context_data(parent_context),
                "asked": asked,
                "minutes": quiz.time_limit or quiz.minutes or 0,
                "needed": points_needed(asked, quiz.pass_percent),
            }


class QuestionChooser(AdminSnippetChooser):
    """Wagtail's chooser without its inline script, which the policy of the site does not let run: a script of ours starts it."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.choose_one_text = _("Choose or write a question")
        self.choose_another_text = _("Choose another question")
        self.link_to_chosen_text = _("Edit this question")

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        shown = self.get_value_data(value)
        options = json.dumps(self.get_js_init_options(attrs["id"], name, shown))
        start = format_html(
            '<span hidden data-starts-chooser="{}" data-for="{}" data-options="{}"></span>', self.js_constructor, attrs["id"], options
        )
        return mark_safe(self.render_html(name, shown, attrs)) + start

    @property
    def media(self) -> Media:
        return super().media + Media(js=["js/quiz-choosers.js"])


class QuizForm(CataloguePageForm):
    def clean(self):
        cleaned = super().clean()
        # A draft may be kept half done; what is published has to be able to ask its questions.
        if "draws" in self.formsets and not self.is_deferred_validation:
            self._check_draws()
        return cleaned

    def _check_draws(self) -> None:
        kept = self._kept("draws")
        draws = [self._draw(form) for form in kept]
        always = [form.cleaned_data["question"].pk for form in self._kept("quiz_questions") if form.cleaned_data.get("question")]
        _asked, short = draw(always, draws, seed=1)
        if short and not any(form.errors for form in kept):
            said = _("Taken together, these draws need %(count)s more live questions than the bank has.")
            self.add_error(None, ValidationError(said, params={"count": short}))

    def _kept(self, name: str) -> list:
        """The rows that will be there after saving. Asking whether they are valid is what cleans them."""
        rows = [form for form in self.formsets[name].forms if form.has_changed() or form.instance.pk]
        for form in rows:
            form.is_valid()
        return [form for form in rows if not form.cleaned_data.get("DELETE")]

    def _draw(self, form) -> Draw:
        wanted = form.instance
        for name in ("competency", "level", "difficulty"):
            setattr(wanted, name, form.cleaned_data.get(name))
        wanted.tag = form.cleaned_data.get("tag", "")
        count = form.cleaned_data.get("count") or 0
        pool = wanted.pool()
        if wanted.is_open_ended:
            form.add_error("tag", _("Say which questions: give a competency, a tag, a level or a difficulty."))
        elif len(pool) < count:
            form.add_error(
                "count",
                ValidationError(
                    _("Too few: %(there)s live questions match and %(asked)s are asked."), params={"there": len(pool), "asked": count}
                ),
            )
        return Draw(count, pool)
