"""One right option, several, true or false, the best response."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import RuleBlock, text_in, weight, why_en, why_es
from assessments.quizzes.blocks.rows import Content, gathered, is_written, keyed, listed, spread, weight_of
from assessments.quizzes.kinds import MAX_OPTIONS, TRUE_FALSE

MULTIPLE_RULES = (
    (
        "all",
        _("All or nothing."),
        _("The point for exactly the right ones."),
        _("Of three right ones, two chosen: 0."),
    ),
    (
        "partial",
        _("In part."),
        _("A share for each right one chosen; nothing for whoever chooses more options than there are right ones."),
        _("Of three right ones, two chosen: 0.67. Four chosen: 0."),
    ),
    (
        "penalty",
        _("In part, with a penalty."),
        _("A share for each right one, and as much taken away for each wrong one; never below nothing."),
        _("Of three right ones, two right and one wrong chosen: 0.33."),
    ),
    (
        "weights",
        _("By weights."),
        _("Each option is worth what you say, in per cent; those chosen are added up."),
        _("Options worth 70, 30 and −50: the first two give 1, the first and the third 0.2."),
    ),
)
BLANK_ROWS = 3


class OptionBlock(blocks.StructBlock):
    text_es = text_in(_("Option in Spanish"))
    text_en = text_in(_("Option in English"))
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "tick"
        label = _("Option")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class WeighedOptionBlock(OptionBlock):
    weight = weight()

    class Meta:
        form_layout = ["text_es", "text_en", "correct", "weight", "why_es", "why_en"]


class GradedOptionBlock(blocks.StructBlock):
    text_es = text_in(_("Response in Spanish"))
    text_en = text_in(_("Response in English"))
    weight = weight()
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "tick"
        label = _("Response")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class Options(Body):
    """What the three kinds with written options share. `graded`: an option has a weight in place of right or wrong."""

    graded = False

    def rows_of(self, content: Content) -> dict:
        options = content.get("options") or ()
        rows = [(one["key"], self._row(one)) for one in options]
        return {"options": listed(rows or [(None, self._row({})) for _place in range(BLANK_ROWS)])}

    def body_of(self, value, before: Content) -> dict:
        written = [row for row in value["options"].bound_blocks if is_written(row.value, "text")]
        return {"options": [self._option(key, row) for key, row in keyed(written)]}

    def _row(self, option: Content) -> dict:
        worth = option.get("weight", 100 if option.get("correct") else 0)
        marks = {"weight": worth, "correct": bool(option.get("correct", worth >= 100))}
        return {**spread("text", option.get("text")), **marks, **spread("why", option.get("feedback"))}

    def _option(self, key: str, row) -> dict:
        mark = {"weight": weight_of(row["weight"])} if self.graded else {"correct": bool(row["correct"])}
        return {"key": key, "text": gathered(row, "text"), "feedback": gathered(row, "why"), **mark}


class SingleBody(Options):
    options = blocks.ListBlock(OptionBlock(), max_num=MAX_OPTIONS, label=_("Options"))


class MultipleBody(Options):
    rule = RuleBlock(MULTIPLE_RULES)
    options = blocks.ListBlock(WeighedOptionBlock(), max_num=MAX_OPTIONS, label=_("Options"))

    class Meta:
        form_classname = "struct-block question-body question-multiple"

    def rows_of(self, content: Content) -> dict:
        return {**super().rows_of(content), "rule": content.get("rule") or "all"}

    def body_of(self, value, before: Content) -> dict:
        body = {**super().body_of(value, before), "rule": value["rule"]}
        if value["rule"] == "weights":
            written = [row.value for row in value["options"].bound_blocks if is_written(row.value, "text")]
            for option, row in zip(body["options"], written, strict=True):
                option["weight"] = weight_of(row["weight"])
                # What is worth something is right: corrections and reports ask which those are.
                option["correct"] = option["weight"] > 0
        return body


class BestBody(Options):
    graded = True
    options = blocks.ListBlock(
        GradedOptionBlock(),
        max_num=MAX_OPTIONS,
        label=_("Responses"),
        help_text=_("The best one is worth 100; the others what they deserve."),
    )


class TrueFalseBody(Body):
    true_is_right = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))], default="true", widget=forms.RadioSelect
    )
    why_true_es = text_in(_("To whoever says “true”, in Spanish"))
    why_true_en = text_in(_("To whoever says “true”, in English"))
    why_false_es = text_in(_("To whoever says “false”, in Spanish"))
    why_false_en = text_in(_("To whoever says “false”, in English"))

    class Meta:
        form_classname = "struct-block question-body question-row"

    def rows_of(self, content: Content) -> dict:
        options = {one["key"]: one for one in content.get("options") or ()}
        right = next((key for key, one in options.items() if one.get("correct")), "true")
        whys = {key: spread(f"why_{key}", options.get(key, {}).get("feedback")) for key in ("true", "false")}
        return {"true_is_right": right if right in whys else "true", **whys["true"], **whys["false"]}

    def body_of(self, value, before: Content) -> dict:
        right = value["true_is_right"]
        return {
            "options": [
                {**option, "feedback": gathered(value, f"why_{option['key']}"), "correct": option["key"] == right} for option in TRUE_FALSE
            ]
        }
