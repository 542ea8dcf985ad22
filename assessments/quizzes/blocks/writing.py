"""A short text, a number, a text that a person marks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.blocks.body import Body
from assessments.quizzes.blocks.fields import text_in, weight, why_en, why_es
from assessments.quizzes.blocks.rows import Content, gathered, is_written, keyed, listed, spread, weight_of


class AnswerBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer, in any language"), required=False)
    weight = weight(100)
    pattern = blocks.BooleanBlock(
        label=_("* stands for anything"), required=False, help_text=_("“cuota *” takes “cuota mensual”. Write \\* for a star itself.")
    )
    why_es = why_es()
    why_en = why_en()

    class Meta:
        icon = "edit"
        label = _("Answer")
        form_classname = "struct-block question-row question-row--text"
        label_format = "{text}"


class FoldBlock(blocks.StructBlock):
    case = blocks.BooleanBlock(label=_("“PUK” and “puk” are the same"), required=False, default=True)
    accents = blocks.BooleanBlock(
        label=_("“avería” and “averia” are the same"), required=False, default=True, help_text=_("ñ stays a letter of its own.")
    )

    class Meta:
        icon = "cog"
        label = _("What does not count")
        help_text = _("Spaces at the ends, double spaces and the shape of quotation marks and dashes never count.")
        form_classname = "struct-block question-fold"
        label_format = ""


class ShortBody(Body):
    answers = blocks.ListBlock(
        AnswerBlock(),
        label=_("Answers that count"),
        help_text=_("The first that fits counts. Write each way of saying it, in both languages."),
    )
    fold = FoldBlock()

    def rows_of(self, content: Content) -> dict:
        return {"answers": answer_rows(content), "fold": fold_row(content)}

    def body_of(self, value, before: Content) -> dict:
        return {"answers": answers_of(value["answers"]), "fold": fold_of(value["fold"])}


def answer_rows(content: Content) -> list[dict]:
    rows = [
        {"text": one["text"], "weight": one.get("weight", 0), "pattern": one.get("pattern", False), **spread("why", one.get("feedback"))}
        for one in content.get("answers") or ()
    ]
    return listed((None, row) for row in rows or [{"text": "", "weight": 100, "pattern": False, **spread("why", None)}])


def answers_of(rows) -> list[dict]:
    return [
        {
            "text": row["text"].strip(),
            "weight": weight_of(row["weight"]),
            "feedback": gathered(row, "why"),
            "pattern": bool(row["pattern"]),
        }
        for row in rows
        if row["text"].strip()
    ]


def fold_row(content: Content) -> dict:
    fold = content.get("fold") or {}
    return {"case": fold.get("case", True), "accents": fold.get("accents", True)}


def fold_of(row) -> dict:
    return {"case": bool(row["case"]), "accents": bool(row["accents"])}


class CriterionBlock(blocks.StructBlock):
    text_es = text_in(_("Criterion in Spanish"))
    text_en = text_in(_("Criterion in English"))
    points = blocks.FloatBlock(label=_("Points"), required=False, default=1, min_value=0)

    class Meta:
        icon = "list-ul"
        label = _("Criterion")
        form_classname = "struct-block question-row"
        label_format = "{text_es}{text_en}"


class FreeBody(Body):
    rubric = blocks.ListBlock(
        CriterionBlock(),
        label=_("What it is marked by"),
        help_text=_("People see the criteria while they write, and their points afterwards."),
    )
    model_es = text_in(_("An answer that would be full, in Spanish"), 4)
    model_en = text_in(_("An answer that would be full, in English"), 4)
    low = blocks.IntegerBlock(label=_("Fewest words"), required=False, min_value=0, help_text=_("Empty for no limit."))
    high = blocks.IntegerBlock(label=_("Most words"), required=False, min_value=0)

    class Meta:
        form_classname = "struct-block question-body question-row question-free"

    def rows_of(self, content: Content) -> dict:
        rows = [(one["key"], {**spread("text", one["text"]), "points": one["points"]}) for one in content.get("rubric") or ()]
        blank = [(None, {**spread("text", None), "points": 1})]
        words = content.get("words") or {}
        limits = {"low": words.get("low"), "high": words.get("high")}
        return {"rubric": listed(rows or blank), **spread("model", content.get("model")), **limits}

    def body_of(self, value, before: Content) -> dict:
        written = [row for row in value["rubric"].bound_blocks if is_written(row.value, "text")]
        low, high = value["low"] or 0, value["high"]
        return {
            "rubric": [{"key": key, "text": gathered(row, "text"), "points": weight_of(row["points"])} for key, row in keyed(written)],
            "model": gathered(value, "model"),
            "words": {"low": low, "high": high} if high else None,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        low, high = cleaned["low"], cleaned["high"]
        if low and not high:
            raise blocks.StructBlockValidationError({"high": ValidationError(_("Say the most words too."))})
        if low and low > high:
            raise blocks.StructBlockValidationError({"high": ValidationError(_("The fewest words are not more than the most."))})
        return cleaned
