"""The rows in which an author writes the options of a question: Wagtail's own list, with its add, remove and reorder."""

from string import ascii_lowercase

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.quizzes.kinds import MAX_OPTIONS


class OptionBlock(blocks.StructBlock):
    text_es = blocks.TextBlock(label=_("Option in Spanish"), required=False, rows=2)
    text_en = blocks.TextBlock(label=_("Option in English"), required=False, rows=2)
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    why_es = blocks.TextBlock(label=_("Why, in Spanish"), required=False, rows=2)
    why_en = blocks.TextBlock(label=_("Why, in English"), required=False, rows=2)

    class Meta:
        icon = "tick"
        label = _("Option")
        form_classname = "struct-block question-option"
        label_format = "{text_es}{text_en}"


class OptionsBlock(blocks.ListBlock):
    """The item's own id carries the option's key, so that a row keeps it however it is moved."""

    def __init__(self, **kwargs):
        super().__init__(OptionBlock(), max_num=MAX_OPTIONS, collapsed=False, **kwargs)

    def from_options(self, options: list[dict]):
        return self.to_python([{"type": "item", "id": option["key"], "value": _row(option)} for option in options])

    def blank(self, count: int):
        """So many empty rows, to start a question with."""
        empty = {"text": {}, "correct": False}
        return self.to_python([{"type": "item", "id": None, "value": _row(empty)} for _row_number in range(count)])

    def to_options(self, rows) -> list[dict]:
        """Options as a question keeps them. A new row gets the first letter that is free; a row without words is left out."""
        written = [row for row in rows.bound_blocks if any(str(row.value[name]).strip() for name in ("text_es", "text_en"))]
        taken = {row.id for row in written if row.id in ascii_lowercase}
        free = (letter for letter in ascii_lowercase if letter not in taken)
        return [_option(row.id if row.id in taken else next(free), row.value) for row in written]


def _row(option: dict) -> dict:
    why = option.get("feedback") or {}
    return {
        "text_es": option["text"].get("es", ""),
        "text_en": option["text"].get("en", ""),
        "correct": option["correct"],
        "why_es": why.get("es", ""),
        "why_en": why.get("en", ""),
    }


def _option(key: str, row) -> dict:
    return {
        "key": key,
        "text": {"es": row["text_es"].strip(), "en": row["text_en"].strip()},
        "correct": bool(row["correct"]),
        "feedback": {"es": row["why_es"].strip(), "en": row["why_en"].strip()},
    }
