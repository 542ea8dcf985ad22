"""A text with gaps. Each gap is chosen, typed or a number, and known by the number that stands in the text."""

import re
from itertools import count

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import RuleBlock, text_in, weight, why_en, why_es
from assessments.quizzes.blocks.numbers import NumbersBlock, UnitBlock, number_rows, numbers_of, unit_of, unit_row
from assessments.quizzes.blocks.rows import Content, gathered, is_written, keyed, listed, spread, weight_of
from assessments.quizzes.blocks.writing import AnswerBlock, FoldBlock, answer_rows, answers_of, fold_of, fold_row

GAPS_RULES = (
    ("all", _("All or nothing."), _("The point for every gap right."), _("Of four, three right: 0.")),
    ("partial", _("In part."), _("Each gap gives its share, by its points."), _("Gaps of 2, 1 and 1 points, the first right: 0.5.")),
)
_KEY = re.compile(r"[A-Za-z0-9_-]+")


def _key() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Its number in the text"),
        required=False,
        max_length=20,
        help_text=_("3 is the gap [[3]]. Empty takes the next number."),
        form_classname="question-gap-key",
    )


def _points() -> blocks.FloatBlock:
    return blocks.FloatBlock(label=_("Points"), required=False, default=1, min_value=0)


class GapBlock(blocks.StructBlock):
    """What the three have in common."""

    def clean(self, value):
        cleaned = super().clean(value)
        key = cleaned["key"].strip(" []")
        if key and not _KEY.fullmatch(key):
            raise blocks.StructBlockValidationError({"key": ValidationError(_("Letters and digits only, as in the text."))})
        cleaned["key"] = key
        return cleaned


class GapOptionBlock(blocks.StructBlock):
    text_es = text_in(_("Option in Spanish"), 1)
    text_en = text_in(_("Option in English"), 1)
    weight = weight()
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "tick"
        label = _("Option")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class ChoiceGapBlock(GapBlock):
    key = _key()
    points = _points()
    options = blocks.ListBlock(GapOptionBlock(), label=_("Options"), help_text=_("The right one is worth 100."))

    class Meta:
        icon = "list-ul"
        label = _("Chosen from a list")
        form_classname = "struct-block question-gap"
        label_format = "[[{key}]]"


class TypedGapBlock(GapBlock):
    key = _key()
    points = _points()
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers that count"))
    fold = FoldBlock()

    class Meta:
        icon = "edit"
        label = _("Typed")
        form_classname = "struct-block question-gap"
        label_format = "[[{key}]]"


class NumberGapBlock(GapBlock):
    key = _key()
    points = _points()
    answers = NumbersBlock()
    unit = UnitBlock()

    class Meta:
        icon = "order"
        label = _("A number")
        form_classname = "struct-block question-gap"
        label_format = "[[{key}]]"


class GapsStream(blocks.StreamBlock):
    choice = ChoiceGapBlock()
    typed = TypedGapBlock()
    number = NumberGapBlock()

    class Meta:
        label = _("The gaps")
        required = False


class GapsBody(Body):
    rule = RuleBlock(GAPS_RULES)
    text_es = text_in(_("Text with gaps, in Spanish"), 6, help_text=_("[[1]] where the first gap is."), form_attrs={"data-gaps-in": "es"})
    text_en = text_in(
        _("Text with gaps, in English"),
        6,
        help_text=_("With the same gaps, in whatever order they fall."),
        form_attrs={"data-gaps-in": "en"},
    )
    gaps = GapsStream()

    class Meta:
        form_classname = "struct-block question-body question-row question-gaps"

    def rows_of(self, content: Content) -> dict:
        return {
            "rule": content.get("rule") or "partial",
            **spread("text", content.get("text")),
            "gaps": [{"type": gap["kind"], "value": _row(gap)} for gap in content.get("gaps") or ()],
        }

    def body_of(self, value, before: Content) -> dict:
        taken = {row.value["key"] for row in value["gaps"]}
        free = (str(number) for number in count(1) if str(number) not in taken)
        gaps = [_gap(row.value["key"] or next(free), row.block_type, row.value) for row in value["gaps"]]
        return {"text": gathered(value, "text"), "gaps": gaps, "rule": value["rule"]}

    def clean(self, value):
        cleaned = super().clean(value)
        keys = [row.value["key"] for row in cleaned["gaps"] if row.value["key"]]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            said = _("Two gaps have the number %(key)s: give one of them another.") % {"key": twice}
            raise blocks.StructBlockValidationError({"gaps": blocks.StreamBlockValidationError(non_block_errors=[ValidationError(said)])})
        return cleaned


def _row(gap: Content) -> dict:
    common = {"key": gap["key"], "points": gap.get("points", 1)}
    if gap["kind"] == "choice":
        options = [
            (one["key"], {**spread("text", one["text"]), "weight": one.get("weight", 0), **spread("why", one.get("feedback"))})
            for one in gap.get("options") or ()
        ]
        return {**common, "options": listed(options)}
    if gap["kind"] == "number":
        return {**common, "answers": number_rows(gap), "unit": unit_row(gap)}
    return {**common, "answers": answer_rows(gap), "fold": fold_row(gap)}


def _gap(key: str, kind: str, row) -> dict:
    common = {"key": key, "kind": kind, "points": weight_of(row["points"])}
    if kind == "choice":
        written = [one for one in row["options"].bound_blocks if is_written(one.value, "text")]
        return {**common, "options": [_option(key, one) for key, one in keyed(written)]}
    if kind == "number":
        return {**common, "answers": numbers_of(row["answers"]), "unit": unit_of(row["unit"])}
    return {**common, "answers": answers_of(row["answers"]), "fold": fold_of(row["fold"])}


def _option(key: str, row) -> dict:
    return {"key": key, "text": gathered(row, "text"), "weight": weight_of(row["weight"]), "feedback": gathered(row, "why")}
