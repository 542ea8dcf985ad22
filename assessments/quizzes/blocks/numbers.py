"""A number: a value with its tolerance, or a range; its unit; what is said to everybody else."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import DecimalBlock, weight, why_en, why_es
from assessments.quizzes.blocks.rows import Content, gathered, spread, weight_of
from assessments.quizzes.scoring.numbers import as_decimal


class ValueBlock(blocks.StructBlock):
    value = DecimalBlock(label=_("Value"))
    tolerance = DecimalBlock(label=_("Give or take"), help_text=_("0.1 takes from 3.4 to 3.6 where the value is 3.5."))
    weight = weight(100)
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "crosshairs"
        label = _("A value")
        form_classname = "struct-block question-row question-row--number"
        label_format = "{value} ± {tolerance}"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["tolerance"].startswith("-"):
            raise blocks.StructBlockValidationError({"tolerance": ValidationError(_("A tolerance is not below zero."))})
        return cleaned


class RangeBlock(blocks.StructBlock):
    low = DecimalBlock(label=_("From"))
    high = DecimalBlock(label=_("To"))
    weight = weight(100)
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "arrows-up-down"
        label = _("A range")
        form_classname = "struct-block question-row question-row--number"
        label_format = "{low} – {high}"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["low"] and cleaned["high"] and as_decimal(cleaned["low"]) > as_decimal(cleaned["high"]):
            raise blocks.StructBlockValidationError({"high": ValidationError(_("A range goes from the lower to the higher number."))})
        return cleaned


class AnyBlock(blocks.StructBlock):
    weight = weight(0)
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "comment"
        label = _("Any other number")
        form_classname = "struct-block question-row question-row--number"
        label_format = "{why_es}{why_en}"


class NumbersBlock(blocks.StreamBlock):
    value = ValueBlock()
    range = RangeBlock()
    any = AnyBlock()

    class Meta:
        label = _("Numbers that count")
        help_text = _("The first that fits counts. “Any other number” says why to everybody else.")
        required = False


class UnitBlock(blocks.StructBlock):
    symbols = blocks.CharBlock(
        label=_("Ways of writing the unit"), required=False, help_text=_("With commas between them: €, EUR, euros. Empty when it has none.")
    )
    required = blocks.BooleanBlock(label=_("The unit has to be written"), required=False)

    class Meta:
        icon = "tag"
        label = _("Unit")
        form_classname = "struct-block question-unit"
        label_format = "{symbols}"


class NumberBody(Body):
    answers = NumbersBlock()
    unit = UnitBlock()

    def rows_of(self, content: Content) -> dict:
        return {"answers": number_rows(content), "unit": unit_row(content)}

    def body_of(self, value, before: Content) -> dict:
        return {"answers": numbers_of(value["answers"]), "unit": unit_of(value["unit"])}


def number_rows(content: Content) -> list[dict]:
    rows = [_row(one) for one in content.get("answers") or ()]
    return rows or [{"type": "value", "value": {"value": "", "tolerance": "0", "weight": 100, **spread("why", None)}}]


def numbers_of(rows) -> list[dict]:
    return [answer for row in rows if (answer := _answer(row.block_type, row.value))]


def unit_row(content: Content) -> dict:
    unit = content.get("unit") or {}
    return {"symbols": ", ".join(unit.get("symbols") or ()), "required": unit.get("required", False)}


def unit_of(row) -> dict | None:
    symbols = [symbol.strip() for symbol in row["symbols"].split(",") if symbol.strip()]
    return {"symbols": symbols, "required": bool(row["required"])} if symbols else None


def _row(one: Content) -> dict:
    why = spread("why", one.get("feedback"))
    if one.get("any"):
        return {"type": "any", "value": {"weight": one.get("weight", 0), **why}}
    if "low" in one:
        return {"type": "range", "value": {"low": one["low"], "high": one["high"], "weight": one.get("weight", 0), **why}}
    return {
        "type": "value",
        "value": {"value": one["value"], "tolerance": one.get("tolerance") or "0", "weight": one.get("weight", 0), **why},
    }


def _answer(kind: str, row) -> dict | None:
    """Nothing for a row that was left empty."""
    mark = {"weight": weight_of(row["weight"]), "feedback": gathered(row, "why")}
    if kind == "any":
        return {"any": True, **mark}
    if kind == "range":
        return {"low": row["low"], "high": row["high"], **mark} if row["low"] or row["high"] else None
    return {"value": row["value"], "tolerance": row["tolerance"] or "0", **mark} if row["value"] else None
