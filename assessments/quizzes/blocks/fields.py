"""The small fields that the forms of questions are made of."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.scoring.numbers import as_decimal


def text_in(label, rows: int = 2, **more) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, required=False, rows=rows, **more)


def why_es() -> blocks.TextBlock:
    return text_in(_("Why, in Spanish"), 1)


def why_en() -> blocks.TextBlock:
    return text_in(_("Why, in English"), 1)


def weight(default: int = 0) -> blocks.FloatBlock:
    return blocks.FloatBlock(
        label=_("Worth (%)"),
        required=False,
        default=default,
        min_value=-100,
        max_value=100,
        form_classname="question-weight",
    )


class RuleBlock(blocks.ChoiceBlock):
    """One of several ways of giving points, each with its name, what it does and an example: [(value, name, does, example)]."""

    def __init__(self, rules=(), **kwargs):
        self.rules = rules
        kwargs.setdefault("label", _("How points are given"))
        super().__init__(choices=self._labels, widget=forms.RadioSelect, required=True, default=rules[0][0], **kwargs)

    def _labels(self) -> list[tuple[str, str]]:
        say = '<strong>{}</strong> <span class="rule-does">{}</span> <span class="rule-example">{}</span>'
        return [(value, format_html(say, name, does, example)) for value, name, does, example in self.rules]


class DecimalTextField(forms.CharField):
    """A number as a question keeps it, with a point. A comma is read as one."""

    def clean(self, value) -> str:
        value = super().clean(value).replace(" ", "")
        if not value:
            return ""
        value = value.replace(",", ".").replace("−", "-")
        try:
            as_decimal(value)
        except ValueError:
            raise ValidationError(_("Write a number, with a comma or a point for its decimals and none for thousands: 1250.5."))
        return value


class DecimalBlock(blocks.CharBlock):
    """Digits as text: 0.1 stays 0.1."""

    def __init__(self, label=None, help_text=None, **kwargs):
        super().__init__(required=False, label=label, help_text=help_text, **kwargs)
        attrs = {"inputmode": "decimal"}
        self.field = DecimalTextField(required=False, help_text=help_text, max_length=40, widget=forms.TextInput(attrs=attrs))
